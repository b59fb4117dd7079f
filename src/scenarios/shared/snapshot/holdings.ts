/**
 * Holdings of a chain snapshot: which class of the cap table each holder is in.
 *
 * A label decides. Holders without one are dealt out, the largest first, each to the class that is furthest
 * below its share of the AMT in wallets; so the classes have about the shares of the cap table, and every
 * holder the balance on the chain. Of the holders dealt to the public the largest tenth are large, the next
 * four tenths medium, the others small, as in the cap table.
 *
 * Units: base units. The project has what is labelled as its own, what no listed holder has, and AMT that was
 * sent to the pair beyond its reserve, which is nobody's.
 */
import type { Amt } from '../../../model/kernel/units.ts'
import type { ChainSnapshot } from '../../../sim/opening/chain-snapshot.ts'
import { CLASS_LABELS, type ClassLabel, type Label } from '../../../sim/opening/labels-csv.ts'
import type { Holder } from '../../../sim/opening/holders-csv.ts'

/** Classes to which holders without a label are dealt. */
export const DEALT = ['miner', 'public', 'trader', 'redeemer'] as const
type Dealt = (typeof DEALT)[number]

/** Shares of the AMT in wallets, as whole numbers of any scale. */
export type DealtShares = Readonly<Record<Dealt, bigint>>

export interface Holdings {
  /** Balances of the people of each class, by descending size. */
  readonly of: Readonly<Record<ClassLabel, readonly Amt[]>>
  /** AMT of the labelled accounts, the pair excluded. */
  readonly accounts: Readonly<
    Record<'market' | 'stakingVault' | 'buyBackVault' | 'master' | 'rcl' | 'dead', Amt>
  >
  /** AMT of the project. */
  readonly project: Amt
}

export function holdingsOf(
  { holders, labels, reserves, unlisted }: ChainSnapshot,
  shares: DealtShares,
): Holdings {
  const labelled = (label: Label): readonly Amt[] =>
    holders.filter(({ address }) => labels.get(address) === label).map(({ amt }) => amt)
  const sum = (label: Label): Amt => total(labelled(label))
  const dealt = deal(holders.filter(({ address }) => !labels.has(address)).toSorted(bySize), shares, {
    miner: sum('miner'),
    public: total(['large', 'medium', 'small'].flatMap((label) => labelled(label as Label))),
    trader: sum('trader'),
    redeemer: sum('redeemer'),
  })
  const tenth = Math.floor(dealt.public.length / 10)
  const unlabelled: Partial<Record<ClassLabel, readonly Amt[]>> = {
    ...dealt,
    large: dealt.public.slice(0, tenth),
    medium: dealt.public.slice(tenth, 5 * tenth),
    small: dealt.public.slice(5 * tenth),
  }
  const [pair = reserves.amt] = labelled('pair')
  return {
    of: Object.fromEntries(
      CLASS_LABELS.map((label) => [label, [...labelled(label), ...(unlabelled[label] ?? [])].toSorted(down)]),
    ) as unknown as Holdings['of'],
    accounts: {
      market: sum('market'),
      stakingVault: sum('staking-vault'),
      buyBackVault: sum('buy-back-vault'),
      master: sum('master'),
      rcl: sum('rcl'),
      dead: sum('dead'),
    },
    project: (sum('project') + unlisted + pair - reserves.amt) as Amt,
  }
}

/** Each holder to the class furthest below its share; the first of {@link DEALT} if several are. */
function deal(
  holders: readonly Holder[],
  shares: DealtShares,
  labelled: Readonly<Record<Dealt, Amt>>,
): Record<Dealt, Amt[]> {
  const whole = total([...holders.map(({ amt }) => amt), ...Object.values(labelled)])
  const sum = DEALT.reduce((all, name) => all + shares[name], 0n)
  const dealt: Record<Dealt, Amt[]> = { miner: [], public: [], trader: [], redeemer: [] }
  // Without any share all of them are public.
  const given = sum === 0n ? { ...shares, public: 1n } : shares
  const scale = sum === 0n ? 1n : sum
  const lacks = DEALT.map((name) => ({ name, amt: whole * given[name] - labelled[name] * scale }))
  for (const { amt } of holders) {
    const next = lacks.reduce((most, each) => (each.amt > most.amt ? each : most))
    dealt[next.name].push(amt)
    next.amt -= amt * scale
  }
  return dealt
}

/** Larger first; of equal balances the lower address. */
const bySize = (a: Holder, b: Holder): number => down(a.amt, b.amt) || (a.address < b.address ? -1 : 1)
const down = (a: bigint, b: bigint): number => (a === b ? 0 : a > b ? -1 : 1)
const total = (amounts: readonly Amt[]): Amt => amounts.reduce((all, amt) => all + amt, 0n as bigint) as Amt
