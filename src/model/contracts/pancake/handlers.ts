/**
 * Handlers of the pairs: LP shares and pool. `at` of a call selects the pair.
 *
 * The transitions are in `pair.ts` and `lp-token.ts`.
 */
import type { Pair } from '../../interface/accounts.ts'
import type { Call } from '../../interface/action.ts'
import type { FunctionsOf } from '../../interface/functions.ts'
import type { Value } from '../../interface/outcome.ts'
import type { Step } from '../../state/economy-state.ts'
import type { Handler, Handlers } from '../../state/handler.ts'
import type { Pool } from '../../state/pool.ts'
import { NoContract } from '../no-contract.ts'
import { initialize } from './factory.ts'
import { approve, transfer, transferFrom } from './lp-token.ts'
import { burn, mint, skim, swap, sync } from './pair.ts'

type PairFunction = `pair.${FunctionsOf<'pair'>}`

/**
 * A handler that looks its pair up first.
 *
 * @throws {NoContract} when the pair does not exist.
 */
function onPair<F extends PairFunction>(
  handle: (step: Step, pair: Pair, pool: Pool, call: Call<F>) => Value | void,
): Handler<F> {
  return (step, call) => {
    const pair = call.at ?? 'pair'
    const pool = step.state.pools[pair]
    if (pool === undefined) throw new NoContract()
    return handle(step, pair, pool, call)
  }
}

export const PAIR: Handlers<'pair'> = {
  transfer: onPair((step, pair, _pool, { by, args }) => transfer(step, pair, by, args.to, args.amount)),
  approve: onPair((step, pair, _pool, { by, args }) => approve(step, pair, by, args.spender, args.amount)),
  transferFrom: onPair((step, pair, _pool, { by, args }) =>
    transferFrom(step, pair, by, args.from, args.to, args.amount),
  ),
  mint: onPair((step, pair, pool, { by, args }) => mint(step, pair, pool, by, args.to)),
  burn: onPair((step, pair, pool, { by, args }) => burn(step, pair, pool, by, args.to)),
  swap: onPair((step, pair, pool, { by, args }) =>
    swap(step, pair, pool, by, args.amount0Out, args.amount1Out, args.to, args.data),
  ),
  skim: onPair((step, pair, pool, { args }) => skim(step, pair, pool, args.to)),
  sync: onPair((step, pair, pool) => sync(step, pair, pool)),
  initialize: onPair((_step, _pair, _pool, { by }) => initialize(by)),
}
