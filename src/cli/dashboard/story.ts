/**
 * Story: the dashboard as sections, tables and charts, and as data.
 */
import { Decimal } from 'decimal.js'
import { bestExit } from '../../model/planning/arbitrage/exit.ts'
import { btcbForSelling } from '../../model/contracts/pancake/quotes.ts'
import { redemption } from '../../model/contracts/burn-vault.ts'
import { fromBase, type Amt } from '../../model/kernel/units.ts'
import type { AnalysisSection } from '../../report/analysis/report.ts'
import { count } from '../../report/number.ts'
import { withUnit, brief } from '../../report/unit.ts'
import type { ChartSpec, Table } from '../../sim/result.ts'
import { FACTORS, type Factor } from './attribution.ts'
import type { Privilege } from './roles.ts'
import type { DashboardState } from './state.ts'

export interface Dashboard {
  readonly state: DashboardState
  readonly privileges: readonly Privilege[]
  /** AMT of one holder, base units. */
  readonly holding?: Amt
  /** USD of a TH/s elsewhere. */
  readonly elsewhere?: Decimal
}

const PER_AMT = 'BTC/AMT'
const DIGITS = 18

/** BTC per AMT at the pool, before fees; undefined if the pool is empty. */
const priceOf = ({ pool }: DashboardState): Decimal | undefined =>
  pool.amt === 0n ? undefined : new Decimal(pool.btcb.toString()).div(pool.amt.toString())

/** BTC per AMT of the RCL. */
const rateOf = ({ floor }: DashboardState): Decimal | undefined =>
  floor.supply === 0n ? undefined : new Decimal(floor.backing.toString()).div(floor.supply.toString())

const exact = (value: Decimal): string => value.toDecimalPlaces(DIGITS).toFixed()
const perAmt = (value: Decimal | undefined): string =>
  value === undefined ? 'none' : withUnit(exact(value), PER_AMT)
const percent = (value: Decimal | undefined): string =>
  value === undefined || !value.isFinite() ? 'none' : withUnit(value.toDecimalPlaces(6).toFixed(), '%')
const btcb = (base: bigint): string => withUnit(fromBase(base), 'BTCB', 6)
const amt = (base: bigint): string => withUnit(fromBase(base), 'AMT', 6)
const usd = (value: Decimal | undefined): string =>
  value === undefined ? 'not known' : withUnit(value.toDecimalPlaces(6).toFixed(), 'USD')

/** Premium of the pool price over another price, in percent. */
const premium = (price: Decimal | undefined, over: Decimal | undefined): Decimal | undefined =>
  price === undefined || over === undefined || over.isZero() ? undefined : price.div(over).minus(1).times(100)

/** USD that the market pays for each TH/s of the project. */
function impliedPerTh(
  { floor, hashRate, btcPrice }: DashboardState,
  price: Decimal | undefined,
): Decimal | undefined {
  if (price === undefined || hashRate === undefined || btcPrice === undefined || hashRate.isZero())
    return undefined
  return price.times(btcPrice).times(fromBase(floor.supply)).div(hashRate)
}

/** Mean payout of the last days, BTC per AMT and day. */
function meanPayout({ payouts }: DashboardState, days: number): Decimal | undefined {
  const last = payouts.slice(-days)
  return last.length === 0
    ? undefined
    : last.reduce((sum, each) => sum.plus(each), new Decimal(0)).div(last.length)
}

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

const MONTH = 30
const DAYS_IN_MONTH = new Decimal('30.4375')

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

/** Parts of the supply that exit, in percent, for the depth of exits. */
const EXITS = ['0.01', '0.1', '1', '2', '5', '10', '20', '40', '60', '80', '100'] as const

interface ExitRow {
  readonly share: string
  readonly amount: Amt
  readonly sell: bigint
  readonly burn: bigint
  readonly total: bigint
}

function exits({ pool, floor }: DashboardState): readonly ExitRow[] {
  const outside = floor.supply - pool.amt
  return EXITS.map((share) => {
    const amount = ((outside * BigInt(new Decimal(share).times(100).toFixed(0))) / 10_000n) as Amt
    const { sell, burn, total } = bestExit(pool, floor, amount)
    return { share, amount, sell, burn, total }
  })
}

/** BTC per AMT that an exit pays on average. */
const averageOf = ({ amount, total }: ExitRow): Decimal =>
  amount === 0n ? new Decimal(0) : new Decimal(total.toString()).div(amount.toString())

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
    rows: exits(state).map((row) => [
      `${row.share}%`,
      brief(fromBase(row.amount), 'AMT', 6),
      brief(fromBase(row.sell), 'AMT', 6),
      brief(fromBase(row.burn), 'AMT', 6),
      brief(fromBase(row.total), 'BTCB', 6),
      brief(exact(averageOf(row)), PER_AMT),
      price === undefined ? 'none' : percent(premium(averageOf(row), price)?.neg()),
    ]),
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
      ['Best exit', btcb(best.total), inUsd(best.total), `sell ${amt(best.sell)}, redeem ${amt(best.burn)}`],
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

/** Tables of the charts; each is also a CSV file. */
export function dashboardTables({ state }: Dashboard): readonly Table[] {
  const rows = exits(state)
  const column = (name: string, title: string, unit: string, cells: readonly string[]) => ({
    name,
    title,
    unit,
    cells,
  })
  const depth: Table = {
    name: 'exit-depth',
    title: 'Exit depth',
    columns: [
      column(
        'share',
        'Share of the AMT outside the pool',
        '%',
        rows.map(({ share }) => share),
      ),
      column(
        'average',
        'Average price of the exit',
        PER_AMT,
        rows.map((row) => exact(averageOf(row))),
      ),
      column(
        'floor',
        'Floor',
        PER_AMT,
        rows.map(() => exact(rateOf(state) ?? new Decimal(0))),
      ),
      column(
        'amount',
        'AMT',
        'AMT',
        rows.map(({ amount }) => fromBase(amount)),
      ),
      column(
        'total',
        'BTCB',
        'BTCB',
        rows.map(({ total }) => fromBase(total)),
      ),
    ],
  }
  const { change } = state
  if (change === undefined || 'unknown' in change) return [depth]
  const places = 30
  const parts = (Object.keys(FACTORS) as Factor[]).filter((factor) => !change.parts[factor].isZero())
  const amounts = [change.from, ...parts.map((factor) => change.parts[factor])].map((value) =>
    value.toFixed(places),
  )
  const sum = amounts.reduce((all, text) => all.plus(text), new Wide(0))
  return [
    depth,
    {
      name: 'payout-change',
      title: 'Payout against the day before',
      columns: [
        column('factor', 'Factor', '', [
          'The day before',
          ...parts.map((factor) => FACTORS[factor]),
          'The day',
        ]),
        column(
          'payout',
          'Payout per AMT',
          'sat/AMT',
          [...amounts, sum.toFixed(places)].map((text) => new Wide(text).times(1e8).toFixed(places)),
        ),
      ],
    },
  ]
}

const Wide = Decimal.clone({ precision: 60 })

/** The charts that the tables have data for. */
export function dashboardCharts(tables: readonly Table[]): readonly ChartSpec[] {
  const depth: ChartSpec = {
    name: 'exit-depth',
    title: 'Exit depth',
    caption:
      'Average price of the best exit by pool and RCL, by the share of the AMT outside the pool that leaves at once.',
    kind: 'lines',
    table: 'exit-depth',
    x: 'share',
    y: ['average', 'floor'],
    scale: 'log',
  }
  const change: ChartSpec = {
    name: 'payout-change',
    title: 'Payout against the day before',
    caption: 'Shapley values of the factors; they sum to the difference.',
    kind: 'waterfall',
    table: 'payout-change',
    x: 'factor',
    y: ['payout'],
  }
  return tables.some(({ name }) => name === 'payout-change') ? [depth, change] : [depth]
}

/** Version of the object of `--json`; it grows when a field changes its meaning or goes. */
const DASHBOARD_SCHEMA = 1

/** The object printed by `--json`: exact decimal text; amounts in AMT and BTCB, prices in BTC per AMT. */
export function dashboardData(dashboard: Dashboard): object {
  const { state, privileges, holding, elsewhere } = dashboard
  const { floor, pool, books, change, mints, redeemed, accounts } = state
  const [price, rate] = [priceOf(state), rateOf(state)]
  const implied = impliedPerTh(state, price)
  const texts = (amounts: Readonly<Record<string, bigint>>): object =>
    Object.fromEntries(Object.entries(amounts).map(([name, base]) => [name, fromBase(base)]))
  const number = (value: Decimal | undefined): string | null =>
    value === undefined ? null : value.toFixed(DIGITS)
  return {
    schema: DASHBOARD_SCHEMA,
    date: state.date,
    day: state.day ?? null,
    answer: dashboardAnswer(dashboard),
    supply: fromBase(floor.supply),
    backing: fromBase(floor.backing),
    poolAmt: fromBase(pool.amt),
    poolBtcb: fromBase(pool.btcb),
    price: number(price),
    floor: number(rate),
    premiumPercent: number(premium(price, rate)),
    btcUsd: number(state.btcPrice),
    usdPerTh: number(implied),
    premiumOverElsewherePercent: number(elsewhere === undefined ? undefined : premium(implied, elsewhere)),
    hashpriceUsdPerPhDay: number(state.hashprice),
    payout: number(state.payouts.at(-1)),
    meanPayout: number(meanPayout(state, MONTH)),
    exits: exits(state).map(({ share, ...rest }) => ({ sharePercent: share, ...texts(rest) })),
    change:
      change === undefined
        ? null
        : 'unknown' in change
          ? change
          : {
              from: number(change.from),
              to: number(change.to),
              parts: Object.fromEntries(
                Object.entries(change.parts).map(([name, part]) => [name, part.toFixed(30)]),
              ),
            },
    mints: mints.map(({ date, to, amount, supplyBefore }) => ({
      date,
      to,
      ...texts({ amount, supplyBefore }),
    })),
    redeemed: redeemed === undefined ? null : texts(redeemed),
    roles: privileges.map((each) => ({ ...each, account: accounts?.[each.who] ?? null })),
    books:
      books === undefined ? null : { ...texts({ ...books, causes: 0n }), causes: texts({ ...books.causes }) },
    holder: holding === undefined ? null : holderData(state, holding),
  }
}

function holderData(state: DashboardState, holding: Amt): object {
  const { pool, floor, payouts } = state
  const price = priceOf(state)
  const best = bestExit(pool, floor, holding)
  const months = (daily: Decimal | undefined): string | null =>
    price === undefined || daily === undefined
      ? null
      : daily.lte(0)
        ? 'never'
        : price.div(daily).div(DAYS_IN_MONTH).toFixed(6)
  return {
    holding: fromBase(holding),
    paybackMonths: months(meanPayout(state, MONTH)),
    paybackMonthsAtTheDay: months(payouts.at(-1)),
    atPoolPrice: price === undefined ? null : price.times(fromBase(holding)).toFixed(DIGITS),
    sellAll: fromBase(btcbForSelling(pool, holding)),
    redeemAll: fromBase(floor.supply === 0n ? 0n : redemption(floor.backing, floor.supply, holding)),
    bestExit: fromBase(best.total),
    bestExitSells: fromBase(best.sell),
    bestExitRedeems: fromBase(best.burn),
  }
}
