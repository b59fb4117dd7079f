/**
 * Answer of the scenario `baseline`: what a holder earns, and where the floor is.
 */
import type { Figures } from '../../sim/answer/figures.ts'

export function answer(_settings: unknown, { days, say }: Figures): string {
  return (
    `One AMT bought at ${say('openingPrice')} receives ${say('payoutPerAmt')} in ${days} days. ` +
    `The floor goes from ${say('openingFloor')} to ${say('finalFloor')}, the pool price to ${say('finalPrice')}: ` +
    `the holder’s return is ${say('holderReturn')} in BTC. ` +
    `${say('daysWithoutPayment')} have no payment.`
  )
}
