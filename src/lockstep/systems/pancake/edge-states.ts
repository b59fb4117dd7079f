/**
 * Abstract states at the edges of PancakeSwap's arithmetic: reserves of one base unit and of 2^112 - 1, a
 * product that is a square, a pool whose protocol fee needs all of uint256.
 */
import { isToken, pairOf, PAIRS, type Account, type Pair } from '../../../model/interface/accounts.ts'
import { isqrt, UINT112_MAX } from '../../../model/kernel/uint256.ts'
import type { Pool } from '../../../model/state/pool.ts'
import { balanceOf, totalSupply } from '../../../model/contracts/token.ts'
import type { Economy } from '../../../model/state/economy-state.ts'
import { pairCalled, state, type AbstractState, type Moment } from '../abstract-state.ts'

const UPDATES = ['pair.mint', 'pair.burn', 'pair.swap', 'pair.sync'] as const
const SWAPS = [
  'router.swapExactTokensForTokens',
  'router.swapTokensForExactTokens',
  'router.swapExactTokensForTokensSupportingFeeOnTransferTokens',
] as const
const FEE_MINTS = ['pair.mint', 'pair.burn'] as const

/** Whether the call makes a pair's reserve the largest that fits. */
function fills({ before, after }: Moment, reserve: 'reserve0' | 'reserve1'): boolean {
  return PAIRS.some(
    (pair) =>
      before.pools[pair] !== after.pools[pair] &&
      after.pools[pair]![reserve] === UINT112_MAX &&
      before.pools[pair]?.[reserve] !== UINT112_MAX,
  )
}

/** The pair whose protocol fee a call has minted; undefined if it has minted none. */
function feePair({ before, after }: Pick<Moment, 'before' | 'after'>): Pair | undefined {
  const { feeTo } = before.factory
  if (feeTo === 'zero') return undefined
  return PAIRS.find(
    (pair) =>
      before.pools[pair] !== after.pools[pair] &&
      balanceOf(after, pair, feeTo) > balanceOf(before, pair, feeTo),
  )
}

/** The pool of two tokens, if there is one. */
function poolOf({ pools }: Economy, a: Account, b: Account): Pool | undefined {
  const pair = isToken(a) && isToken(b) ? pairOf(a, b) : undefined
  return pair === undefined ? undefined : pools[pair]
}

function isOneSided(economy: Economy, a: Account, b: Account): boolean {
  const pool = poolOf(economy, a, b)
  return pool !== undefined && (pool.reserve0 === 0n) !== (pool.reserve1 === 0n)
}

/** Whether the reserve of the first of two tokens is one base unit. */
function isUnit(economy: Economy, a: Account, b: Account): boolean {
  const pool = poolOf(economy, a, b)
  return pool !== undefined && (pool.token0 === a ? pool.reserve0 : pool.reserve1) === 1n
}

export const PANCAKE_EDGE_STATES: readonly AbstractState[] = [
  state('pair: reserve0 is full', 'The first reserve becomes 2^112 - 1.', UPDATES, 'ok', (moment) =>
    fills(moment, 'reserve0'),
  ),
  state('pair: reserve1 is full', 'The second reserve becomes 2^112 - 1.', UPDATES, 'ok', (moment) =>
    fills(moment, 'reserve1'),
  ),
  state(
    'pair: one wei too full',
    'A reserve would become 2^112.',
    ['pair.sync'],
    'PairOverflow',
    ({ before, ...moment }) => {
      const pair = pairCalled(moment)
      const { token0, token1 } = before.pools[pair]!
      return [token0, token1].some((token) => balanceOf(before, token, pair) === UINT112_MAX + 1n)
    },
  ),
  state(
    'liquidity: priced by one wei',
    'The first of two reserves is one base unit.',
    ['router.addLiquidity'],
    'ok',
    ({ before, args }) => isUnit(before, args.tokenA, args.tokenB),
  ),
  state(
    'liquidity: priced at one wei',
    'The second of two reserves is one base unit.',
    ['router.addLiquidity'],
    'ok',
    ({ before, args }) => isUnit(before, args.tokenB, args.tokenA),
  ),
  state(
    'swap: into a reserve of one wei',
    'A swap pays a reserve that is one base unit.',
    ['router.swapExactTokensForTokens', 'router.swapTokensForExactTokens'],
    'ok',
    ({ before, args }) => isUnit(before, args.path[0]!, args.path[1]!),
  ),
  state(
    'liquidity: one empty reserve',
    'One of two reserves is empty.',
    ['router.addLiquidity'],
    'revert',
    ({ before, args }) => isOneSided(before, args.tokenA, args.tokenB),
  ),
  state(
    'liquidity: one empty reserve of AMT/BTCB',
    'Liquidity through Master while one of the reserves is empty.',
    ['master.addLiquidity'],
    'revert',
    ({ before }) => isOneSided(before, 'amt', 'btcb'),
  ),
  state(
    'swap: one empty reserve',
    'The pair of a swap has one reserve of two.',
    SWAPS,
    'LibraryInsufficientLiquidity',
    ({ before, args }) => args.path.length === 2 && isOneSided(before, args.path[0]!, args.path[1]!),
  ),
  state(
    'factory: a new setter',
    'The setter of the protocol fee names somebody else.',
    ['factory.setFeeToSetter'],
    'ok',
    ({ by, args }) => args.feeToSetter !== by,
  ),
  state(
    'factory: a stranger names itself',
    'Somebody without the role claims it.',
    ['factory.setFeeToSetter'],
    'PancakeForbidden',
    ({ by, args }) => args.feeToSetter === by,
  ),
  state(
    'protocol fee: since a square',
    'The protocol fee would be another if the remembered product, a square number, were one less.',
    FEE_MINTS,
    'ok',
    ({ before, after }) => {
      const pair = feePair({ before, after })
      const pool = pair === undefined ? undefined : before.pools[pair]
      if (pair === undefined || pool === undefined || pool.kLast === 0n) return false
      const [root, then] = [isqrt(pool.reserve0 * pool.reserve1), isqrt(pool.kLast)]
      const supply = totalSupply(before, pair)
      const fee = (since: bigint): bigint => (8n * supply * (root - since)) / (17n * root + 8n * since)
      return then ** 2n === pool.kLast && root > then && fee(then) !== fee(then - 1n)
    },
  ),
  state(
    'exit: with the fee of a huge pool',
    'The roots of two products and the supply multiply to more than uint256.',
    ['master.removeLiquidity'],
    'ok',
    (moment) => {
      const { before } = moment
      const { kLast, reserve0, reserve1 } = before.pools.pair!
      const roots = isqrt(kLast) * isqrt(reserve0 * reserve1)
      return feePair(moment) === 'pair' && 8n * totalSupply(before, 'pair') * roots >= 1n << 256n
    },
  ),
]
