/**
 * Abstract states of PancakeSwap: first and last shares, the second and the clock of a pair, the protocol
 * fee, paths, deadlines, the product's edge.
 */
import { isPair, isToken, PAIRS, pairOf, type Pair } from '../../../model/interface/accounts.ts'
import { outDown } from '../../../model/contracts/pancake/quotes.ts'
import { MINIMUM_LIQUIDITY } from '../../../model/contracts/pancake/formulas.ts'
import { isTradedNow } from '../../../model/contracts/pancake/pool.ts'
import { balanceOf, totalSupply } from '../../../model/contracts/token.ts'
import type { Economy } from '../../../model/state/economy-state.ts'
import { pairCalled, state, type AbstractState, type Moment } from '../abstract-state.ts'

const MINTS = [
  'pair.mint',
  'router.addLiquidity',
  'master.addLiquidity',
  'master.addLiquidityLocking',
] as const
const BURNS = ['pair.burn', 'router.removeLiquidity', 'master.removeLiquidity'] as const
const SWAPS = [
  'router.swapExactTokensForTokens',
  'router.swapTokensForExactTokens',
  'router.swapExactTokensForTokensSupportingFeeOnTransferTokens',
] as const
const ROUTED = [...SWAPS, 'router.addLiquidity', 'router.removeLiquidity'] as const

/** The pair whose reserves a call has changed; the first of several. */
function updatedPair({ before, after }: Moment): Pair | undefined {
  return PAIRS.find((pair) => before.pools[pair] !== after.pools[pair])
}

function feeReceived({ before, after }: Moment): boolean {
  const { feeTo } = before.factory
  const pair = updatedPair({ before, after } as Moment)
  return (
    feeTo !== 'zero' && pair !== undefined && balanceOf(after, pair, feeTo) > balanceOf(before, pair, feeTo)
  )
}

/** What a raw swap with one output takes, and the most that it could take. */
function rawOutput({
  before,
  args,
  ...moment
}: Moment<'pair.swap'>): readonly [taken: bigint, most: bigint] | undefined {
  const pair = pairCalled(moment)
  const pool = before.pools[pair]
  if (pool === undefined) return undefined
  const { amount0Out, amount1Out } = args
  if ((amount0Out === 0n) === (amount1Out === 0n)) return undefined
  const [input, reserveIn, reserveOut, taken] =
    amount0Out === 0n
      ? [pool.token0, pool.reserve0, pool.reserve1, amount1Out]
      : [pool.token1, pool.reserve1, pool.reserve0, amount0Out]
  const arrived = balanceOf(before, input, pair) - reserveIn
  return arrived > 0n && reserveIn > 0n ? [taken, outDown(arrived, reserveIn, reserveOut)] : undefined
}

function surplus(economy: Economy, pair: Pair): boolean {
  const pool = economy.pools[pair]
  return (
    pool !== undefined &&
    (balanceOf(economy, pool.token0, pair) > pool.reserve0 ||
      balanceOf(economy, pool.token1, pair) > pool.reserve1)
  )
}

export const PANCAKE_STATES: readonly AbstractState[] = [
  state('pair: first shares', 'The first LP tokens of a pair.', MINTS, 'ok', (moment) => {
    const pair = updatedPair(moment)
    return pair !== undefined && totalSupply(moment.before, pair) === 0n
  }),
  state(
    'pair: only locked shares remain',
    'All LP tokens but the locked ones are burnt.',
    BURNS,
    'ok',
    (moment) => {
      const pair = updatedPair(moment)
      return pair !== undefined && totalSupply(moment.after, pair) === MINIMUM_LIQUIDITY
    },
  ),
  state(
    'pair: shares of an emptied pair',
    'Liquidity where only locked LP tokens remain.',
    MINTS,
    'ok',
    (moment) => {
      const pair = updatedPair(moment)
      return pair !== undefined && totalSupply(moment.before, pair) === MINIMUM_LIQUIDITY
    },
  ),
  state(
    'pair: tiny reserves',
    'A reserve below 1,000 base units remains.',
    BURNS,
    'ok',
    ({ after, ...moment }) => {
      const pool = after.pools[updatedPair({ after, ...moment }) ?? 'pair']!
      return pool.reserve0 < 1_000n || pool.reserve1 < 1_000n
    },
  ),
  state(
    'pair: twice in a second',
    'A pair is updated again within the same second.',
    SWAPS,
    'ok',
    (moment) => {
      const pair = updatedPair(moment)
      return pair !== undefined && isTradedNow(moment.before.pools[pair]!, moment.before.timestamp)
    },
  ),
  state(
    'pair: clock wraps',
    'The 32-bit clock of a pair has wrapped since its last update.',
    [...SWAPS, ...MINTS, ...BURNS, 'pair.sync'],
    'ok',
    (moment) => {
      const pair = updatedPair(moment)
      const then = pair === undefined ? undefined : moment.before.pools[pair]
      return then !== undefined && moment.after.pools[pair!]!.updatedAt < then.updatedAt
    },
  ),
  state(
    'protocol fee: minted with liquidity',
    'The protocol fee is minted before new shares.',
    MINTS,
    'ok',
    feeReceived,
  ),
  state(
    'protocol fee: minted at an exit',
    'The protocol fee is minted before a burn.',
    BURNS,
    'ok',
    (moment) => {
      return feeReceived(moment)
    },
  ),
  state(
    'protocol fee: forgotten',
    'A pair forgets its product because the fee is off.',
    [...MINTS, ...BURNS],
    'ok',
    (moment) => {
      const pair = updatedPair(moment)
      const then = pair === undefined ? undefined : moment.before.pools[pair]
      return then !== undefined && then.kLast > 0n && moment.after.pools[pair!]!.kLast === 0n
    },
  ),
  state('pair: skims a surplus', 'Skim pays out tokens.', ['pair.skim'], 'ok', (moment) =>
    surplus(moment.before, pairCalled(moment)),
  ),
  state('pair: nothing to skim', 'Skim without a surplus.', ['pair.skim'], 'ok', (moment) => {
    return !surplus(moment.before, pairCalled(moment))
  }),
  state('pair: syncs a surplus', 'Sync adds a surplus to the reserves.', ['pair.sync'], 'ok', (moment) => {
    return surplus(moment.before, pairCalled(moment))
  }),
  state(
    'pair: holds its own shares',
    'LP tokens in the pair are burnt for whoever asks.',
    ['pair.burn'],
    'ok',
    (moment) => {
      const { before, by, on } = moment
      return isPair(on) && balanceOf(before, on, on) > 0n && balanceOf(before, on, by) === 0n
    },
  ),
  state(
    'swap: the most',
    'A raw swap takes the most that the product allows.',
    ['pair.swap'],
    'ok',
    (moment) => {
      const output = rawOutput(moment)
      return output !== undefined && output[0] === output[1]
    },
  ),
  state(
    'swap: one wei too much',
    'A raw swap asks one base unit more than the product allows.',
    ['pair.swap'],
    'PairK',
    (moment) => {
      const output = rawOutput(moment)
      return output !== undefined && output[0] === output[1] + 1n
    },
  ),
  state('swap: both tokens out', 'A raw swap takes both tokens.', ['pair.swap'], 'ok', ({ args }) => {
    return args.amount0Out > 0n && args.amount1Out > 0n
  }),
  state('swap: three tokens', 'A path over two pairs.', SWAPS, 'ok', ({ args }) => {
    return args.path.length === 3 && args.path[0] !== args.path[2]
  }),
  state('swap: there and back', 'A path that ends where it began.', SWAPS, 'revert', ({ args }) => {
    return args.path.length === 3 && args.path[0] === args.path[2]
  }),
  state('swap: into a pair', 'A swap pays to a pair.', SWAPS, 'ok', ({ args }) => isPair(args.to)),
  state(
    'swap: exactly the limit',
    'A swap gives exactly its minimum.',
    ['router.swapExactTokensForTokens'],
    'ok',
    ({ args, outcome }) => {
      const amounts = outcome.ok ? (outcome.returned as readonly bigint[]) : []
      return args.limit > 0n && amounts.at(-1) === args.limit
    },
  ),
  state(
    'swap: path of other contracts',
    'A path has an account that is no token.',
    SWAPS,
    'revert',
    ({ args }) => {
      return args.path.some((account) => account !== 'zero' && !isToken(account))
    },
  ),
  state(
    'router: at the deadline',
    'The deadline is the present second.',
    ROUTED,
    'ok',
    ({ before, args }) => {
      return args.deadline === before.timestamp
    },
  ),
  state(
    'router: a second late',
    'The deadline was one second ago.',
    ROUTED,
    'RouterExpired',
    ({ before, args }) => {
      return args.deadline + 1n === before.timestamp
    },
  ),
  state(
    'router: creates a pair',
    'Liquidity for a pair that did not exist.',
    ['router.addLiquidity'],
    'ok',
    ({ before, args }) => {
      const pair = pairOf(args.tokenA as 'amt', args.tokenB as 'btcb')
      return pair !== undefined && before.pools[pair] === undefined
    },
  ),
  state(
    'outsiders: taken first',
    'Liquidity of a token and an account without code: the token moves, the pair fails.',
    ['router.addLiquidity'],
    'NoReason',
    ({ args }) => {
      return isToken(args.tokenA) !== isToken(args.tokenB) && args.amountADesired + args.amountBDesired > 0n
    },
  ),
  state(
    'outsiders: not allowed',
    'Liquidity of a token and an account that is none: a transfer fails.',
    ['router.addLiquidity'],
    'TransferFromFailed',
    ({ args }) => {
      return isToken(args.tokenA) !== isToken(args.tokenB)
    },
  ),
  state(
    'outsiders: no tokens',
    'Liquidity of two accounts that are no tokens.',
    ['router.addLiquidity'],
    'revert',
    ({ args, before, outcome }) => {
      return (
        !isToken(args.tokenA) && !isToken(args.tokenB) && args.deadline >= before.timestamp && !outcome.ok
      )
    },
  ),
]
