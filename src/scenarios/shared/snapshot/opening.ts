/**
 * Opening from a chain snapshot: who holds what at one block, checked for consistency.
 *
 * Known addresses (pair, RCL, Master, project wallets) become the accounts of the economy; all others become
 * people `holder-1`, `holder-2`, … by descending balance. What the list lacks of the supply, since explorers
 * export the largest holders only, stays with the project and is reported.
 *
 * {@link initialStateOf} rebuilds the opening by actions. Not reproduced: LP holders other than the locked
 * liquidity (the rebuilt pool is locked as a whole, with LP of √(X·Y)), past payments and unclaimed BTCB.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { isqrt } from '../../../model/kernel/uint256.ts'
import { CAP, fromBase, type Amt, type Btcb, type Lp } from '../../../model/kernel/units.ts'
import { approveAll, call, type Agent, type Person } from '../../../sim/agent.ts'
import type { InitialState } from '../../../sim/definition/scenario.ts'
import type { Timestamp } from '../../../model/kernel/units.ts'
import type { Holder } from '../../../sim/opening/holders-csv.ts'

export interface Snapshot {
  /** Total supply of AMT. */
  readonly supply: Amt
  /** BTCB in the RCL. */
  readonly backing: Btcb
  /** Reserves and LP supply of the AMT/BTCB pair. */
  readonly reserves: { readonly amt: Amt; readonly btcb: Btcb }
  readonly lpSupply: Lp
  readonly holders: readonly Holder[]
  /** Known addresses, in any case, and the accounts that they are, such as `pair`, `owner` or `dead`. */
  readonly known: Readonly<Record<string, Account>>
}

export interface Opening {
  readonly supply: Amt
  readonly backing: Btcb
  readonly reserves: Snapshot['reserves']
  readonly lpSupply: Lp
  /** AMT of the known accounts, the pair excluded. */
  readonly accounts: Readonly<Record<Account, Amt>>
  /** The other holders, by descending balance. */
  readonly people: readonly (Person & { readonly amt: Amt; readonly address: string })[]
  /** Supply that no listed holder has; the project gets it. */
  readonly unlisted: Amt
}

/**
 * The opening of a snapshot.
 *
 * @throws {InconsistentSnapshot} when the amounts contradict each other; it has every contradiction.
 */
export function openingFromSnapshot(snapshot: Snapshot): Opening {
  const { supply, backing, reserves, lpSupply, holders } = snapshot
  const known = new Map(
    Object.entries(snapshot.known).map(([address, name]) => [address.toLowerCase(), name]),
  )
  const listed = holders.reduce((sum, { amt }) => sum + amt, 0n)
  const pair = holders.find(({ address }) => known.get(address) === 'pair')
  const outside = listed - (pair?.amt ?? 0n) + (pair?.amt ?? reserves.amt)
  const largestLp = isqrt(reserves.amt * reserves.btcb)
  const problems = [
    ...(supply > 0n && supply <= CAP
      ? []
      : [`expected a supply above 0 and of at most ${fromBase(CAP)} AMT, got ${fromBase(supply)}`]),
    ...(reserves.amt > 0n && reserves.btcb > 0n
      ? []
      : [`expected reserves above 0, got ${fromBase(reserves.amt)} AMT and ${fromBase(reserves.btcb)} BTCB`]),
    ...(lpSupply > 0n && lpSupply <= largestLp
      ? []
      : [
          `expected an LP supply above 0 and of at most ${fromBase(largestLp)}, the root of the reserves' product, got ${fromBase(lpSupply)}`,
        ]),
    ...(outside <= supply
      ? []
      : [
          `expected holders and pool with at most the supply of ${fromBase(supply)} AMT, got ${fromBase(outside)}`,
        ]),
    ...(pair === undefined || pair.amt >= reserves.amt
      ? []
      : [
          `expected the pair with at least its reserve of ${fromBase(reserves.amt)} AMT, got a balance of ${fromBase(pair.amt)}`,
        ]),
  ]
  if (problems.length > 0) throw new InconsistentSnapshot(problems)
  const accounts: Record<Account, Amt> = {}
  for (const { address, amt } of holders) {
    const name = known.get(address)
    if (name !== undefined && name !== 'pair') accounts[name] = ((accounts[name] ?? 0n) + amt) as Amt
  }
  const people = holders
    .filter(({ address }) => !known.has(address))
    .toSorted((a, b) => (a.amt === b.amt ? (a.address < b.address ? -1 : 1) : a.amt > b.amt ? -1 : 1))
    .map(({ address, amt }, i) => ({ name: `holder-${i + 1}`, amt, address }))
  // AMT that was sent to the pair beyond its reserve belongs to nobody; the project gets it.
  const inPair = reserves.amt
  const placed = listed - (pair?.amt ?? 0n) + inPair
  return { supply, backing, reserves, lpSupply, accounts, people, unlisted: (supply - placed) as Amt }
}

/** The holders of an opening as people who do nothing. */
export function snapshotHolders({ people }: Opening): Agent {
  return {
    name: 'snapshot-holders',
    people: people.map(({ name, amt }) => ({ name, amt })),
    phase: 'day',
    act: () => [],
  }
}

/** Order of the addresses on chain 56, as in the opening of July 2023. */
const TOKEN_ORDER = ['usdt', 'liqAmt', 'amt', 'btcb'] as const

/**
 * The state of an opening by actions. The AMT of `agents` other than {@link snapshotHolders} comes from the
 * project's.
 *
 * @throws {InconsistentSnapshot} when the project has less AMT than the agents need.
 */
export function initialStateOf(
  opening: Opening,
  agents: readonly Agent[],
  timestamp: Timestamp,
): InitialState {
  const { supply, backing, reserves, accounts, people, unlisted } = opening
  const everybody = agents.flatMap((agent) => agent.people)
  const holders = new Set(people.map(({ name }) => name))
  const needed = everybody
    .filter(({ name }) => !holders.has(name))
    .reduce((sum, { amt = 0n }) => sum + amt, 0n)
  const project = unlisted + (accounts['owner'] ?? 0n)
  if (needed > project)
    throw new InconsistentSnapshot([
      `expected agents with at most the project's ${fromBase(project)} AMT, got ${fromBase(needed)}`,
    ])
  const cash = everybody.reduce((sum, { btcb = 0n }) => sum + btcb, 0n)
  const give = (to: Account, amount: bigint): readonly Action[] =>
    amount === 0n || to === 'owner' ? [] : [call('owner', 'amt.transfer', { to, amount })]
  return {
    timestamp,
    tokenOrder: TOKEN_ORDER,
    stages: [
      {
        name: 'snapshot',
        actions: [
          call('owner', 'master.mintMaster', { account: 'owner', amount: supply }),
          call('binance', 'btcb.mint', { amount: reserves.btcb + backing + cash }),
          call('binance', 'btcb.transfer', { to: 'owner', amount: reserves.btcb }),
          ...(backing === 0n ? [] : [call('binance', 'btcb.transfer', { to: 'burnVault', amount: backing })]),
          approveAll('owner', 'amt', 'master'),
          approveAll('owner', 'btcb', 'master'),
          call('owner', 'master.addLiquidityLocking', { amountAmt: reserves.amt, amountBtcb: reserves.btcb }),
          ...Object.entries(accounts).flatMap(([name, amount]) => give(name, amount)),
          ...everybody.flatMap(({ name, amt = 0n, btcb = 0n }) => [
            ...give(name, amt),
            ...(btcb === 0n ? [] : [call('binance', 'btcb.transfer', { to: name, amount: btcb })]),
          ]),
        ],
      },
    ],
  }
}

/** The amounts of a snapshot contradict each other. The message has one line per contradiction. */
export class InconsistentSnapshot extends Error {
  override readonly name = 'InconsistentSnapshot'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}
