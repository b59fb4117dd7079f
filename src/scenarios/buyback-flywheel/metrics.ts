/**
 * Metrics, gauges and tables of the scenario `buyback-flywheel`: deposits, purchases, sandwiches and exits.
 */
import type { Decimal } from 'decimal.js'

import { fromBase, ONE } from '../../model/kernel/units.ts'
import { VAULTS } from '../../model/state/deposits.ts'
import type { Round } from '../../model/state/purchases.ts'
import { namesOf } from '../../sim/agent.ts'
import { SANDWICHER } from '../../sim/agents/mev/buy-back-sandwicher.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { Gauge } from '../../sim/recording/gauge.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { spotPriceDown, type AgentView } from '../../sim/view/agent-view.ts'
import { depositOf, roundAt, roundCount, spendable } from '../../sim/view/vaults.ts'
import {
  amountMetric,
  countMetric,
  fromSigned,
  percentOf,
  returnMetric,
  rounded,
  tableOf,
} from '../shared/figures.ts'

/** The scenario's own depositors, beside those of the cap table. */
export const DEPOSITOR = 'depositor'
export const DEPOSITORS = namesOf(DEPOSITOR, 5)

/** Day on which depositors leave in the `leave-…` variants. */
export const LEAVE_ON = 170

export const roundsOf = (view: AgentView): readonly Round[] =>
  Array.from({ length: roundCount(view) }, (_, index) => roundAt(view, index))

export const spentOn = (view: AgentView): bigint =>
  roundsOf(view).reduce((sum, round) => sum + round.spent, 0n)
export const boughtOn = (view: AgentView): bigint =>
  roundsOf(view).reduce((sum, round) => sum + round.bought, 0n)

/** AMT that the scenario's own depositors deposited at the start, in either vault. */
export const depositedIn = ({ start }: Summary): bigint =>
  DEPOSITORS.reduce(
    (sum, name) => VAULTS.reduce((of, vault) => of + depositOf(start.view, vault, name), sum),
    0n,
  )

/** AMT of all depositors of the buy-back vault at the start, those of the cap table included. */
export const inBuyBackVault = ({ start }: Summary): bigint => start.view.balance('amt', 'buyBackVault')

/**
 * BTCB spent for the scenario's own depositors: their part of the buy-back vault, which is the same at every
 * purchase while nobody leaves. An upper bound after they have left.
 */
export const spentFor = (run: Summary): bigint => {
  const all = inBuyBackVault(run)
  return all === 0n ? 0n : (spentOn(lastOf(run).view) * depositedIn(run)) / all
}

/** Growth of a deposit: purchases are for all depositors of the vault. */
export const growthPct = (run: Summary): Decimal => percentOf(boughtOn(lastOf(run).view), inBuyBackVault(run))

export const priceChangePct = (run: Summary): Decimal => {
  const [then, now] = [spotPriceDown(run.start.view), spotPriceDown(lastOf(run).view)]
  return percentOf(now - then, then)
}

/** BTCB of the scenario's own depositors, which they received on leaving. */
export const received = ({ view }: { readonly view: AgentView }): bigint =>
  DEPOSITORS.reduce((sum, name) => sum + view.balance('btcb', name), 0n)

/** The sandwicher's profit before gas in BTCB wei; zero without a sandwicher. */
const sandwichProfit = (run: Summary): bigint =>
  run.people.includes(SANDWICHER)
    ? lastOf(run).view.balance('btcb', SANDWICHER) - run.start.view.balance('btcb', SANDWICHER)
    : 0n

export const amtPerDeposit: Gauge = {
  title: 'AMT per AMT deposited, without withdrawals',
  unit: 'AMT',
  read: ({ view }) => {
    const [bought, held] = [boughtOn(view), view.balance('amt', 'buyBackVault')]
    return held <= bought ? '0' : fromBase((held * ONE) / (held - bought))
  },
}

export const spent: Gauge = {
  title: 'Spent by the vault to date',
  unit: 'BTC',
  read: ({ view }) => fromBase(spentOn(view)),
}

/**
 * Forced sandwiches, profitable or not: small, medium, and the largest that leaves the vault 97% of the
 * average price.
 */
export const FORCED = [
  { name: 'forced-little', pay: '0.01', title: 'Monthly, a sandwich of 0.01 BTC around every purchase' },
  { name: 'forced-more', pay: '0.2', title: 'Monthly, a sandwich of 0.2 BTC around every purchase' },
  { name: 'forced-most', pay: '50', title: 'Monthly, the largest sandwich around every purchase' },
] as const

/** Variants in which the vault buys at prices that nobody forces, in the order of the table. */
const CASES = ['alone', 'sellers', 'daily', 'monthly', 'sandwiched', 'piled-up'] as const
const EXITS = ['leave-paid', 'leave-grown', 'leave-sold'] as const

export function cases(run: Compared): Table {
  return tableOf(
    { name: 'cases', title: 'Growth by case' },
    [
      { name: 'case', title: 'Purchases and other trades', unit: '' },
      { name: 'growth', title: 'Growth of a deposit in AMT', unit: '%' },
      { name: 'priceChange', title: 'Change of the pool price', unit: '%' },
      { name: 'purchases', title: 'Purchases', unit: 'purchases' },
      { name: 'spent', title: 'Spent', unit: 'BTC' },
      { name: 'sandwich', title: 'Sandwicher’s profit, before gas', unit: 'BTC' },
    ],
    CASES.map((name) => {
      const each = variantOf(run, name)
      const { view } = lastOf(each)
      return [
        name,
        rounded(growthPct(each)),
        rounded(priceChangePct(each)),
        String(roundCount(view)),
        fromBase(spentOn(view)),
        fromSigned(sandwichProfit(each)),
      ]
    }),
  )
}

/** Sandwiches of a run: number, capital and result, in base units. All zero without a sandwicher. */
interface Sandwiches {
  /** Completed sandwiches. */
  readonly made: number
  /** BTCB paid for their purchases. */
  readonly paid: bigint
  readonly profit: bigint
  /** AMT bought and not sold again, by incomplete sandwiches. */
  readonly unsold: bigint
}

export function sandwichesIn(run: Summary): Sandwiches {
  const own = run.trades.filter(({ by }) => by === SANDWICHER)
  return {
    made: own.filter(({ kind }) => kind === 'sell').length,
    paid: own.filter(({ kind }) => kind === 'buy').reduce((sum, { btcb }) => sum + btcb, 0n),
    profit: sandwichProfit(run),
    unsold: run.people.includes(SANDWICHER) ? lastOf(run).view.balance('amt', SANDWICHER) : 0n,
  }
}

export function forcedSandwiches(run: Compared): Table {
  return tableOf(
    { name: 'forced', title: 'Forced sandwiches' },
    [
      { name: 'case', title: 'Size', unit: '' },
      { name: 'made', title: 'Sandwiches', unit: 'sandwiches' },
      { name: 'paid', title: 'Capital used', unit: 'BTC' },
      { name: 'profit', title: 'Profit, before gas', unit: 'BTC' },
    ],
    FORCED.map(({ name }) => {
      const { made, paid, profit } = sandwichesIn(variantOf(run, name))
      return [name, String(made), fromBase(paid), fromSigned(profit)]
    }),
  )
}

export function exits(run: Compared): Table {
  return tableOf(
    { name: 'exits', title: 'Proceeds of the depositors’ exit' },
    [
      { name: 'case', title: 'Vault', unit: '' },
      { name: 'received', title: 'Total proceeds', unit: 'BTC' },
    ],
    EXITS.map((name) => [name, fromBase(received(lastOf(variantOf(run, name))))]),
  )
}

export function flywheelMetrics(_settings: unknown, run: Summary): Readonly<Record<string, Metric>> {
  const { view } = lastOf(run)
  const bought = boughtOn(view)
  return {
    putIn: amountMetric('AMT deposited, without that of the cap table', depositedIn(run), 'AMT'),
    purchases: countMetric('Purchases', 'purchases', roundCount(view)),
    spent: amountMetric('Spent by the vault', spentOn(view)),
    bought: amountMetric('AMT bought by the vault', bought, 'AMT'),
    growth: returnMetric('Growth of a deposit in AMT', growthPct(run)),
    priceChange: returnMetric('Change of the pool price', priceChangePct(run)),
    growthAtPrice: amountMetric(
      'Bought AMT at the final price, before slippage',
      (bought * spotPriceDown(view)) / ONE,
    ),
    waiting: amountMetric('BTCB of the vault not yet spent', spendable(view)),
    soldInto: amountMetric('Proceeds of the sellers', view.balance('btcb', 'seller')),
    sandwiches: countMetric('Sandwiches', 'sandwiches', sandwichesIn(run).made),
    sandwichProfit: amountMetric('Sandwicher’s profit, before gas', sandwichProfit(run)),
    received: amountMetric('Proceeds of the depositors’ exit', received(lastOf(run))),
    refused: countMetric('Reverted actions', 'actions', lastOf(run).tally.refused),
  }
}
