/**
 * Valuation parameters: the rule by which holders and traders value AMT, and what they expect.
 *
 * Growth of difficulty and BTC price are expected as the scenario sets them. No rule is observed; a headline
 * is therefore to be read over all rules.
 */
import { treasuryOf, type Machines } from './mining.ts'
import type { PAYMENT } from './payment.ts'
import { choice, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { discounted } from '../../sim/valuation/discounted.ts'
import { perpetuity } from '../../sim/valuation/perpetuity.ts'
import { withFloorPut } from '../../sim/valuation/put.ts'
import { VALUATION_RULES, type Valuation } from '../../sim/valuation/valuation.ts'

export const VALUATION = {
  valuation: choice({
    title:
      'Valuation of AMT: recent payouts for ever; discounted payouts; these with the floor as a put option; a third of the people each',
    default: 'mixture',
    choices: VALUATION_RULES,
  }),
  requiredReturn: percent({
    title:
      'Annual return in BTC that holders and traders require (assumption, near the 9.8% that payouts of July 2023 are of the initial price)',
    default: '9',
    min: '0.1',
    max: '10000',
  }),
  lookBack: integer({
    title: 'Days of payouts that perpetuity extrapolates (assumption)',
    unit: 'days',
    default: '28',
    min: '1',
    max: '3650',
  }),
  horizon: integer({
    title: 'Months of payouts that discounted looks ahead (assumption: ten years)',
    unit: 'months',
    default: '120',
    min: '1',
    max: '600',
  }),
  putVolatility: percent({
    title: 'Annual volatility of the value of AMT, for put (assumption: that of BTC)',
    default: '53',
    min: '0',
    max: '1000',
  }),
  putYears: integer({
    title: 'Years of the right to redeem, for put (assumption)',
    unit: 'years',
    default: '1',
    min: '1',
    max: '50',
  }),
}

type Valued = Settings<typeof VALUATION> &
  Settings<typeof PAYMENT> &
  Machines & { readonly btcGrowth: { readonly toNumber: () => number } }

/** The valuations that holders and traders have, in turn: one, or three with `mixture`. */
export function valuationsOf(settings: Valued): readonly Valuation[] {
  const requiredReturn = settings.requiredReturn.toNumber()
  const byPerpetuity = perpetuity({ requiredReturn, lookBack: settings.lookBack })
  const byDiscounting = discounted(treasuryOf(settings), {
    difficultyGrowth: settings.difficultyGrowth.toNumber(),
    btcGrowth: settings.btcGrowth.toNumber(),
    requiredReturn,
    months: settings.horizon,
  })
  const byPut = withFloorPut(byDiscounting, {
    volatility: settings.putVolatility.toNumber(),
    years: settings.putYears,
    rate: requiredReturn,
  })
  switch (settings.valuation) {
    case 'perpetuity':
      return [byPerpetuity]
    case 'discounted':
      return [byDiscounting]
    case 'put':
      return [byPut]
    case 'mixture':
      return [byPerpetuity, byDiscounting, byPut]
  }
}
