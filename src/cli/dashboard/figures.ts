/**
 * Figures: prices, exits and payouts of a state, and their texts, which all parts of the dashboard share.
 */
import { Decimal } from 'decimal.js'
import { bestExit } from '../../model/planning/arbitrage/exit.ts'
import { fromBase, type Amt } from '../../model/kernel/units.ts'
import { withUnit } from '../../report/unit.ts'
import type { Privilege } from './roles.ts'
import type { DashboardState } from './state.ts'

export interface Dashboard {
  readonly state: DashboardState
  readonly privileges: readonly Privilege[]
  /** AMT of one holder, base units. */
  readonly holding?: Amt
  /** USD of a TH/s elsewhere. */
  readonly elsewhere?: Decimal
}

export const PER_AMT = 'BTC/AMT'
export const DIGITS = 18

/** BTC per AMT at the pool, before fees; undefined if the pool is empty. */
export const priceOf = ({ pool }: DashboardState): Decimal | undefined =>
  pool.amt === 0n ? undefined : new Decimal(pool.btcb.toString()).div(pool.amt.toString())

/** BTC per AMT of the RCL. */
export const rateOf = ({ floor }: DashboardState): Decimal | undefined =>
  floor.supply === 0n ? undefined : new Decimal(floor.backing.toString()).div(floor.supply.toString())

export const exact = (value: Decimal): string => value.toDecimalPlaces(DIGITS).toFixed()
export const perAmt = (value: Decimal | undefined): string =>
  value === undefined ? 'none' : withUnit(exact(value), PER_AMT)
export const percent = (value: Decimal | undefined): string =>
  value === undefined || !value.isFinite() ? 'none' : withUnit(value.toDecimalPlaces(6).toFixed(), '%')
export const btcb = (base: bigint): string => withUnit(fromBase(base), 'BTCB', 6)
export const amt = (base: bigint): string => withUnit(fromBase(base), 'AMT', 6)
export const usd = (value: Decimal | undefined): string =>
  value === undefined ? 'not known' : withUnit(value.toDecimalPlaces(6).toFixed(), 'USD')

/** Premium of the pool price over another price, in percent. */
export const premium = (price: Decimal | undefined, over: Decimal | undefined): Decimal | undefined =>
  price === undefined || over === undefined || over.isZero() ? undefined : price.div(over).minus(1).times(100)

/** USD that the market pays for each TH/s of the project. */
export function impliedPerTh(
  { floor, hashRate, btcPrice }: DashboardState,
  price: Decimal | undefined,
): Decimal | undefined {
  if (price === undefined || hashRate === undefined || btcPrice === undefined || hashRate.isZero())
    return undefined
  return price.times(btcPrice).times(fromBase(floor.supply)).div(hashRate)
}

/** Mean payout of the last days, BTC per AMT and day. */
export function meanPayout({ payouts }: DashboardState, days: number): Decimal | undefined {
  const last = payouts.slice(-days)
  return last.length === 0
    ? undefined
    : last.reduce((sum, each) => sum.plus(each), new Decimal(0)).div(last.length)
}

export const MONTH = 30
export const DAYS_IN_MONTH = new Decimal('30.4375')

/** Parts of the supply that exit, in percent, for the depth of exits. */
export const EXITS = ['0.01', '0.1', '1', '2', '5', '10', '20', '40', '60', '80', '100'] as const

export interface ExitRow {
  readonly share: string
  readonly amount: Amt
  readonly sell: bigint
  readonly burn: bigint
  readonly total: bigint
}

export function exits({ pool, floor }: DashboardState): readonly ExitRow[] {
  const outside = floor.supply - pool.amt
  return EXITS.map((share) => {
    const amount = ((outside * BigInt(new Decimal(share).times(100).toFixed(0))) / 10_000n) as Amt
    const { sell, burn, total } = bestExit(pool, floor, amount)
    return { share, amount, sell, burn, total }
  })
}

/**
 * The parts of an exit as they are shown, with six digits of the whole: a part below a millionth of it, such as
 * the rest of a division, counts to the other. The data keep the exact parts.
 */
export function shownParts(sell: bigint, burn: bigint): { readonly sell: bigint; readonly burn: bigint } {
  const whole = sell + burn
  if (burn * 1_000_000n < whole) return { sell: whole, burn: 0n }
  if (sell * 1_000_000n < whole) return { sell: 0n, burn: whole }
  return { sell, burn }
}

/** BTC per AMT that an exit pays on average. */
export const averageOf = ({ amount, total }: ExitRow): Decimal =>
  amount === 0n ? new Decimal(0) : new Decimal(total.toString()).div(amount.toString())
