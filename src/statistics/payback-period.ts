/**
 * Payback period of equally spaced cash flows.
 */
import { finiteFlows } from './internal-rate-of-return.ts'

/** The period after which payments have returned the price. */
export interface Payback {
  /** The first period at whose end the sum is not negative; 0 is the period of the first flow. */
  readonly period: number
  /** Whether the sum is negative again at a later end. */
  readonly lost: boolean
}

/**
 * When the cash flows have paid back what was laid out; undefined if never within the flows.
 *
 * @param flows amounts in the order of periods; what is paid out is negative
 * @param rate discount rate per period, 0.01 for 1%; above -1
 * @throws {InvalidFlows} when a flow is not finite, or there is none.
 * @throws {InvalidRate} when the rate is not above -1.
 */
export function paybackPeriod(flows: ArrayLike<number>, rate = 0): Payback | undefined {
  if (!(rate > -1 && rate < Infinity)) throw new InvalidRate(rate)
  let [sum, factor] = [0, 1]
  const sums = finiteFlows(flows).map((flow) => {
    sum += flow * factor
    factor /= 1 + rate
    return sum
  })
  const period = sums.findIndex((each) => each >= 0)
  if (period < 0) return undefined
  return { period, lost: sums.slice(period).some((each) => each < 0) }
}

/** A discount rate is not above -100%. */
export class InvalidRate extends RangeError {
  override readonly name = 'InvalidRate'
  constructor(rate: number) {
    super(`expected a rate above -1 (0.01 for 1% per period), got ${rate}`)
  }
}
