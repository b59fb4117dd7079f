/**
 * Pool of a chain snapshot: transactions that reach its reserves and LP supply.
 *
 * On the chain the reserves have grown by swap fees since the deposits, so the LP supply is below the root of
 * their product. The same happens here: deposits issue the LP tokens, then the difference to the reserves is
 * sent to the pair, which takes it over (`sync`).
 *
 * Units: base units. Exact: reserves, LP supply, liqAMT of the first deposit. liqAMT of the second deposit is
 * short by a few √(X/Y) wei, since its BTCB is rounded to a wei, which is worth that much LP; LP tokens in a
 * wallet take its place.
 *
 * Where the LP supply is at the root, no deposits leave room for their rounding, and it is short by
 * {@link roundingOf}, some thousand wei, unless one deposit has all of it.
 */
import { MINIMUM_LIQUIDITY } from '../../../model/contracts/pancake/formulas.ts'
import { isqrt } from '../../../model/kernel/uint256.ts'
import type { ChainSnapshot } from '../../../sim/opening/chain-snapshot.ts'

export interface Deposit {
  readonly amt: bigint
  readonly btcb: bigint
}

/** A deposit, and the LP tokens that it gives to who makes it. */
export interface Minting extends Deposit {
  readonly lp: bigint
}

export interface PoolDeposits {
  /** Creates the pool: the project's, locked; or of public providers, if nothing is locked. */
  readonly first: Minting
  /** Of public providers, wrapped; undefined if they have nothing more. */
  readonly wrapped: Minting | undefined
  /** LP tokens that are minted without Master; undefined if none. */
  readonly raw: Minting | undefined
  /** What is sent to the pair for nothing. */
  readonly donation: Deposit
}

/** Pool in the course of the deposits. */
interface Pool {
  readonly amt: bigint
  readonly btcb: bigint
  readonly lp: bigint
}

export function poolDeposits({ reserves, lp }: Pick<ChainSnapshot, 'reserves' | 'lp'>): PoolDeposits {
  const root = isqrt(reserves.amt * reserves.btcb)
  // LP that a wei of the scarcer reserve is worth, rounded up.
  const wei = root / least(reserves.amt, reserves.btcb) + 1n
  const firstLp = (lp.locked === 0n ? lp.wrapped : lp.locked) + MINIMUM_LIQUIDITY
  if (firstLp === lp.supply && lp.supply === root)
    return {
      first: { ...reserves, lp: root - MINIMUM_LIQUIDITY },
      wrapped: undefined,
      raw: undefined,
      donation: { amt: 0n, btcb: 0n },
    }
  const target = least(lp.supply, root - roundingOf({ reserves, lp }))
  const first = firstDeposit(reserves, root, least(firstLp, target))
  let pool: Pool = { ...first, lp: first.lp + MINIMUM_LIQUIDITY }
  const wrappedLp = least(lp.wrapped + MINIMUM_LIQUIDITY, target) - pool.lp - wei
  const wrapped = lp.locked === 0n || wrappedLp <= 0n ? undefined : secondDeposit(pool, wrappedLp)
  pool = after(pool, wrapped)
  const rawLp = target - pool.lp
  const raw = rawLp === 0n ? undefined : exactDeposit(pool, rawLp)
  pool = after(pool, raw)
  return {
    first,
    wrapped,
    raw,
    donation: { amt: reserves.amt - pool.amt, btcb: reserves.btcb - pool.btcb },
  }
}

/**
 * LP that the rounding of the deposits costs at most. The first one fixes the pair's price to a wei of its
 * smaller side, and every later deposit multiplies that error.
 */
export function roundingOf({ reserves, lp }: Pick<ChainSnapshot, 'reserves' | 'lp'>): bigint {
  const root = isqrt(reserves.amt * reserves.btcb)
  const first = lp.locked === 0n ? lp.wrapped : lp.locked
  return 4n * (root / least(reserves.amt, reserves.btcb) + 1n) * (root / first + 1n)
}

/** Deposit into an empty pair in the reserves' ratio whose root is exactly `lp`. */
function firstDeposit(reserves: ChainSnapshot['reserves'], root: bigint, lp: bigint): Minting {
  // The smaller side first: the excess of the product over lp², less than the smaller side, is below 2·lp.
  const small = most((lp * least(reserves.amt, reserves.btcb)) / root, 1n)
  const large = ratioUp(lp, lp, small)
  const [amt, btcb] = reserves.amt < reserves.btcb ? [small, large] : [large, small]
  return { amt, btcb, lp: isqrt(amt * btcb) - MINIMUM_LIQUIDITY }
}

/** Smallest deposit through the router that gives at least `lp`. */
function secondDeposit(pool: Pool, lp: bigint): Minting {
  const btcbUp = ratioUp(lp, pool.btcb, pool.lp)
  const amt = most(ratioUp(lp, pool.amt, pool.lp), ratioUp(btcbUp, pool.amt, pool.btcb))
  return minting(pool, { amt, btcb: (amt * pool.btcb) / pool.amt })
}

/** Smallest deposit that gives exactly `lp`, where each side is rounded up on its own. */
const exactDeposit = (pool: Pool, lp: bigint): Minting =>
  minting(pool, { amt: ratioUp(lp, pool.amt, pool.lp), btcb: ratioUp(lp, pool.btcb, pool.lp) })

const minting = (pool: Pool, { amt, btcb }: Deposit): Minting => ({
  amt,
  btcb,
  lp: least((amt * pool.lp) / pool.amt, (btcb * pool.lp) / pool.btcb),
})

const after = (pool: Pool, minted: Minting | undefined): Pool =>
  minted === undefined
    ? pool
    : { amt: pool.amt + minted.amt, btcb: pool.btcb + minted.btcb, lp: pool.lp + minted.lp }

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const ratioUp = (a: bigint, b: bigint, c: bigint): bigint => (a * b + c - 1n) / c
