/**
 * Changes: what an action finds and what it leaves, as exact decimal text: balances of those who take part, the
 * payment, pools, the RCL, supplies, and every other answer of the contracts that it changes.
 *
 * Amounts are in tokens. Prices and rates are in BTC per AMT, rounded down to 18 decimals as in the reports'
 * data.
 */
import { balanceOf, totalSupply } from '../../model/contracts/token.ts'
import { floorOf } from '../../model/contracts/burn-vault.ts'
import { reservesOf } from '../../model/contracts/pancake/pool.ts'
import { changedViews, read, type Economy } from '../../model/economy.ts'
import { COINS, isPair, PAIRS, tokensOf, type Account, type Pair } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import { fromBase, ONE } from '../../model/kernel/units.ts'
import { Revert } from '../../model/kernel/revert.ts'
import { get } from '../../model/kernel/vector.ts'
import { viewKey, type View, type ViewName } from '../../model/surface/observation.ts'
import { NoAnswer } from '../../model/surface/views.ts'
import { symbolOf } from '../../lockstep/report/story.ts'
import { isContract, namedIn, type Moment } from './timeline.ts'

/** One value before and after an action. Decimal text, or a word. */
export interface Change {
  /** In English; the view of a contract, where `isCode`. */
  readonly title: string
  /** @default false */
  readonly isCode?: boolean
  /** As of columns of tables, such as `BTC/AMT`. */
  readonly unit: string
  readonly before: string
  readonly after: string
}

export interface Section {
  /** In English; the name of an account, where `isName`. */
  readonly title: string
  readonly isName: boolean
  readonly changes: readonly Change[]
}

/** Accounts whose balances are listed, the caller first. */
const MOST_ACCOUNTS = 12
/** Other answers that are listed. */
const MOST_VIEWS = 20

/** What is told of an action. Values that do not change are there where the action is about them. */
export function changesOf(moment: Moment): readonly Section[] {
  const { action, before, after } = moment
  const views = before === after ? [] : changedViews(before, after)
  return [
    ...balances(moment, views),
    payment(moment),
    ...PAIRS.flatMap((pair) => pool(moment, pair)),
    {
      title: 'RCL',
      isName: false,
      changes: [
        amount('BTCB in the RCL', 'BTC', moment, (economy) => floorOf(economy).backing),
        amount('Floor (RCL)', 'BTC/AMT', moment, redemptionRateDown),
      ],
    },
    {
      title: 'Supply',
      isName: false,
      changes: [
        amount('AMT supply', 'AMT', moment, (economy) => totalSupply(economy, 'amt')),
        amount('Wrapped liquidity', 'liqAMT', moment, (economy) => totalSupply(economy, 'liqAmt')),
      ],
    },
    { title: 'Other state', isName: false, changes: others(before, after, views, action) },
  ].filter(({ changes }) => changes.length > 0)
}

function amount(
  title: string,
  unit: string,
  { before, after }: Moment,
  of: (economy: Economy) => bigint,
): Change {
  return { title, unit, before: fromBase(of(before)), after: fromBase(of(after)) }
}

/** Redemption rate, BTCB wei per AMT, rounded down; zero without AMT. */
function redemptionRateDown(economy: Economy): bigint {
  const { backing, supply } = floorOf(economy)
  return supply === 0n ? 0n : (backing * ONE) / supply
}

/** Accounts that the pool and the RCL have sections of. */
const ELSEWHERE: ReadonlySet<Account> = new Set(['zero', 'burnVault', ...PAIRS])

function balances({ action, before, after }: Moment, views: readonly View[]): readonly Section[] {
  const moved = views.flatMap(({ fn, args }) => (fn === 'balanceOf' ? [args[0] as Account] : []))
  const people = namedIn(action).filter((name) => before.names.index.has(name) && !isContract(name))
  const accounts = [...new Set([...people, ...moved])].filter((name) => !ELSEWHERE.has(name))
  return accounts.slice(0, MOST_ACCOUNTS).map((account) => ({
    title: account,
    isName: true,
    changes: COINS.flatMap((coin) => {
      const [old, now] = [balanceOf(before, coin, account), balanceOf(after, coin, account)]
      const isShown = old > 0n || now > 0n || (account === people[0] && (coin === 'amt' || coin === 'btcb'))
      const symbol = symbolOf(coin)
      return isShown ? [{ title: symbol, unit: symbol, before: fromBase(old), after: fromBase(now) }] : []
    }),
  }))
}

/** Payments that an action is about, as far as they exist; the latest where it is about none. */
function paymentsOf(action: Action, count: bigint): readonly [from: bigint, to: bigint] {
  const args = isWait(action) ? {} : (action.args as Readonly<Record<string, unknown>>)
  const id = args['snapId']
  const [from, to] = typeof id === 'bigint' ? [id, id] : isRange(action) ? [args['from'], args['to']] : []
  if (typeof from !== 'bigint' || typeof to !== 'bigint' || from > to || from > count || to < 1n)
    return [count, count]
  return [from < 1n ? 1n : from, to > count ? count : to]
}

/** `transferFrom` has accounts of these names. */
const isRange = (action: Action): boolean => !isWait(action) && action.call.endsWith('hargeFromTo')

function payment(moment: Moment): Section {
  const { action, before, after } = moment
  const made = (economy: Economy): bigint => BigInt(economy.tokens.amt.snapshots.count)
  const count = made(after)
  const [from, to] = paymentsOf(action, count)
  const sum =
    (side: 'holders' | 'providers', of: 'pot' | 'paid') =>
    (economy: Economy): bigint => {
      let total = 0n
      for (let id = from; id <= to; id++) total += get(economy.master[side].payments, Number(id))[of]
      return total
    }
  const number = { title: 'Payments so far', unit: '', before: `${made(before)}`, after: `${count}` }
  if (count === 0n) return { title: 'Payments', isName: false, changes: [number] }
  return {
    title: from === to ? `Payment ${from}` : `Payments ${from} to ${to}`,
    isName: false,
    changes: [
      amount('For holders', 'BTC', moment, sum('holders', 'pot')),
      amount('Claimed by holders', 'BTC', moment, sum('holders', 'paid')),
      amount('For liquidity providers', 'BTC', moment, sum('providers', 'pot')),
      amount('Claimed by liquidity providers', 'BTC', moment, sum('providers', 'paid')),
      number,
    ],
  }
}

/** The AMT/BTCB pool, and any other that changes. */
function pool(moment: Moment, pair: Pair): readonly Section[] {
  const { before, after } = moment
  if (after.pools[pair] === undefined) return []
  if (pair !== 'pair' && before.pools[pair] === after.pools[pair]) return []
  const [one, other] = tokensOf(pair)
  const reserve = (economy: Economy, token: typeof one): bigint => {
    const found = economy.pools[pair]
    return found === undefined ? 0n : reservesOf(found, token)[0]
  }
  const sides = [one, other].map((token) => {
    const symbol = symbolOf(token)
    return amount(`${symbol} in the pool`, symbol === 'BTCB' ? 'BTC' : symbol, moment, (economy) =>
      reserve(economy, token),
    )
  })
  const price = amount('Pool price', 'BTC/AMT', moment, (economy) => {
    const amt = reserve(economy, 'amt')
    return amt === 0n ? 0n : (reserve(economy, 'btcb') * ONE) / amt
  })
  const title = `${symbolOf(one)}/${symbolOf(other)} pool`
  return [{ title, isName: false, changes: pair === 'pair' ? [...sides, price] : sides }]
}

/** Views that have sections, or follow from what has: snapshots from balances, accumulators from reserves. */
const TOLD: ReadonlySet<ViewName> = new Set([
  'balanceOf',
  'balanceOfAt',
  'totalSupplyAt',
  'getCurrentSnapshotId',
  'pays',
  'liqPays',
  'getReserves',
  'kLast',
  'price0CumulativeLast',
  'price1CumulativeLast',
])

/** Units of answers that are amounts. */
const UNITS: Readonly<Partial<Record<ViewName, string>>> = {
  depositOf: 'AMT',
  totalDeposits: 'AMT',
  owedTo: 'BTC',
  pendingBtcb: 'BTC',
}

function others(before: Economy, after: Economy, views: readonly View[], action: Action): readonly Change[] {
  const isPayment = !isWait(action) && action.call === 'master.payRent'
  const changes: Change[] = []
  for (const view of views) {
    const { on, fn } = view
    const isTold = TOLD.has(fn) || (fn === 'totalSupply' && !isPair(on))
    // A payment adds a flag for every holder, all of them false.
    if (isTold || (isPayment && fn.endsWith('lreadyCharged'))) continue
    const unit = fn === 'allowance' || fn === 'totalSupply' ? symbolOf(on) : UNITS[fn]
    const [old, now] = [before, after].map((economy) => answerOf(economy, view, unit))
    if (old !== now)
      changes.push({ title: viewKey(view), isCode: true, unit: unit ?? '', before: old!, after: now! })
    if (changes.length === MOST_VIEWS) break
  }
  return changes
}

/** What has no answer yet, such as a locker before it exists, is empty. */
function answerOf(economy: Economy, view: View, unit: string | undefined): string {
  try {
    const value = read(economy, view)
    return typeof value === 'bigint' && unit !== undefined ? fromBase(value) : String(value)
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof Revert) return ''
    throw error
  }
}
