/**
 * Holdings: what groups of accounts own together at the start of a run and at each close.
 *
 * It follows the balances that change from one close to the next, which are few.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Economy } from '../../model/economy.ts'
import { indexOf } from '../../model/kernel/names.ts'
import type { Amt, Btcb } from '../../model/kernel/units.ts'
import { changedIndices, get, type Vector } from '../../model/kernel/vector.ts'

/** Accounts whose holdings are of interest together, such as a class of participants. */
export interface Group {
  readonly title: string
  readonly people: readonly Account[]
}

/** Sums over the accounts of a group, base units: at the start, then at each close. */
export interface Holdings {
  /** Title of the group. */
  readonly title: string
  readonly amt: readonly Amt[]
  readonly btcb: readonly Btcb[]
}

const FOLLOWED = ['amt', 'btcb'] as const
type Followed = (typeof FOLLOWED)[number]

/** Follows the holdings of some groups. Mutable, like the journal. */
export class RunningHoldings {
  /** By group, in their order. */
  readonly series: readonly { readonly title: string; readonly amt: Amt[]; readonly btcb: Btcb[] }[]
  /** The group of each account by the account's index in the economy. */
  private readonly groupOf: ReadonlyMap<number, number>
  private before: Readonly<Record<Followed, Vector<bigint>>>

  /** @param groups none of whose accounts is in another one. */
  constructor(groups: readonly Group[], { names, tokens }: Economy) {
    const indices = groups.map(({ people }) => people.map((account) => indexOf(names, account)))
    this.groupOf = new Map(indices.flatMap((own, group) => own.map((index) => [index, group])))
    this.before = { amt: tokens.amt.ledger.balances, btcb: tokens.btcb.ledger.balances }
    const { amt, btcb } = this.before
    const sumOf = (balances: Vector<bigint>, own: readonly number[]): bigint =>
      own.reduce((sum, index) => sum + get(balances, index), 0n)
    this.series = indices.map((own, group) => ({
      title: groups[group]!.title,
      amt: [sumOf(amt, own) as Amt],
      btcb: [sumOf(btcb, own) as Btcb],
    }))
  }

  /** Appends the sums in `economy`. */
  follow({ tokens }: Economy): void {
    if (this.series.length === 0) return
    const now = { amt: tokens.amt.ledger.balances, btcb: tokens.btcb.ledger.balances }
    for (const token of FOLLOWED) {
      const series: readonly bigint[][] = this.series.map((each) => each[token])
      const held = series.map((each) => each.at(-1)!)
      for (const index of changedIndices(this.before[token], now[token])) {
        const group = this.groupOf.get(index)
        if (group !== undefined) held[group]! += get(now[token], index) - get(this.before[token], index)
      }
      series.forEach((each, group) => each.push(held[group]!))
    }
    this.before = now
  }
}
