/** Claim 16: 49.5 BTCB are about 1,500,000 USD. */
import type { Claim } from '../claim.ts'
import { decimal } from '../decimal.ts'

/** BTC in USD on 12 July 2023: Hashrate Index's weekly round-up. The whitepaper names no price. */
const BTC_USD = 30_400n

export default {
  number: 16,
  quotation: '49.5 BTCB (Equivalente al día de la fecha a aproximadamente $1.500.000 USD) […] 1.000.000 AMT',
  place: 'Liquidez de intercambio garantizada',
  english: '49.5 BTCB, about 1,500,000 USD as of today, and 1,000,000 AMT.',
  readings: [
    {
      by: 'figures',
      name: 'value',
      property:
        'At the price of the whitepaper’s date, 12 July 2023, the BTCB are worth the stated millions.',
      figures: () => [
        {
          what: '49.5 BTC × 30,400 USD, in millions of USD',
          said: '1.5',
          found: decimal(495n * BTC_USD, 10n * 1_000_000n, 1),
        },
      ],
      restsOn: [],
    },
  ],
  leavesOpen: 'Which day “today” is: the transaction with the deposit is older than the document.',
} satisfies Claim
