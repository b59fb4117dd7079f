/**
 * Environment: the state of all exogenous processes on one day.
 *
 * A process that does not matter to a scenario's question is constant ({@link constantProcess}). Peg, bridge,
 * block fees and gas price are optional and default to constants: par, up, and the values of July 2023.
 *
 * Processes advance in one order: BTC, network, block fees, then the others. The network may depend on BTC,
 * and block fees on both ({@link DependentProcess}); the others are independent.
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
import type { DependentProcess, Process } from './process/process.ts'
import type { Fleet } from './process/purchases.ts'
import { seek, type Stream } from './random/stream.ts'

/** Exogenous values of a day: prices, network, gas, peg, bridge. */
export interface Environment {
  /** USD per BTC. */
  readonly btc: Price
  /** Height, hash rate and difficulty of Bitcoin. */
  readonly network: Network
  /** The project's machines, in TH/s. */
  readonly fleet: Fleet
  /** USD per kWh. */
  readonly power: Level
  /** BTC per BTCB. */
  readonly peg: Peg
  /** Whether the bridge from BTC to BTCB works on this day. */
  readonly bridge: Bridge
  /** Gas price of BNB Smart Chain, in gwei. */
  readonly gas: GasPrice
  /** Average transaction fees of a Bitcoin block of the day, in BTC. */
  readonly fees: Level
}

/** For a process that may depend on others: which ones it sees. */
interface Dependencies {
  readonly network: Pick<Environment, 'btc'>
  readonly fees: Pick<Environment, 'btc' | 'network'>
}

type ProcessOf<Name extends keyof Environment> = Name extends keyof Dependencies
  ? Process<Environment[Name]> | DependentProcess<Environment[Name], Dependencies[Name]>
  : Process<Environment[Name]>

export type AllProcesses = { readonly [Name in keyof Environment]: ProcessOf<Name> }

type Optional = 'peg' | 'bridge' | 'gas' | 'fees'

/** Exogenous processes of a run. */
export type Processes = Omit<AllProcesses, Optional> & Partial<Pick<AllProcesses, Optional>>

/** All processes, each with the cursor of its own random stream. */
export interface EnvironmentProcesses {
  readonly processes: AllProcesses
  readonly streams: { readonly [Name in keyof Environment]: Stream }
}

const AT_PAR: Process<Peg> = constantProcess('btcb-peg', { peg: 1 })
const WORKING: Process<Bridge> = constantProcess<Bridge>('bridge', { up: true })
const JULY_GAS: Process<GasPrice> = constantProcess('gas-price', {
  gwei: BSC_GAS_FROM_2023_07_12.floors[0]!.gwei,
})
/** BTC; reproduces the hashprice of July 2023, 72 USD per PH/s and day. */
const JULY_FEES: Process<Level> = constantProcess('block-fees', { value: 0.1 })

const GWEI = 10n ** 9n

/** The day's gas price in wei of BNB per gas, rounded down. */
export const gasPriceOf = ({ gas }: Environment): bigint => toBaseUnits(gas.gwei) / GWEI

/** Transaction fees per block in satoshi, rounded down. */
export const feesPerBlock = ({ fees }: Environment): Sat => toBaseUnits(fees.value) / BASE_UNITS_PER_SAT

/** All processes, constant where none is given. */
export const allProcesses = (processes: Processes): AllProcesses => ({
  peg: AT_PAR,
  bridge: WORKING,
  gas: JULY_GAS,
  fees: JULY_FEES,
  ...processes,
})

/** All processes with their streams and defaults; `streamOf` returns the stream of a name. */
export function environmentProcessesOf(
  processes: Processes,
  streamOf: (name: string) => Stream,
): EnvironmentProcesses {
  return {
    processes: allProcesses(processes),
    streams: {
      btc: streamOf('process/btc'),
      network: streamOf('process/network'),
      fleet: streamOf('process/fleet'),
      power: streamOf('process/power'),
      peg: streamOf('process/peg'),
      bridge: streamOf('process/bridge'),
      gas: streamOf('process/gas'),
      fees: streamOf('process/fees'),
    },
  }
}

/** Environment of day 0, which does not depend on random numbers. */
export function initialEnvironment(given: Processes): Environment {
  const processes = allProcesses(given)
  const { fleet, power, peg, bridge, gas } = processes
  const btc = processes.btc.initial
  const network = startOf(processes.network, { btc })
  return {
    btc,
    network,
    fleet: fleet.initial,
    power: power.initial,
    peg: peg.initial,
    bridge: bridge.initial,
    gas: gas.initial,
    fees: startOf(processes.fees, { btc, network }),
  }
}

/** Environment of `day`, from that of the day before. */
export function nextEnvironment(
  { processes, streams }: EnvironmentProcesses,
  environment: Environment,
  day: number,
): Environment {
  const btc = advance(processes.btc, environment.btc, streams.btc, day)
  const network = follow(processes.network, environment.network, { btc }, streams.network, day)
  return {
    btc,
    network,
    fleet: advance(processes.fleet, environment.fleet, streams.fleet, day),
    power: advance(processes.power, environment.power, streams.power, day),
    peg: advance(processes.peg, environment.peg, streams.peg, day),
    bridge: advance(processes.bridge, environment.bridge, streams.bridge, day),
    gas: advance(processes.gas, environment.gas, streams.gas, day),
    fees: follow(processes.fees, environment.fees, { btc, network }, streams.fees, day),
  }
}

function startOf<State, Seen>(process: Process<State> | DependentProcess<State, Seen>, seen: Seen): State {
  return 'follow' in process ? process.start(seen) : process.initial
}

function follow<State, Seen>(
  process: Process<State> | DependentProcess<State, Seen>,
  state: State,
  seen: Seen,
  cursor: Stream,
  day: number,
): State {
  if (!('follow' in process)) return advance(process, state, cursor, day)
  seek(cursor, day)
  return process.follow(state, seen, cursor, day)
}

function advance<State>(process: Process<State>, state: State, cursor: Stream, day: number): State {
  if (process.step === unchanged) return state
  seek(cursor, day)
  return process.step(state, cursor, day)
}

/** A process whose state never changes and which draws nothing. */
export function constantProcess<State>(name: string, initial: State): Process<State> {
  return { name, initial, step: unchanged }
}

/** Step of every constant process; recognised by identity, so that its stream is not touched. */
function unchanged<State>(state: State): State {
  return state
}
