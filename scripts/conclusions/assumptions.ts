/**
 * Assumptions over which the tornado of `baseline` moves its return, one at a time, within their ranges.
 *
 * A range is what the record leaves open, with its reason; where none is known it is marked so. Shares of the
 * cap table that change are taken from the miners or given to them, so that the sum stays.
 */
export interface Assumption {
  readonly group: 'Valuation' | 'Ownership' | 'Behaviour' | 'Network' | 'Bitcoin' | 'Production' | 'Policy'
  readonly title: string
  /** Both ends of the range, as shown, with their parameters. */
  readonly ends: readonly [End, End]
  readonly range: string
}

export interface End {
  readonly label: string
  readonly set: Readonly<Record<string, string>>
}

const NONE = 'no evidence'

const numeric = (
  group: Assumption['group'],
  title: string,
  name: string,
  [low, high]: readonly [string, string],
  unit: string,
  range: string,
): Assumption => ({
  group,
  title: `${title} (\`${name}\`)`,
  ends: [
    { label: `${low}${unit}`, set: { [name]: low } },
    { label: `${high}${unit}`, set: { [name]: high } },
  ],
  range,
})

export const ASSUMPTIONS: readonly Assumption[] = [
  {
    group: 'Valuation',
    title: 'Rule by which people value AMT (`valuation`)',
    ends: [
      { label: 'recent payouts for ever', set: { valuation: 'perpetuity' } },
      { label: 'expected payouts, discounted', set: { valuation: 'discounted' } },
    ],
    range: 'named rules; no evidence for one of them',
  },
  numeric('Valuation', 'Return that people require', 'requiredReturn', ['5', '15'], '%', NONE),
  {
    group: 'Ownership',
    title: 'Traders’ share of the AMT outside the pool (`ownTraders`)',
    ends: [
      { label: '2%', set: { ownTraders: '2', ownMiners: '59' } },
      { label: '20%', set: { ownTraders: '20', ownMiners: '41' } },
    ],
    range: NONE,
  },
  {
    group: 'Ownership',
    title: 'Public holders’ share, and the miners with the rest (`ownLarge`, `ownMedium`, `ownSmall`)',
    ends: [
      { label: '10%', set: { ownLarge: '5', ownMedium: '3', ownSmall: '2', ownMiners: '67' } },
      { label: '44%', set: { ownLarge: '20', ownMedium: '16', ownSmall: '8', ownMiners: '33' } },
    ],
    range: NONE,
  },
  numeric(
    'Behaviour',
    'Distance from their value at which holders trade',
    'tolerance',
    ['0', '30'],
    '%',
    NONE,
  ),
  numeric('Behaviour', 'Part that a holder trades each time', 'tradedPart', ['5', '50'], '%', NONE),
  numeric('Behaviour', 'Spread of the holders’ opinions', 'opinions', ['1', '4'], ' times', NONE),
  numeric('Behaviour', 'Costs for which miners sell', 'minerCosts', ['0', '20'], ' USD/PH/day', NONE),
  numeric('Behaviour', 'Trades a day', 'tradesPerDay', ['2', '30'], '', NONE),
  {
    group: 'Network',
    title: 'Response of the hash rate (`networkModel`)',
    ends: [
      { label: 'grows whatever mining pays', set: { networkModel: 'exogenous' } },
      { label: 'responds, elasticity 3', set: { networkElasticity: '3' } },
    ],
    range: 'both are models of the literature',
  },
  numeric(
    'Network',
    'Growth of the hash rate',
    'difficultyGrowth',
    ['20', '75'],
    '% a year',
    '20, 50 and 75% are what catch-up compares',
  ),
  numeric(
    'Network',
    'Price of power of the world’s miners',
    'networkPower',
    ['0.04', '0.06'],
    ' USD/kWh',
    NONE,
  ),
  numeric(
    'Network',
    'Fees of a block',
    'feesShare',
    ['1.3', '2.3'],
    '% of the subsidy',
    'implied by the quotes',
  ),
  numeric(
    'Bitcoin',
    'Growth of the expected price',
    'btcGrowth',
    ['0', '73'],
    '% a year',
    'forward price; the realised growth',
  ),
  numeric('Bitcoin', 'Volatility', 'btcVolatility', ['43', '64'], '%', 'published for 2022 to 2025'),
  numeric('Production', 'Price of power', 'powerPrice', ['0.045', '0.07'], ' USD/kWh', 'partly published'),
  numeric('Production', 'Energy of the machines', 'efficiency', ['25', '35'], ' J/TH', NONE),
  numeric('Production', 'Uptime', 'uptime', ['85', '98'], '%', NONE),
  numeric(
    'Policy',
    'The RCL’s share of payments',
    'vaultShare',
    ['0', '60'],
    '%',
    'the whitepaper leaves it variable',
  ),
]
