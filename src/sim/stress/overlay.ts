/**
 * Overlay: the effects of a shock on the exogenous processes of any scenario, from a day of the run on.
 *
 * Each process goes on as it would without the shock, on its own random numbers; what the economy sees is
 * its state with the effect applied. So a path with a shock differs from the path without it by the effects
 * alone.
 *
 * - The BTC price is multiplied. Difficulty and hash rate are multiplied by the same factor, so that blocks
 *   come as before.
 * - The network sees the unshocked BTC price if the shock has a recorded path of difficulty, otherwise the
 *   shocked one.
 * - A halving moves the height of the last block to the next multiple of 210,000 on the shock's first day;
 *   heights go on from there, and the halving that was due does not come again.
 * - Fees are those of the scenario at the shocked height, plus a share of the subsidy.
 *
 * Not modelled: shocks of peg, bridge, price of power and the project's machines; those are parameters.
 */
import { BLOCKS_PER_HALVING, SAT_PER_BTC, subsidyAt } from '../../model/economics/mining.ts'
import { allProcesses, type Environment, type Processes } from '../environment.ts'
import type { Price } from '../process/gbm.ts'
import type { Level } from '../process/mean-reverting.ts'
import type { Network } from '../process/network.ts'
import type { DependentProcess, Process } from '../process/process.ts'
import { valueOn, type Path, type Shock } from './shock.ts'

/** A shock, and the day of the run that is its day 0. */
export interface Stress {
  readonly shock: Shock
  readonly day: number
}

/** A state with the effect applied, and the state that it would be without. */
type Stressed<State> = State & { readonly own: State }

type StressedNetwork = Stressed<Network> & {
  /** Blocks by which the next halving was moved forward; 0 before the shock. */
  readonly moved: number
}

/**
 * The processes with the effects of a shock.
 *
 * @throws {InvalidPath} when a path of the shock is not valid.
 */
export function stressed(processes: Processes, { shock, day: first }: Stress): Processes {
  const all = allProcesses(processes)
  const factor = (path: Path | undefined, day: number): number =>
    path === undefined ? 1 : valueOn(path, day - first, 1)
  return {
    ...processes,
    btc: shown(all.btc, (own, day) => ({ usd: own.usd * factor(shock.btc, day) })),
    network: stressedNetwork(all.network, shock, first),
    ...(shock.fees === undefined ? {} : { fees: stressedFees(all.fees, shock.fees, first) }),
    ...(shock.gas === undefined
      ? {}
      : { gas: shown(all.gas, (own, day) => ({ gwei: own.gwei * factor(shock.gas, day) })) }),
  }
}

/** A process that goes on as before and shows its state with `effect` applied. */
function shown<State extends object>(
  process: Process<State>,
  effect: (own: State, day: number) => Partial<State>,
): Process<Stressed<State>> {
  const at = (own: State, day: number): Stressed<State> => ({ ...own, ...effect(own, day), own })
  return {
    name: process.name,
    initial: at(process.initial, 0),
    step: (state, stream, day) => at(process.step(state.own, stream, day), day),
  }
}

type SeenByNetwork = Pick<Environment, 'btc'>

function stressedNetwork(
  process: Process<Network> | DependentProcess<Network, SeenByNetwork>,
  { difficulty, halving }: Shock,
  first: number,
): DependentProcess<StressedNetwork, SeenByNetwork> {
  const at = (own: Network, day: number, before: number): StressedNetwork => {
    const times = difficulty === undefined ? 1 : valueOn(difficulty, day - first, 1)
    const moved = before === 0 && halving === true && day > first ? blocksToHalving(own.height) : before
    return {
      ...own,
      height: own.height + moved,
      difficulty: own.difficulty * times,
      hashRate: own.hashRate * times,
      own,
      moved,
    }
  }
  const seen = ({ btc }: SeenByNetwork): SeenByNetwork =>
    difficulty === undefined ? { btc } : { btc: (btc as Stressed<Price>).own }
  return {
    name: process.name,
    start: (others) => at('follow' in process ? process.start(seen(others)) : process.initial, 0, 0),
    follow: (state, others, stream, day) =>
      at(
        'follow' in process
          ? process.follow(state.own, seen(others), stream, day)
          : process.step(state.own, stream, day),
        day,
        state.moved,
      ),
  }
}

function blocksToHalving(height: number): number {
  const every = Number(BLOCKS_PER_HALVING)
  return every - (height % every)
}

type SeenByFees = Pick<Environment, 'btc' | 'network'>

function stressedFees(
  process: Process<Level> | DependentProcess<Level, SeenByFees>,
  path: Path,
  first: number,
): DependentProcess<Stressed<Level>, SeenByFees> {
  const at = (own: Level, { network }: SeenByFees, day: number): Stressed<Level> => {
    const subsidy = Number(subsidyAt(BigInt(network.height))) / Number(SAT_PER_BTC)
    return { ...own, value: own.value + subsidy * valueOn(path, day - first, 0), own }
  }
  return {
    name: process.name,
    start: (seen) => at('follow' in process ? process.start(seen) : process.initial, seen, 0),
    follow: (state, seen, stream, day) =>
      at(
        'follow' in process
          ? process.follow(state.own, seen, stream, day)
          : process.step(state.own, stream, day),
        seen,
        day,
      ),
  }
}
