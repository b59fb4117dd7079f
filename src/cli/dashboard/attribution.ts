/**
 * Attribution: why the payout per AMT of a day differs from that of the day before.
 *
 * A payment is `TH·uptime·(subsidy + fees)·K/D·(1 − pool fee) − TH·bill/q + rest`, and the payout per AMT is
 * `payment·(1 − v)/S` (docs/reference/economics.md, 5). Each factor gets its Shapley value: its change
 * averaged over all orders in which the factors may change. The parts sum to the difference, and depend on no
 * order (L. S. Shapley, "A value for n-person games", 1953).
 */
import { Decimal } from 'decimal.js'

/** What determines a day's payout. */
export interface PayoutDay {
  readonly difficulty: Decimal
  /** Sat of a block. */
  readonly subsidy: Decimal
  readonly fees: Decimal
  /** TH/s. */
  readonly hashRate: Decimal
  /** Fraction. */
  readonly uptime: Decimal
  readonly poolFee: Decimal
  /** USD of power for a TH/s and day. */
  readonly bill: Decimal
  /** USD per BTC. */
  readonly price: Decimal
  /** BTC of other days, costs and rounding. */
  readonly rest: Decimal
  /** Fraction that goes to the RCL. */
  readonly split: Decimal
  /** AMT at the payment. */
  readonly supply: Decimal
}

export type Factor = keyof PayoutDay

export const FACTORS: Readonly<Record<Factor, string>> = {
  difficulty: 'Difficulty',
  subsidy: 'Block subsidy',
  fees: 'Transaction fees',
  hashRate: 'Hash power',
  uptime: 'Uptime',
  poolFee: 'Fee of the mining pool',
  bill: 'Price of power',
  price: 'Price of BTC, which pays the power',
  rest: 'Other days, costs and rounding',
  split: 'Share of the RCL',
  supply: 'Supply of AMT',
}

const NAMES = Object.keys(FACTORS) as readonly Factor[]

/** Sat of one TH/s in a day at difficulty 1 for each sat of a block, in BTC. */
const PER_SAT = new Decimal('1e12').times(86_400).div(new Decimal(2).pow(32)).div('1e8')

/** Mining income after the pool's fee and power, in BTC. */
export function netOf(day: Omit<PayoutDay, 'rest' | 'split' | 'supply'>): Decimal {
  const { difficulty, subsidy, fees, hashRate, uptime, poolFee, bill, price } = day
  const gross = hashRate.times(uptime).times(subsidy.plus(fees)).times(PER_SAT).div(difficulty)
  return gross.times(new Decimal(1).minus(poolFee)).minus(hashRate.times(bill).div(price))
}

/** BTC per AMT. */
export const payoutOf = (day: PayoutDay): Decimal =>
  netOf(day).plus(day.rest).times(new Decimal(1).minus(day.split)).div(day.supply)

/** The part of each factor in the change from one day to the other, in BTC per AMT. */
export function attribution(from: PayoutDay, to: PayoutDay): Readonly<Record<Factor, Decimal>> {
  const changed = NAMES.filter((name) => !from[name].eq(to[name]))
  const n = changed.length
  const worth = new Map<number, Decimal>()
  for (let set = 0; set < 1 << n; set++)
    worth.set(
      set,
      payoutOf({
        ...from,
        ...Object.fromEntries(changed.filter((_, at) => set & (1 << at)).map((name) => [name, to[name]])),
      }),
    )
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1))
  const parts = changed.map((name, at) => {
    let sum = new Decimal(0)
    for (let set = 0; set < 1 << n; set++) {
      if (set & (1 << at)) continue
      const size = bits(set)
      const weight = new Decimal(factorial(size) * factorial(n - size - 1)).div(factorial(n))
      sum = sum.plus(
        worth
          .get(set | (1 << at))!
          .minus(worth.get(set)!)
          .times(weight),
      )
    }
    return [name, sum] as const
  })
  const zero = NAMES.map((name) => [name, new Decimal(0)] as const)
  return Object.fromEntries([...zero, ...parts]) as Record<Factor, Decimal>
}

const bits = (set: number): number => set.toString(2).replaceAll('0', '').length
