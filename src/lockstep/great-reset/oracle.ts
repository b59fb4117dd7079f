/**
 * Independent oracle: recomputes the airdrop of a Great Reset by bisection instead of closed forms.
 *
 * The model has closed forms with a rounding direction. Here each amount is the least, or the greatest, that
 * satisfies the procedure (docs/reference/mechanism.md). Stakes are found by listing those who hold. Base
 * units.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Policy } from '../../model/planning/great-reset/compensation.ts'

/** What somebody has of AMT, deposits included, and of shares of the AMT/BTCB pair, wrapped ones included. */
export interface Holding {
  readonly amt: bigint
  readonly shares: bigint
}

/** Everybody with a stake, and all shares that there are. */
export interface Book {
  readonly holdings: ReadonlyMap<Account, Holding>
  readonly shareSupply: bigint
}

export interface Reserves {
  readonly amt: bigint
  readonly btcb: bigint
}

export interface Due {
  readonly sale: bigint
  readonly proceeds: bigint
  readonly after: Reserves
  /** Amounts above zero by name. */
  readonly airdrops: ReadonlyMap<Account, bigint>
  /** The part of them that is for shares. */
  readonly forShares: ReadonlyMap<Account, bigint>
  /** Whom nothing makes whole, by name. */
  readonly impossible: readonly Account[]
  readonly sum: bigint
}

/** Sale and airdrops if the price is to fall to `100 / percent` of what it is. */
export function due(before: Reserves, book: Book, percent: bigint, policy: Policy): Due {
  const isLow = (sold: bigint): boolean => {
    const now = afterSale(before, sold)
    return now.btcb * before.amt * percent <= before.btcb * now.amt * 100n
  }
  const sale = least(isLow)
  const after = afterSale(before, sale)
  const airdrops = new Map<Account, bigint>()
  const forShares = new Map<Account, bigint>()
  const impossible: Account[] = []
  for (const [account, { amt, shares }] of [...book.holdings].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const whole = policy === 'spot' ? wholeAtSpot(amt, before, after) : wholeAtExecution(amt, before, after)
    if (whole === undefined) {
      impossible.push(account)
      continue
    }
    const more = forPosition(shares, book.shareSupply, before, after)
    if (more > 0n) forShares.set(account, more)
    if (whole - amt + more > 0n) airdrops.set(account, whole - amt + more)
  }
  const sum = [...airdrops.values()].reduce((total, airdrop) => total + airdrop, 0n)
  return { sale, proceeds: before.btcb - after.btcb, after, airdrops, forShares, impossible, sum }
}

/**
 *  What the pool pays for `sold`: the constant product, 25 basis points of the input kept back, rounded down.
 *  The fee is restated on purpose: the oracle shares no constant with the model.
 */
export function paidFor(sold: bigint, { amt, btcb }: Reserves): bigint {
  return (9975n * sold * btcb) / (10_000n * amt + 9975n * sold)
}

function afterSale(pool: Reserves, sold: bigint): Reserves {
  return { amt: pool.amt + sold, btcb: pool.btcb - paidFor(sold, pool) }
}

/** The most AMT that at the new price is worth no more than `held` was at the old. */
function wholeAtSpot(held: bigint, before: Reserves, after: Reserves): bigint {
  const isMore = (amt: bigint): boolean => amt * after.btcb * before.amt > held * before.btcb * after.amt
  return least(isMore) - 1n
}

/** The least AMT that sells for what `held` sold for, and no less than it; undefined if none does. */
function wholeAtExecution(held: bigint, before: Reserves, after: Reserves): bigint | undefined {
  const paid = paidFor(held, before)
  if (paid >= after.btcb) return undefined
  const enough = least((amt) => paidFor(amt, after) >= paid)
  return enough > held ? enough : held
}

/**
 * The most AMT that at the new price is worth no more than what the sale took from the position: twice its
 * part of the BTCB.
 */
function forPosition(shares: bigint, supply: bigint, before: Reserves, after: Reserves): bigint {
  if (shares === 0n) return 0n
  const lost = 2n * shares * (before.btcb - after.btcb)
  return least((amt) => amt * after.btcb * supply > lost * after.amt) - 1n
}

/** The least number for which a monotone condition holds. */
function least(isSo: (amount: bigint) => boolean): bigint {
  if (isSo(0n)) return 0n
  let high = 1n
  while (!isSo(high)) high *= 2n
  let low = high / 2n
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (isSo(middle)) high = middle
    else low = middle
  }
  return high
}
