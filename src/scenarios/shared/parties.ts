/**
 * Parties: the wealth of classes, of a scenario's own people, of all outside the project and of the project,
 * by every measure (`wealth.ts`), compared between cases such as variants of a run.
 *
 * A party's wealth is its BTCB, its payouts that are not yet claimed, and what it can take out of pool and
 * RCL for AMT and liquidity. Depositors of a vault have their part of the vault's AMT, BTCB and payouts, by
 * their deposits, settled or not.
 *
 * Units: BTC, which are also BTCB; base units. Rounding: down. Not modelled: which of the people have payouts
 * to liquidity that are not yet claimed; they count as those of all outside the project.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { fromBase, type Amt } from '../../model/kernel/units.ts'
import { VAULTS, type VaultName } from '../../model/state/deposits.ts'
import type { Table } from '../../sim/result.ts'
import type { AgentView } from '../../sim/view/agent-view.ts'
import { depositOf } from '../../sim/view/vaults.ts'
import { tableOf } from './figures.ts'
import { MEASURES, PROJECT, wealthIn, type Measure, type Worth } from './wealth.ts'

export interface Party {
  readonly title: string
  readonly worth: Worth
}

/** Accounts that are one row. Several of them have no exit alone. */
export interface Group {
  readonly title: string
  readonly people: readonly Account[]
}

export const PEOPLE = 'All outside the project'
export const THE_PROJECT = 'The project'

/** Payouts of payments so far that the account has not claimed, BTCB wei. */
export function unclaimed(view: AgentView, account: Account): bigint {
  return paymentsIn(view).reduce(
    (total, { id, holders, units }) =>
      view.hasClaimed(id, account) ? total : total + (holders * view.amtAt(id, account)) / units,
    0n,
  )
}

/** A payment's BTCB for AMT outside the pool, and that AMT. */
interface Payout {
  readonly id: bigint
  readonly holders: bigint
  readonly units: bigint
}

const payouts = new WeakMap<AgentView, readonly Payout[]>()

/** All payments so far, read once for each view: every account of a table asks for them. */
function paymentsIn(view: AgentView): readonly Payout[] {
  const known = payouts.get(view)
  if (known !== undefined) return known
  const all = Array.from({ length: Number(view.payments()) }, (_, index) => {
    const id = BigInt(index + 1)
    const { holders, supply, inPair } = view.payment(id)
    return { id, holders, units: supply - inPair }
  })
  payouts.set(view, all)
  return all
}

/** Payouts to an account's liqAMT that it has not claimed, BTCB wei. The locker's are the project's. */
export function unclaimedByLiquidity(view: AgentView, account: Account): bigint {
  let total = 0n
  for (let id = 1n; id <= view.payments(); id++) {
    if (view.ask({ on: 'master', fn: 'liqAlreadyCharged', args: [account, id] })) continue
    const supply = view.ask({ on: 'liqAmt', fn: 'totalSupplyAt', args: [id] }) as bigint
    const held = view.ask({ on: 'liqAmt', fn: 'balanceOfAt', args: [account, id] }) as bigint
    if (held > 0n) total += (view.payment(id).providers * held) / supply
  }
  return total
}

/** A worth with an amount of BTCB more. */
export const withCash = (worth: Worth, cash: bigint): Worth => map(worth, (value) => value + cash)

/** What a vault has for its depositors. */
interface Contents {
  readonly vault: VaultName
  readonly deposits: ReadonlyMap<Account, bigint>
  /** Sum of the deposits as of their settlements. */
  readonly total: bigint
  readonly amt: bigint
  /** BTCB and payouts that are not yet claimed. */
  readonly btcb: bigint
}

function contentsOf(view: AgentView, vault: VaultName, people: readonly Account[]): Contents {
  const deposits = new Map(people.map((account) => [account, depositOf(view, vault, account) as bigint]))
  return {
    vault,
    deposits,
    total: [...deposits.values()].reduce((sum, each) => sum + each, 0n),
    amt: view.balance('amt', vault),
    btcb: view.balance('btcb', vault) + unclaimed(view, vault),
  }
}

const sumOf = <T>(all: readonly T[], read: (each: T) => bigint): bigint =>
  all.reduce((sum, each) => sum + read(each), 0n)

const map = (worth: Worth, change: (value: bigint, measure: Measure) => bigint | undefined): Worth =>
  Object.fromEntries(
    MEASURES.map((measure) => {
      const value = worth[measure]
      return [measure, value === undefined ? undefined : change(value, measure)]
    }),
  ) as Worth

/**
 * Wealth of the groups, of all outside the project, and of the project, in a view.
 *
 * Exact for a vault whose deposits have been the same since the first payment, or are all settled.
 *
 * @param people All people outside the project.
 * @param more What an account has besides, in BTCB base units, such as USDT. @default nothing
 */
export function partiesIn(
  view: AgentView,
  people: readonly Account[],
  groups: readonly Group[],
  more: (account: Account) => bigint = () => 0n,
): readonly Party[] {
  const vaults = VAULTS.map((vault) => contentsOf(view, vault, [...people, ...PROJECT]))
  const part = (whole: bigint, { deposits, total }: Contents, account: Account): bigint =>
    total === 0n ? 0n : (whole * (deposits.get(account) ?? 0n)) / total
  const amtOf = (account: Account): Amt =>
    (view.balance('amt', account) + sumOf(vaults, (vault) => part(vault.amt, vault, account))) as Amt
  const cashOf = (account: Account): bigint =>
    view.balance('btcb', account) +
    more(account) +
    unclaimed(view, account) +
    sumOf(vaults, (vault) => part(vault.btcb, vault, account))
  const wealth = wealthIn(view, people, undefined, amtOf)
  const together = ({ people: [first, ...more] }: Group): Worth =>
    more.reduce((sum, account) => {
      const worth = wealth.of(account)
      return map(sum, (value, measure) => (measure === 'alone' ? undefined : value + worth[measure]!))
    }, wealth.of(first!))
  // What claims would take out of Master is the people's, but for the project's own.
  const ofProject = sumOf(PROJECT, cashOf) + unclaimedByLiquidity(view, 'locker')
  const atHand = (account: Account): bigint => view.balance('btcb', account) + more(account)
  const paid = sumOf(PROJECT, atHand)
  const ofPeople =
    sumOf(people, atHand) +
    sumOf(['master', ...VAULTS], (account) => view.balance('btcb', account)) -
    (ofProject - paid)
  return [
    ...groups.map((group) => ({
      title: group.title,
      worth: map(together(group), (value) => value + sumOf(group.people, cashOf)),
    })),
    { title: PEOPLE, worth: map(wealth.people, (value) => value + ofPeople) },
    { title: THE_PROJECT, worth: map(wealth.project, (value) => value + ofProject) },
  ]
}

export const worthOf = (parties: readonly Party[], title: string): Worth =>
  parties.find((party) => party.title === title)!.worth

/** Parties in one case. `name` ends the names of its columns. */
export interface Case {
  readonly name: string
  readonly title: string
  readonly parties: readonly Party[]
}

export const MEASURE_TITLES: Readonly<Record<Measure, string>> = {
  spot: 'at the pool price',
  alone: 'exit alone',
  joint: 'exit of all',
  outside: 'exit of all but the project',
}

/** One row per party, one column per measure and case. All cases have the same parties. */
export function wealthTable(title: string, cases: readonly Case[]): Table {
  const columns = MEASURES.flatMap((measure) => cases.map((each) => ({ measure, each })))
  return tableOf(
    { name: 'wealth', title },
    [
      { name: 'party', title: 'Party', unit: '' },
      ...columns.map(({ measure, each }) => ({
        name: `${measure}${each.name}`,
        title: `${each.title}, ${MEASURE_TITLES[measure]}`,
        unit: 'BTC',
      })),
    ],
    cases[0]!.parties.map((party) => [
      party.title,
      ...columns.map(({ measure, each }) => {
        const value = worthOf(each.parties, party.title)[measure]
        return value === undefined ? '' : fromBase(value)
      }),
    ]),
  )
}
