/**
 * Story: the dashboard as an answer and sections.
 */
import { Decimal } from 'decimal.js'
import { bestExit } from '../../model/planning/arbitrage/exit.ts'
import { btcbForSelling } from '../../model/contracts/pancake/quotes.ts'
import { redemption } from '../../model/contracts/burn-vault.ts'
import { fromBase, type Amt } from '../../model/kernel/units.ts'
import type { AnalysisSection } from '../../report/analysis/report.ts'
import { count } from '../../report/number.ts'
import { withUnit, brief } from '../../report/unit.ts'
import { FACTORS, type Factor } from './attribution.ts'
import type { DashboardState } from './state.ts'
import {
  type Dashboard,
  PER_AMT,
  DIGITS,
  priceOf,
  rateOf,
  exact,
  perAmt,
  percent,
  btcb,
  amt,
  usd,
  premium,
  impliedPerTh,
  meanPayout,
  MONTH,
  DAYS_IN_MONTH,
  exits,
  shownParts,
  averageOf,
} from './figures.ts'

/** The state in one or two sentences. */
export function dashboardAnswer({ state }: Dashboard): string {
  const [price, rate] = [priceOf(state), rateOf(state)]
  const month = meanPayout(state, MONTH)
  const paid =
    month === undefined
      ? ''
      : ` The last ${Math.min(MONTH, state.payouts.length)} days paid ${perAmt(month)} a day.`
  return `On ${state.date} an AMT costs ${perAmt(price)} in the pool and ${perAmt(rate)} at the RCL: a premium of ${percent(premium(price, rate))}.${paid}`
}

/** All sections. */
export function dashboardSections(dashboard: Dashboard): readonly AnalysisSection[] {
  const { state } = dashboard
  return [
    premiumSection(dashboard),
    exitSection(dashboard),
    ...(dashboard.holding === undefined ? [] : [holderSection(dashboard, dashboard.holding)]),
    changeSection(state),
    dilutionSection(state),
    rolesSection(dashboard),
    booksSection(state),
  ]
}

function premiumSection({ state, elsewhere }: Dashboard): AnalysisSection {
  const [price, rate] = [priceOf(state), rateOf(state)]
  const implied = impliedPerTh(state, price)
  const { hashprice, btcPrice, hashRate, floor } = state
  const day = hashprice?.div(1000)
  return {
    title: 'Price, floor and hash power',
    text: [],
    columns: ['Quantity', '#Value', 'From'],
    rows: [
      ['Pool price', perAmt(price), 'reserves of the pair, before fees'],
      ['Floor', perAmt(rate), 'BTCB of the RCL over the supply'],
      ['Premium over the floor', percent(premium(price, rate)), 'pool price over floor'],
      ['BTC price', usd(btcPrice), 'of the day'],
      ['Supply', amt(floor.supply), ''],
      [
        'Hash power per million AMT',
        hashRate === undefined
          ? 'not known'
          : withUnit(hashRate.div(fromBase(floor.supply)).times(1e6).toFixed(6), 'TH/s'),
        'the project’s machines over the supply',
      ],
      ['Price of a TH/s bought as AMT', usd(implied), 'pool price × supply / hash power'],
      [
        'Income of a TH/s a day, before costs',
        usd(day),
        'hashprice: difficulty, subsidy and fees of the day',
      ],
      [
        'Days of that income which the price equals',
        implied === undefined || day === undefined || day.isZero()
          ? 'not known'
          : withUnit(implied.div(day).toFixed(3), 'days'),
        'price / income',
      ],
      [
        'Premium over the same hash power elsewhere',
        elsewhere === undefined ? 'not known' : percent(premium(implied, elsewhere)),
        elsewhere === undefined
          ? 'give the price of a TH/s elsewhere with --elsewhere USD'
          : `${usd(elsewhere)} for a TH/s elsewhere`,
      ],
    ],
  }
}

function exitSection({ state }: Dashboard): AnalysisSection {
  const price = priceOf(state)
  const { publicAmt, floor } = state
  const coverage =
    publicAmt === undefined || publicAmt <= 0n || price === undefined
      ? undefined
      : new Decimal(floor.backing.toString()).div(price.times(publicAmt.toString())).times(100)
  return {
    title: 'Coverage and exit depth',
    text: [
      `The RCL holds ${btcb(floor.backing)}${coverage === undefined ? '' : `, ${percent(coverage)} of the market value of public AMT`}; the pool holds ${btcb(state.pool.btcb)}.`,
      'If a share of the AMT outside the pool leaves at once, by the best split of pool and RCL, while nobody else trades:',
    ],
    columns: [
      '#Share',
      '#AMT',
      '#Sold in the pool',
      '#Redeemed',
      '#BTCB',
      '#Average, sat/AMT',
      '#Below the pool price',
    ],
    rows: exits(state).map((row) => {
      const { sell, burn } = shownParts(row.sell, row.burn)
      return [
        `${row.share}%`,
        brief(fromBase(row.amount), 'AMT', 6),
        brief(fromBase(sell), 'AMT', 6),
        brief(fromBase(burn), 'AMT', 6),
        brief(fromBase(row.total), 'BTCB', 6),
        brief(exact(averageOf(row)), PER_AMT),
        price === undefined ? 'none' : percent(premium(averageOf(row), price)?.neg()),
      ]
    }),
  }
}

/** Months in which payouts at a daily rate return a cost, with one decimal. */
function paybackText(cost: Decimal | undefined, daily: Decimal | undefined): string {
  if (cost === undefined || daily === undefined) return 'not known'
  return daily.lte(0) ? 'never' : withUnit(cost.div(daily).div(DAYS_IN_MONTH).toFixed(1), 'months')
}

function holderSection({ state }: Dashboard, holding: Amt): AnalysisSection {
  const { pool, floor, btcPrice, payouts } = state
  const [price, rate] = [priceOf(state), rateOf(state)]
  const best = bestExit(pool, floor, holding)
  const { sell, burn } = shownParts(best.sell, best.burn)
  const sold = btcbForSelling(pool, holding)
  const redeemed = floor.supply === 0n ? 0n : redemption(floor.backing, floor.supply, holding)
  const [month, last] = [meanPayout(state, MONTH), payouts.at(-1)]
  const inUsd = (base: bigint): string => (btcPrice === undefined ? '' : usd(btcPrice.times(fromBase(base))))
  const held = new Decimal(fromBase(holding))
  const income = month?.times(held).times(MONTH)
  return {
    title: `A holder of ${amt(holding)}`,
    text: [
      `Payback period of the pool price: ${paybackText(price, month)} at the mean payout of the last ${Math.min(MONTH, payouts.length)} days, ${paybackText(price, last)} at that of the day. Of the floor: ${paybackText(rate, month)}.`,
      'Payouts and prices stay as they are in these figures; a forecast is a study.',
    ],
    columns: ['Option today', '#BTCB', '#USD', 'How'],
    rows: [
      [
        'Value at the pool price',
        price === undefined ? 'none' : withUnit(price.times(held).toFixed(DIGITS), 'BTCB', 6),
        price === undefined || btcPrice === undefined ? '' : usd(price.times(held).times(btcPrice)),
        'the first AMT could be sold at it, no more',
      ],
      ['Sell all in the pool', btcb(sold), inUsd(sold), 'after the fee and the price impact'],
      ['Redeem all at the RCL', btcb(redeemed), inUsd(redeemed), 'burns the AMT'],
      ['Best exit', btcb(best.total), inUsd(best.total), `sell ${amt(sell)}, redeem ${amt(burn)}`],
      [
        `Hold for ${MONTH} days`,
        income === undefined ? 'not known' : withUnit(income.toFixed(DIGITS), 'BTCB', 6),
        income === undefined || btcPrice === undefined ? '' : usd(income.times(btcPrice)),
        'payouts at the mean rate, before the gas of claiming',
      ],
    ],
  }
}

function changeSection({ change, date }: DashboardState): AnalysisSection {
  const title = 'Payout against the day before'
  if (change === undefined)
    return { title, text: ['A chain snapshot has no payments.'], columns: [], rows: [] }
  if ('unknown' in change) return { title, text: [`Not known: ${change.unknown}.`], columns: [], rows: [] }
  const { from, to, parts } = change
  return {
    title,
    text: [
      `${perAmt(from)} the day before, ${perAmt(to)} on ${date}. Each part is the factor’s Shapley value: its change averaged over all orders in which the factors may change. The parts sum to the difference.`,
    ],
    columns: ['Factor', '#Part of the change, sat/AMT', '#Of the payout before'],
    rows: (Object.keys(FACTORS) as Factor[]).map((factor) => [
      FACTORS[factor],
      brief(exact(parts[factor]), PER_AMT),
      percent(from.isZero() ? undefined : parts[factor].div(from).times(100)),
    ]),
  }
}

/** Mints that the page lists, the last ones. */
const MOST_MINTS = 20

function dilutionSection({ mints, redeemed }: DashboardState): AnalysisSection {
  const total = mints.reduce((sum, { amount }) => sum + amount, 0n)
  const shown = mints.slice(-MOST_MINTS)
  return {
    title: 'Dilution ledger',
    text:
      mints.length === 0
        ? ['No mint is known: a chain snapshot has balances only.']
        : [
            `${count(mints.length)} mints of ${amt(total)} in all${redeemed === undefined ? '' : `; ${amt(redeemed.amt)} redeemed for ${btcb(redeemed.btcb)}`}. A mint of m divides the floor, and each holder’s share of later payments, by 1 + m/S.${mints.length > MOST_MINTS ? ` The last ${MOST_MINTS}:` : ''}`,
          ],
    columns: ['Date', 'To', '#AMT', '#Supply before', '#Dilution', '#Floor before, sat', '#Floor after, sat'],
    rows: shown.map(({ date, to, amount, supplyBefore, backing }) => {
      const after = supplyBefore + amount
      const floorAt = (supply: bigint): string =>
        supply === 0n ? 'none' : brief(exact(new Decimal(backing.toString()).div(supply.toString())), PER_AMT)
      const share = new Decimal(amount.toString()).div(after.toString()).times(100)
      return [
        date,
        to,
        brief(fromBase(amount), 'AMT', 9),
        brief(fromBase(supplyBefore), 'AMT', 9),
        supplyBefore === 0n ? 'first' : percent(share),
        floorAt(supplyBefore),
        floorAt(after),
      ]
    }),
  }
}

function rolesSection({ privileges, state: { accounts } }: Dashboard): AnalysisSection {
  return {
    title: 'Who can mint or move funds',
    text: [
      'Every function that not everybody may call. A test compares the list with the compiled contracts and with what the functions do.',
    ],
    columns: ['Function', 'Role', 'Account', 'It can move or change', 'It cannot'],
    rows: privileges.map(({ fn, who, may, cannot }) => [
      fn,
      who,
      accounts?.[who] ?? 'not known',
      may,
      cannot,
    ]),
  }
}

function booksSection({ books }: DashboardState): AnalysisSection {
  const title = 'Payments and what became of them'
  if (books === undefined)
    return { title, text: ['A chain snapshot has no payments.'], columns: [], rows: [] }
  const { paid, toVault, claimed, collected, balance, causes } = books
  const { unclaimedByHolders, unclaimedByProviders, heldByUnable, withoutClaimant, dust, stray } = causes
  const left = paid - toVault - claimed - collected
  return {
    title,
    text: [
      left + stray === balance
        ? `Every unit is accounted for: what was paid and not paid out is Master’s balance of ${btcb(balance)}.`
        : `NOT CONSERVED: ${btcb(left)} should be in Master, ${btcb(balance - stray)} is.`,
    ],
    columns: ['Part', '#BTCB', '#Of all payments', 'Cause'],
    rows: (
      [
        ['Paid', paid, 'all payments'],
        ['To the RCL', toVault, 'their split'],
        ['Claimed', claimed, 'by holders and liquidity providers'],
        ['Dust collected', collected, 'by the owner of Master'],
        ['Unclaimed by holders', unclaimedByHolders, 'may be claimed at any time'],
        [
          'Unclaimed by liquidity providers',
          unclaimedByProviders,
          'may be claimed at any time, the locker’s part included',
        ],
        [
          'Stuck: held by accounts that cannot claim',
          heldByUnable,
          'AMT or liqAMT in contracts and dead addresses at the payment',
        ],
        ['Stuck: without a claimant', withoutClaimant, 'no liqAMT existed, or no AMT outside the pool'],
        ['Dust', dust, 'rounding, not collected'],
        ['Sent by mistake', stray, 'BTCB in Master that is no part of a payment'],
      ] as const
    ).map(([part, base, cause]) => [
      part,
      brief(fromBase(base), 'BTCB', 6),
      percent(paid === 0n ? undefined : new Decimal(base.toString()).div(paid.toString()).times(100)),
      cause,
    ]),
  }
}
