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
import { amount, decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { poolPlan } from './july-2023.ts'
import { capTable, OWNERSHIP, type CapTable, type Ownership, type OwnPeople } from './ownership.ts'
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
    max: '5000',
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
  return [
    project({ dustAfter: 120 }),
    costSellers({
      name: 'miner',
      count: 5,
      amt: table.ownMiners,
      every: 30,
      usdPerThDay: settings.minerCosts.toNumber() / TH_PER_PH,
    }),
    ...publicHolders(settings, table),
    poolTraders(settings, table.ownTraders, valuationsOf(settings), meanTip),
    claimsOf('trader-claims', namesOf('trader', settings.traders), 14),
    redeemers({
      name: 'redeemer',
      count: 12,
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

/** People of each size among the public holders. */
export function holderCounts({ holders }: Pick<Participants, 'holders'>): {
  readonly large: number
  readonly medium: number
  readonly small: number
} {
  const tenth = Math.floor(holders / 10)
  return { large: tenth, medium: 4 * tenth, small: holders - 5 * tenth }
}

function publicHolders(settings: Participants, table: CapTable): readonly Agent[] {
  // Whoever gives AMT to the scenario's own people keeps the BTCB.
  const whole = capTable(settings)
  const counts = holderCounts(settings)
  const all = whole.ownLarge + whole.ownMedium + whole.ownSmall
  const common = {
    every: settings.looksEvery,
    valuations: valuationsOf(settings),
    spread: settings.opinions.toNumber(),
    band: settings.tolerance.toNumber(),
    partPct: BigInt(settings.tradedPart),
    stops: [settings.firstStop, settings.lastStop],
    lookBack: LOOK_BACK_OF_STOPS,
    slippageBps: SLIPPAGE_BPS,
  } as const
  return (
    [
      { name: 'large', count: counts.large, row: 'ownLarge', claimsEvery: 1 },
      { name: 'medium', count: counts.medium, row: 'ownMedium', claimsEvery: 7 },
      { name: 'small', count: counts.small, row: 'ownSmall', claimsEvery: 91 },
    ] as const
  ).flatMap(({ name, count, row, claimsEvery }) => [
    valueHolders({
      ...common,
      name,
      count,
      amt: table[row],
      btcb: shareOf(settings.holdersBtcb, whole[row], all),
    }),
    claimsOf(`${name}-claims`, namesOf(name, count), claimsEvery),
  ])
}

const shareOf = (whole: bigint, part: bigint, of: bigint): Btcb =>
  (of === 0n ? 0n : (whole * part) / of) as Btcb

/** Wrapped and raw providers, who bring what the initial pool needs after the launch. */
function liquidity(settings: Participants): readonly Agent[] {
  const { deposit, depositBtcb } = poolPlan(settings.pool)
  const raw = BigInt(settings.rawLiquidity)
  const part = (whole: bigint, percentage: bigint): bigint => (whole * percentage) / 100n
  const wrapped = providers({
    name: 'provider',
    count: 8,
    deposit: part(deposit, 100n - raw) as Amt,
    btcb: (part(depositBtcb, 100n - raw) + btcb('5')) as Btcb,
    spare: capTable(settings).ownProviders,
    every: 7,
    changesPerDay: perDay(settings.liquidityChangesPerMonth),
  })
  if (raw === 0n || deposit === 0n) return [wrapped]
  const unwrapped = rawProviders({
    name: 'raw-provider',
    count: 4,
    deposit: part(deposit, raw) as Amt,
    btcb: (part(depositBtcb, raw) + btcb('0.01')) as Btcb,
  })
  return [wrapped, unwrapped]
}

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
