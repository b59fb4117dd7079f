/**
 * Participants: the people of July 2023 as all scenarios have them, by the rows of the cap table.
 *
 * Who sells what at which price: miners for the costs of their machines; public holders against their
 * valuation, and after a drawdown; traders by odds that lean towards their valuation; redeemers whatever the
 * pool pays. Liquidity providers change their deposits at random, depositors stay, the project sells nothing.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { btcb, type Amt, type Btcb } from '../../model/kernel/units.ts'
import type { VaultName } from '../../model/state/deposits.ts'
import { arbitrageur } from '../../sim/agents/arbitrage/floor-arbitrageur.ts'
import { claimsOf } from '../../sim/agents/holders/holders.ts'
import { redeemers } from '../../sim/agents/holders/redeemers.ts'
import { stakers } from '../../sim/agents/holders/stakers.ts'
import { valueHolders } from '../../sim/agents/holders/value-holders.ts'
import { providers } from '../../sim/agents/liquidity/providers.ts'
import { rawProviders } from '../../sim/agents/liquidity/raw-providers.ts'
import { buyBackKeeper } from '../../sim/agents/operations/buy-back-keeper.ts'
import { costSellers } from '../../sim/agents/operations/cost-sellers.ts'
import { project } from '../../sim/agents/operations/project.ts'
import { harvester } from '../../sim/agents/operations/staking-keeper.ts'
import { namesOf, type Agent } from '../../sim/agent.ts'
import { CLASS_LABELS, type ClassLabel } from '../../sim/opening/labels-csv.ts'
import { amount, decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { poolPlan, replacedBy } from './july-2023.ts'
import {
  capTable,
  holdingsIn,
  OWNERSHIP,
  type CapTable,
  type Ownership,
  type OwnPeople,
} from './ownership.ts'
import { hasRawProviders } from './snapshot/initial-state.ts'
import { POOL_TRADERS, poolTraders } from './traders.ts'
import { VALUATION, valuationsOf } from './valuation.ts'

/** The arbitrageur between pool and RCL. */
export const FLOOR_ARBITRAGE = {
  arbitrageCapital: amount({
    title: "The arbitrageur's BTCB (assumption)",
    unit: 'BTC',
    default: '5',
    min: '0',
    max: '1000000',
  }),
  arbitrageGas: amount({
    title: 'Gas cost of a swap and a redemption (some 300k gas at 3 gwei, BNB at 250 USD)',
    unit: 'BTC',
    default: '0.0000075',
    min: '0',
    max: '1',
  }),
}

export const PARTICIPANTS = {
  ...OWNERSHIP,
  ...VALUATION,
  holders: integer({
    title: 'Public holders: 10% large, 40% medium, 50% small (assumption)',
    unit: 'people',
    default: '100',
    min: '10',
    max: '100000',
    replacedBy,
  }),
  holdersBtcb: amount({
    title: 'BTCB of the public holders, to buy AMT with (assumption)',
    unit: 'BTC',
    default: '40',
    min: '0',
    max: '1000000',
  }),
  opinions: decimal({
    title: 'Public holders value AMT at between 1/x and x times the rule (assumption)',
    unit: 'times',
    default: '2',
    min: '1',
    max: '100',
  }),
  tolerance: percent({
    title: 'Distance between price and own value at which a public holder trades (assumption)',
    default: '10',
    min: '0',
    max: '99',
  }),
  looksEvery: integer({
    title: 'Days from one look of a public holder at the price to the next (assumption)',
    unit: 'days',
    default: '28',
    min: '1',
    max: '3650',
  }),
  tradedPart: integer({
    title: 'Part of their AMT or BTCB that a public holder trades each time (assumption)',
    unit: '%',
    default: '20',
    min: '0',
    max: '100',
  }),
  firstStop: integer({
    title: 'Fall within 60 days at which the first public holder sells (assumption)',
    unit: '%',
    default: '30',
    min: '1',
    max: '100',
  }),
  lastStop: integer({
    title: 'Fall within 60 days at which the last public holder sells (assumption)',
    unit: '%',
    default: '100',
    min: '1',
    max: '100',
  }),
  minerCosts: decimal({
    title: 'Costs of the machines that the miners bear, such as debt service and hosting (assumption)',
    unit: 'USD/PH/day',
    default: '5',
    min: '0',
    max: '1000',
  }),
  rawLiquidity: integer({
    title: 'Part of the public liquidity that is held as LP tokens, without liqAMT (assumption)',
    unit: '%',
    default: '20',
    min: '0',
    max: '100',
    replacedBy,
  }),
  ...POOL_TRADERS,
  redemptionsPerMonth: decimal({
    title: 'Mean number of redemptions in 30 days (assumption)',
    unit: 'redemptions',
    default: '2',
    min: '0',
    max: '3000',
  }),
  liquidityChangesPerMonth: decimal({
    title: 'Mean number of liquidity deposits and withdrawals in 30 days (assumption)',
    unit: 'changes',
    default: '6',
    min: '0',
    max: '3000',
  }),
  ...FLOOR_ARBITRAGE,
}

export type Participants = Settings<typeof PARTICIPANTS> & Ownership & Parameters<typeof valuationsOf>[0]

const LOOK_BACK_OF_STOPS = 60
const SLIPPAGE_BPS = 300n
const TH_PER_PH = 1000

/** Days between harvests of the vaults. */
const HARVEST_EVERY = 30

/** Agents that only claim, at the intervals of the public holders: what they do moves no price. */
export const CLAIMS = ['large-claims', 'medium-claims', 'small-claims'] as const

/** Options of a scenario that has people of its own, or has a part of the participants act differently. */
export interface Differences extends OwnPeople {
  /** Mean bid of the traders above the day's gas price, in gwei. @default undefined, for no bids */
  readonly meanTip?: number | undefined
  /**
   * Which participants act after the initial state: all, none, or the agents of these names. The others hold:
   * no trades, claims, redemptions or changes of liquidity, and the vaults' keepers rest. @default true
   */
  readonly acts?: boolean | readonly string[]
}

/**
 * All participants but the treasury.
 *
 * @throws {UnknownParticipant} when `acts` names an agent that is none of them.
 */
export function participants(
  settings: Participants,
  { meanTip, acts = true, ...own }: Differences = {},
): readonly Agent[] {
  const all = everybody(settings, meanTip, own)
  if (acts === true) return all
  const active = new Set(acts === false ? [] : acts)
  const names = new Set(all.map(({ name }) => name))
  for (const name of active) if (!names.has(name)) throw new UnknownParticipant(name, [...names])
  return all.map((agent) => (active.has(agent.name) ? agent : holding(agent)))
}

/** The same people and preparations, without any action from day 0 on. */
const holding = ({ name, people, phase, prepare }: Agent): Agent => ({
  name,
  people,
  phase,
  ...(prepare === undefined ? {} : { prepare }),
  act: () => [],
})

function everybody(settings: Participants, meanTip: number | undefined, own: OwnPeople): readonly Agent[] {
  const table = capTable(settings, own)
  const people = peopleIn(settings)
  const valuations = valuationsOf(settings)
  return [
    project({ dustAfter: 120 }),
    costSellers({
      ...people.miner,
      amt: table.ownMiners,
      every: 30,
      usdPerThDay: settings.minerCosts.toNumber() / TH_PER_PH,
    }),
    ...publicHolders(settings, table, valuations),
    poolTraders(settings, people.trader, table.ownTraders, valuations, meanTip),
    claimsOf('trader-claims', namesOf('trader', people.trader.count), 14),
    redeemers({
      ...people.redeemer,
      amt: table.ownRedeemers,
      redemptionsPerDay: perDay(settings.redemptionsPerMonth),
    }),
    ...liquidity(settings),
    ...depositors(settings),
    marketStock(table.ownMarket),
    arbitrageur({ capital: settings.arbitrageCapital as Btcb, gas: settings.arbitrageGas as Btcb }),
  ]
}

const perDay = (perMonth: { readonly toNumber: () => number }): number => perMonth.toNumber() / 30

/** People of a class of the cap table. */
export interface PeopleOf {
  /** What they are called, before their number. */
  readonly name: ClassLabel
  readonly count: number
  /** Balances on the chain, in an opening from a snapshot. */
  readonly weights: readonly bigint[] | undefined
}

/** Classes of {@link peopleIn} that trade, redeem or hold. */
const COUNTS = { miner: 5, redeemer: 12, provider: 8 } as const

/** The people of each class: of the snapshot, or by the numbers of the settings. */
export function peopleIn(settings: Ownership & Numbers): Readonly<Record<ClassLabel, PeopleOf>> {
  const { holders, traders } = settings
  const tenth = Math.floor(holders / 10)
  const counts: Readonly<Record<ClassLabel, number>> = {
    ...COUNTS,
    large: tenth,
    medium: 4 * tenth,
    small: holders - 5 * tenth,
    trader: traders,
  }
  const holdings = holdingsIn(settings)?.of
  return Object.fromEntries(
    CLASS_LABELS.map((name) => {
      const weights = holdings?.[name]
      // Who owns the liquidity of a snapshot is not known: without labelled providers their number is
      // assumed.
      const count = weights === undefined || (name === 'provider' && weights.length === 0)
      return [
        name,
        count ? { name, count: counts[name], weights: undefined } : { name, count: weights.length, weights },
      ]
    }),
  ) as unknown as Readonly<Record<ClassLabel, PeopleOf>>
}

/** Numbers of people where there is no snapshot. */
type Numbers = Pick<Participants, 'holders' | 'traders'>

function publicHolders(
  settings: Participants,
  table: CapTable,
  valuations: ReturnType<typeof valuationsOf>,
): readonly Agent[] {
  // Whoever gives AMT to the scenario's own people keeps the BTCB.
  const whole = capTable(settings)
  const people = peopleIn(settings)
  const all = whole.ownLarge + whole.ownMedium + whole.ownSmall
  const common = {
    every: settings.looksEvery,
    valuations,
    spread: settings.opinions.toNumber(),
    band: settings.tolerance.toNumber(),
    partPct: BigInt(settings.tradedPart),
    stops: [settings.firstStop, settings.lastStop],
    lookBack: LOOK_BACK_OF_STOPS,
    slippageBps: SLIPPAGE_BPS,
  } as const
  return (
    [
      { name: 'large', row: 'ownLarge', claimsEvery: 1 },
      { name: 'medium', row: 'ownMedium', claimsEvery: 7 },
      { name: 'small', row: 'ownSmall', claimsEvery: 91 },
    ] as const
  ).flatMap(({ name, row, claimsEvery }) => [
    valueHolders({
      ...common,
      ...people[name],
      amt: table[row],
      btcb: shareOf(settings.holdersBtcb, whole[row], all),
    }),
    claimsOf(`${name}-claims`, namesOf(name, people[name].count), claimsEvery),
  ])
}

const shareOf = (whole: bigint, part: bigint, of: bigint): Btcb =>
  (of === 0n ? 0n : (whole * part) / of) as Btcb

/** Wrapped and raw providers, who bring what the initial pool needs after the launch. */
function liquidity(settings: Participants): readonly Agent[] {
  const { opening } = settings
  const { provider } = peopleIn(settings)
  const own = { ...provider, spare: capTable(settings).ownProviders }
  if (opening !== undefined)
    return [
      changingProviders(settings, { ...own, deposit: 0n as Amt, btcb: btcb('5') }),
      ...(hasRawProviders(opening) ? [rawProviders({ ...RAW, deposit: 0n as Amt, btcb: 0n as Btcb })] : []),
    ]
  const { deposit, depositBtcb } = poolPlan(settings.pool)
  const raw = BigInt(settings.rawLiquidity)
  const part = (whole: bigint, percentage: bigint): bigint => (whole * percentage) / 100n
  const wrapped = changingProviders(settings, {
    ...own,
    deposit: part(deposit, 100n - raw) as Amt,
    btcb: (part(depositBtcb, 100n - raw) + btcb('5')) as Btcb,
  })
  if (raw === 0n || deposit === 0n) return [wrapped]
  const unwrapped = rawProviders({
    ...RAW,
    deposit: part(deposit, raw) as Amt,
    btcb: (part(depositBtcb, raw) + btcb('0.01')) as Btcb,
  })
  return [wrapped, unwrapped]
}

const RAW = { name: 'raw-provider', count: 4 }

const changingProviders = (
  settings: Participants,
  own: Omit<Parameters<typeof providers>[0], 'every' | 'changesPerDay'>,
): Agent => providers({ ...own, every: 7, changesPerDay: perDay(settings.liquidityChangesPerMonth) })

/** Depositors of each vault: what they are called, and their row of the cap table. */
const OF_VAULTS = {
  stakingVault: { name: 'staker', row: 'ownStaked' },
  buyBackVault: { name: 'buy-back-staker', row: 'ownBuyBack' },
} as const satisfies Readonly<Record<VaultName, { readonly name: string; readonly row: keyof CapTable }>>

/** Depositors of a vault among the participants. They settle nothing themselves: the vault's keeper does. */
export function vaultDepositors(settings: Ownership, vault: VaultName): readonly Account[] {
  const { name, row } = OF_VAULTS[vault]
  return capTable(settings)[row] === 0n ? [] : namesOf(name, DEPOSITORS)
}

/** Depositors of both vaults, and their keepers. */
function depositors(settings: Participants): readonly Agent[] {
  const table = capTable(settings)
  return (['stakingVault', 'buyBackVault'] as const).flatMap((vault) => {
    const { name, row } = OF_VAULTS[vault]
    const names = vaultDepositors(settings, vault)
    if (names.length === 0) return []
    const keeper =
      vault === 'stakingVault'
        ? harvester({ every: HARVEST_EVERY, depositors: names })
        : buyBackKeeper({ every: HARVEST_EVERY, slippageBps: SLIPPAGE_BPS })
    return [stakers({ name, count: names.length, amt: table[row], vault, leaveFrom: undefined }), keeper]
  })
}

const DEPOSITORS = 4

/** The Market's stock, which stays where it is: the Market is a question of its own. */
const marketStock = (amt: Amt): Agent => ({
  name: 'market-stock',
  people: [{ name: 'market', amt }],
  phase: 'day',
  act: () => [],
})

/** A scenario has somebody act who is no participant. */
export class UnknownParticipant extends Error {
  override readonly name = 'UnknownParticipant'
  constructor(name: string, known: readonly string[]) {
    super(`expected one of ${known.join(', ')}, got ${name}`)
  }
}
