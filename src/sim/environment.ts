/**
 * Environment: the outside world on one day, as the processes have moved it.
 *
 * A process that does not matter to a scenario's question stands still ({@link constantProcess}); peg and bridge may be left out, and then
 * hold, and so may block fees and gas price, which then stay what they were in July 2023.
 */
import type { Sat } from '../model/economics/mining.ts'
import { BASE_UNITS_PER_SAT } from '../model/kernel/units.ts'
import { toBaseUnits } from './math/base-units.ts'
import { BSC_GAS_FROM_2023_07_12, type GasPrice } from './process/gas-price.ts'
import type { Bridge } from './process/outage.ts'
import type { Peg } from './process/peg.ts'
import type { Price } from './process/gbm.ts'
import type { Level } from './process/mean-reverting.ts'
import type { Network } from './process/network.ts'
import type { Process } from './process/process.ts'
import type { Fleet } from './process/purchases.ts'
import { seek, type Stream } from './random/stream.ts'

export interface Environment {
  /** USD per BTC. */
  readonly btc: Price
  /** Height and difficulty of Bitcoin. */
  readonly network: Network
  /** The project's machines, in TH/s. */
  readonly fleet: Fleet
  /** USD per kWh. */
  readonly power: Level
  /** BTC per BTCB. */
  readonly peg: Peg
  /** Whether BTC can be turned into BTCB today. */
  readonly bridge: Bridge
  /** Of BNB Smart Chain. */
  readonly gas: GasPrice
  /** Transaction fees of one of the day's blocks, in BTC. */
  readonly fees: Level
}

type Moving = { readonly [Name in keyof Environment]: Process<Environment[Name]> }

type Optional = 'peg' | 'bridge' | 'gas' | 'fees'

export type Processes = Omit<Moving, Optional> & Partial<Pick<Moving, Optional>>

/** All processes, each with the cursor of a stream of its own. */
export interface EnvironmentProcesses {
  readonly moving: Moving
  readonly draws: { readonly [Name in keyof Environment]: Stream }
}

const AT_PAR: Process<Peg> = constantProcess('btcb-peg', { peg: 1 })
const WORKING: Process<Bridge> = constantProcess<Bridge>('bridge', { up: true })
const JULY_GAS: Process<GasPrice> = constantProcess('gas-price', {
  gwei: BSC_GAS_FROM_2023_07_12.floors[0]!.gwei,
})
/** What brings July 2023 to the quoted 72 USD per PH/s a day. */
const JULY_FEES: Process<Level> = constantProcess('block-fees', { value: 0.1 })

const GWEI = 10n ** 9n

/** The day’s gas price in wei of BNB per gas, rounded down. */
export const gasPriceOf = ({ gas }: Environment): bigint => toBaseUnits(gas.gwei) / GWEI

/** What each of the day's blocks pays beside its subsidy, rounded down. */
export const feesPerBlock = ({ fees }: Environment): Sat => toBaseUnits(fees.value) / BASE_UNITS_PER_SAT

/** `draw` gives the stream of that name. */
export function environmentProcessesOf(
  processes: Processes,
  draw: (name: string) => Stream,
): EnvironmentProcesses {
  return {
    moving: { peg: AT_PAR, bridge: WORKING, gas: JULY_GAS, fees: JULY_FEES, ...processes },
    draws: {
      btc: draw('process/btc'),
      network: draw('process/network'),
      fleet: draw('process/fleet'),
      power: draw('process/power'),
      peg: draw('process/peg'),
      bridge: draw('process/bridge'),
      gas: draw('process/gas'),
      fees: draw('process/fees'),
    },
  }
}

/** The market of day 0. */
export function initialEnvironment({ moving }: EnvironmentProcesses): Environment {
  const { btc, network, fleet, power, peg, bridge, gas, fees } = moving
  return {
    btc: btc.initial,
    network: network.initial,
    fleet: fleet.initial,
    power: power.initial,
    peg: peg.initial,
    bridge: bridge.initial,
    gas: gas.initial,
    fees: fees.initial,
  }
}

/** The market of `day`, from the one of the day before. */
export function nextEnvironment(
  { moving, draws }: EnvironmentProcesses,
  environment: Environment,
  day: number,
): Environment {
  return {
    btc: moved(moving.btc, environment.btc, draws.btc, day),
    network: moved(moving.network, environment.network, draws.network, day),
    fleet: moved(moving.fleet, environment.fleet, draws.fleet, day),
    power: moved(moving.power, environment.power, draws.power, day),
    peg: moved(moving.peg, environment.peg, draws.peg, day),
    bridge: moved(moving.bridge, environment.bridge, draws.bridge, day),
    gas: moved(moving.gas, environment.gas, draws.gas, day),
    fees: moved(moving.fees, environment.fees, draws.fees, day),
  }
}

function moved<State>(process: Process<State>, state: State, draw: Stream, day: number): State {
  if (process.step === stay) return state
  seek(draw, day)
  return process.step(state, draw, day)
}

/** A process that never moves. */
export function constantProcess<State>(name: string, initial: State): Process<State> {
  return { name, initial, step: stay }
}

/** The step of all processes that stand still: what never moves draws nothing. */
function stay<State>(state: State): State {
  return state
}
