/**
 * Answer of the scenario `hashprice-crash`: whether payouts stop, when, and how near the machines are to it.
 */
import type { Figures } from '../../sim/answer/figures.ts'

export function answer(_settings: unknown, { count, on, say }: Figures): string {
  const stops = (day: string): boolean => day !== 'never'
  const stopping =
    count('firstIdle', stops) === 0
      ? `Payouts stop ${on('firstIdle', stops)}.`
      : `Payouts stop ${on('firstIdle', stops)}: the first day without a payment is day ` +
        `${say('firstIdle', { unit: false })}, and there are ${say('idleDays')} without one.`
  return (
    `${stopping} The machines break even at ${say('breakEven')}; ${say('quotesBelow', { unit: false })} of ` +
    `${say('quotes')} since 2023 are below that of 30 J/TH at 5.5 cents.`
  )
}
