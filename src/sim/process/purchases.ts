/**
 * Purchases of hash rate: machine orders as a compound Poisson process with exponential sizes.
 *
 * Unit: TH/s, a whole number, since AMT is issued per whole TH/s. The whitepaper gives 70,000 TH/s at launch
 * and 223,446 TH/s in July 2023 but not the number of orders, so the rate is a parameter.
 *
 * Not modelled: machines that wear out.
 */
import { exponential } from '../random/exponential.ts'
import { poisson } from '../random/poisson.ts'
import { DAYS_PER_YEAR, inRange } from './process.ts'
import type { Process } from './process.ts'

export interface Fleet {
  /** TH/s that run at the end of the day. */
  readonly ths: number
  /** TH/s that arrived in this day. */
  readonly bought: number
}

/** Mean size and frequency of purchases of machines. */
export interface PurchaseParameters {
  /** TH/s on day 0, a whole number. */
  readonly ths: number
  /** Expected number of orders a year. */
  readonly ordersPerYear: number
  /** Mean size of an order in TH/s, before it is rounded down to a whole number. */
  readonly meanOrderThs: number
}

/** The fleet of July 2023 (whitepaper) and a monthly order of 5,000 TH/s (assumption). */
export const FLEET_2023_07_12: PurchaseParameters = { ths: 223_446, ordersPerYear: 12, meanOrderThs: 5_000 }

/**
 * Hash rate in TH/s. Two words a day and two for each order.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range.
 */
export function purchases(parameters: PurchaseParameters = FLEET_2023_07_12): Process<Fleet> {
  const { ths, ordersPerYear, meanOrderThs } = parameters
  inRange('purchases', 'ths', ths, 0, 1e12)
  inRange('purchases', 'ordersPerYear', ordersPerYear, 0, 3650)
  inRange('purchases', 'meanOrderThs', meanOrderThs, 0, 1e9)
  return {
    name: 'hash-rate-purchases',
    initial: { ths: Math.floor(ths), bought: 0 },
    step: (state, stream) => {
      let bought = 0
      for (let orders = poisson(stream, ordersPerYear / DAYS_PER_YEAR); orders > 0; orders--) {
        bought += Math.floor(exponential(stream, meanOrderThs))
      }
      return { ths: state.ths + bought, bought }
    },
  }
}
