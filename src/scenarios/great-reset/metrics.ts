/**
 * Metrics and tables of the scenario `great-reset`.
 */
import { Decimal } from 'decimal.js'

import type { Account } from '../../model/interface/accounts.ts'
import { fromBase } from '../../model/kernel/units.ts'
import { POLICIES, type Policy } from '../../model/planning/great-reset/compensation.ts'
import { isFeasible } from '../../model/planning/great-reset/reset.ts'
import type { Factor } from '../../model/planning/great-reset/sale.ts'
import { resetOn } from '../../sim/agents/operations/reset-operator.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import { amountMetric, percentMetric, percentOf, rounded, tableOf } from '../shared/figures.ts'
import { REPRESENTATIVES, listedAccounts } from './cap-table.ts'
import type { GreatReset } from './parameters.ts'
import { atSpot, atExecution, around, happened, shareKept } from './wealth.ts'

/** Factors of the grid. */
export const FACTORS = [2, 3, 4, 5, 6] as const

export const resetName = (factor: number, policy: Policy): string => `${policy}-${factor}`

const MILLIONTHS = 1_000_000

export const factorOf = ({ factor }: Pick<GreatReset, 'factor'>): Factor => ({
  n: BigInt(factor.mul(MILLIONTHS).toFixed(0)),
  d: BigInt(MILLIONTHS),
})

export function wealthByClass(run: Summary): Table {
  const closes = around(run)
  const unit = 'BTC'
  return tableOf(
    { name: 'wealth', title: 'Wealth before and after the reset, by representative of each class' },
    [
      { name: 'class', title: 'Class', unit: '' },
      { name: 'spotBefore', title: 'At spot, before', unit },
      { name: 'spotAfter', title: 'At spot, after', unit },
      { name: 'spotPart', title: 'At spot', unit: '% of before' },
      { name: 'executionBefore', title: 'At execution, before', unit },
      { name: 'executionAfter', title: 'At execution, after', unit },
      { name: 'executionPart', title: 'At execution', unit: '% of before' },
    ],
    closes === undefined
      ? []
      : REPRESENTATIVES.map(({ title, person }) => [
          title,
          ...[atSpot, atExecution].flatMap((read) => [
            fromBase(read(closes[0], person)),
            fromBase(read(closes[1], person)),
            rounded(shareKept(read, closes, person)),
          ]),
        ]),
  )
}

/** Losses by factor and class in percent, with compensation at spot. */
export function lossesByFactor(run: Compared): Table {
  const lost = (factor: number, read: typeof atSpot, person: Account): string => {
    const closes = around(variantOf(run, resetName(factor, 'spot')))
    if (closes === undefined || !happened(closes)) return 'no reset'
    return shareKept(read, closes, person).neg().add(100).toDecimalPlaces(2).toFixed()
  }
  return tableOf(
    { name: 'losses', title: 'Losses by factor and class, with compensation at spot' },
    [
      { name: 'factor', title: 'φ', unit: '' },
      { name: 'class', title: 'Class', unit: '' },
      { name: 'spot', title: 'Loss at spot', unit: '%' },
      { name: 'execution', title: 'Loss at execution', unit: '%' },
    ],
    FACTORS.flatMap((factor) =>
      REPRESENTATIVES.map(({ title, person }) => [
        String(factor),
        title,
        lost(factor, atSpot, person),
        lost(factor, atExecution, person),
      ]),
    ),
  )
}

/** AMT needed by factor under both policies, and feasibility. */
export function feasibility(run: Compared): Table {
  return tableOf(
    { name: 'feasibility', title: 'AMT needed by a reset, and its feasibility' },
    [
      { name: 'factor', title: 'φ', unit: '' },
      { name: 'reserve', title: 'Reserve', unit: 'AMT' },
      { name: 'spotAmt', title: 'Needed at spot', unit: 'AMT' },
      { name: 'spot', title: 'Feasible at spot', unit: '' },
      { name: 'executionAmt', title: 'Needed at execution', unit: 'AMT' },
      { name: 'execution', title: 'Feasible at execution', unit: '' },
    ],
    FACTORS.map((factor) => {
      const before = around(variantOf(run, resetName(factor, 'spot')))?.[0] ?? run.start.view
      const computed = POLICIES.map((policy) =>
        resetOn(before, {
          factor: factorOf({ factor: new Decimal(factor) }),
          policy,
          names: listedAccounts(),
        }),
      )
      const cells = computed.flatMap((reset) => [
        reset.impossible.length > 0 ? '' : fromBase(reset.sale + reset.airdrop),
        isFeasible(reset)
          ? 'yes'
          : reset.impossible.length > 0
            ? `nobody can make ${reset.impossible.length} whole`
            : 'the reserve lacks AMT',
      ])
      return [String(factor), fromBase(before.balance('amt', 'owner')), ...cells]
    }),
  )
}

export function resetMetrics(_settings: GreatReset, run: Summary): Readonly<Record<string, Metric>> {
  const [before, after] = around(run) ?? [run.start.view, lastOf(run).view]
  const given = listedAccounts().reduce(
    (sum, name) => sum + after.balance('amt', name) - before.balance('amt', name),
    0n,
  )
  const sold = after.pool().amt - before.pool().amt
  const change = (title: string, read: typeof atSpot, person: Account): Metric =>
    percentMetric(title, shareKept(read, [before, after], person).sub(100).toDecimalPlaces(9))
  return {
    priceBefore: amountMetric('Pool price before', spotPriceDown(before), 'BTC/AMT'),
    priceAfter: amountMetric('Pool price after', spotPriceDown(after), 'BTC/AMT'),
    sold: amountMetric('Sold by the reserve', sold, 'AMT'),
    soldFor: amountMetric(
      'Proceeds of that sale',
      after.balance('btcb', 'owner') - before.balance('btcb', 'owner'),
    ),
    given: amountMetric('Airdropped to holders and providers', given, 'AMT'),
    reservePart: percentMetric(
      'Share of the reserve used',
      percentOf(sold + given, before.balance('amt', 'owner')),
    ),
    smallSpot: change('Wealth change of a small holder, at spot', atSpot, 'small-1'),
    smallExecution: change('Wealth change of a small holder, at execution', atExecution, 'small-1'),
    whaleExecution: change('Wealth change of the whale, at execution', atExecution, 'whale-1'),
    stakerSpot: change('Wealth change of a staker, at spot', atSpot, 'staker-1'),
    buyBackSpot: change('Wealth change of a buy-back staker, at spot', atSpot, 'buy-back-staker-1'),
    wrappedSpot: change('Wealth change of a wrapped provider, at spot', atSpot, 'wrapped-provider-1'),
    rawSpot: change('Wealth change of a raw provider, at spot', atSpot, 'raw-provider-1'),
    floor: amountMetric('Floor after', redemptionRateDown(after), 'BTC/AMT'),
  }
}
