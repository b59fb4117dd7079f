/**
 * Market: the outside world on one day, as the processes have moved it.
 *
 * Every scenario brings all of these processes; one that does not matter to its question stands still ({@link standing}).
 */
import type { Price } from './process/gbm.ts'
import type { Level } from './process/mean-reverting.ts'
import type { Network } from './process/network.ts'
import type { Process } from './process/process.ts'
import type { Fleet } from './process/purchases.ts'
import type { Stream } from './random/stream.ts'

export interface Market {
  /** USD per BTC. */
  readonly btc: Price
  /** Height and difficulty of Bitcoin. */
  readonly network: Network
  /** The project's machines, in TH/s. */
  readonly fleet: Fleet
  /** USD per kWh. */
  readonly power: Level
}

export type Processes = { readonly [Name in keyof Market]: Process<Market[Name]> }

/** The market of day 0. */
export function openingMarket({ btc, network, fleet, power }: Processes): Market {
  return { btc: btc.initial, network: network.initial, fleet: fleet.initial, power: power.initial }
}

/** The market of `day`, from the one of the day before; each process draws from a stream of its own. */
export function nextMarket(
  processes: Processes,
  market: Market,
  draw: (name: string, day: number) => Stream,
  day: number,
): Market {
  const next = <Name extends keyof Market>(name: Name): Market[Name] =>
    processes[name].step(market[name], draw(`process/${name}`, day), day)
  return { btc: next('btc'), network: next('network'), fleet: next('fleet'), power: next('power') }
}

/** A process that never moves. */
export function standing<State>(name: string, initial: State): Process<State> {
  return { name, initial, step: (state) => state }
}
