/**
 * Ownership: who owns the AMT outside the pool in July 2023, one cap table for all scenarios.
 *
 * The real distribution is not public. Every row is an assumption and a parameter, in percent of the AMT
 * outside the pool; the project's reserve is what the rows leave.
 *
 * Scenarios whose question needs people of their own take their AMT from here ({@link OwnPeople}): few of
 * them out of the reserve, many in proportion out of the wallets. A class and what it gave are together the
 * class of every other scenario.
 */
import { Decimal } from 'decimal.js'

import { BASIS_POINTS, fromBase, type Amt } from '../../model/kernel/units.ts'
import { ConflictingSettings, percent, type Declared, type Settings } from '../../sim/definition/parameter.ts'
import { outsidePool, replacedBy, type Opening } from './july-2023.ts'
import { holdingsOf, type Holdings } from './snapshot/holdings.ts'

const row = (
  who: string,
  share: string,
  more: { readonly replacedBy?: string } = {},
): Declared<'percent', never> =>
  percent({
    ...more,
    title: `Share of the AMT outside the pool owned by ${who} (assumption)`,
    default: share,
    min: '0',
    max: '100',
  })

export const OWNERSHIP = {
  ownMiners: row('miners, who sell it only for their costs', '55'),
  ownLarge: row('large public holders, who claim daily', '10'),
  ownMedium: row('medium public holders, who claim weekly', '8'),
  ownSmall: row('small public holders, who claim quarterly', '4'),
  ownTraders: row('traders in the pool', '6'),
  ownRedeemers: row('holders who redeem without comparing prices', '2'),
  ownStaked: row('depositors of the staking vault', '2', { replacedBy }),
  ownBuyBack: row('depositors of the buy-back vault', '1', { replacedBy }),
  ownProviders: row('liquidity providers, beside their deposits', '1', { replacedBy }),
  ownMarket: row('the Market contract, as its stock', '1', { replacedBy }),
}

type Row = keyof typeof OWNERSHIP
export type Ownership = Settings<typeof OWNERSHIP> & Opening

const ROWS = Object.keys(OWNERSHIP) as readonly Row[]

/**
 * AMT of each row, and of the project's reserve, rounded down to a hundredth of a percent of the AMT outside
 * the pool. The reserve takes the remainder.
 */
export type CapTable = Readonly<Record<Row | 'reserve', Amt>>

/** Rows whose AMT is in the wallets of people. They can give a part of it to a scenario's own people. */
export const WALLETS = [
  'ownMiners',
  'ownLarge',
  'ownMedium',
  'ownSmall',
  'ownTraders',
  'ownRedeemers',
] as const satisfies readonly Row[]
export type Wallet = (typeof WALLETS)[number]

/** Where the AMT of a scenario's own people comes from. */
export interface OwnPeople {
  /** Their AMT out of the reserve, in percent of the AMT outside the pool. @default 0 */
  readonly others?: number
  /**
   * Their AMT out of the wallets: each row gives in proportion to what it has, so that row and given part
   * together are the row of the cap table. What the rows do not have comes out of the reserve. Negative for
   * AMT that the reserve gives to the rows. @default 0n
   */
  readonly taken?: Amt
  /** Rows that give. @default WALLETS */
  readonly givers?: readonly Wallet[]
}

/** Computes once for the settings of a run, which many agents and tables ask for the same. */
function oncePerSettings<T>(compute: (settings: Ownership) => T): (settings: Ownership) => T {
  const known = new WeakMap<Ownership, { readonly value: T }>()
  return (settings) => {
    const found = known.get(settings) ?? { value: compute(settings) }
    known.set(settings, found)
    return found.value
  }
}

/** The people of an opening from a chain snapshot, dealt to the classes by the rows of the wallets. */
export const holdingsIn = oncePerSettings((settings): Holdings | undefined => {
  if (settings.opening === undefined) return undefined
  const parts = (...rows: readonly Wallet[]): bigint =>
    rows.reduce((sum, name) => sum + BigInt(settings[name].mul(10_000).floor().toFixed()), 0n)
  return holdingsOf(settings.opening, {
    miner: parts('ownMiners'),
    public: parts('ownLarge', 'ownMedium', 'ownSmall'),
    trader: parts('ownTraders'),
    redeemer: parts('ownRedeemers'),
  })
})

/** AMT of each row before anybody gives, and of the project's reserve. */
const wholeOf = oncePerSettings((settings): CapTable => {
  const holdings = holdingsIn(settings)
  if (holdings === undefined) {
    const outside = outsidePool(settings)
    const rows = Object.fromEntries(ROWS.map((name) => [name, shareDown(outside, settings[name])]))
    const owned = ROWS.reduce((sum, name) => sum + rows[name]!, 0n)
    return { ...rows, reserve: outside - owned } as CapTable
  }
  const { of, accounts, project } = holdings
  const sum = (amounts: readonly Amt[]): Amt => amounts.reduce((all, amt) => all + amt, 0n as bigint) as Amt
  return {
    ownMiners: sum(of.miner),
    ownLarge: sum(of.large),
    ownMedium: sum(of.medium),
    ownSmall: sum(of.small),
    ownTraders: sum(of.trader),
    ownRedeemers: sum(of.redeemer),
    ownStaked: accounts.stakingVault,
    ownBuyBack: accounts.buyBackVault,
    ownProviders: sum(of.provider),
    ownMarket: accounts.market,
    reserve: project,
  }
})

const shareDown = (outside: Amt, share: Decimal): bigint =>
  (outside * BigInt(share.mul(10_000).floor().toFixed())) / BASIS_POINTS

/** Share of the AMT outside the pool that the project's reserve has; a fraction. */
export function reserveShare(settings: Ownership): Decimal {
  if (settings.opening === undefined)
    return ROWS.reduce((rest, name) => rest.sub(settings[name]), new Decimal(1))
  const [reserve, outside] = [wholeOf(settings).reserve, outsidePool(settings)]
  return new Decimal(reserve.toString()).div(outside.toString())
}

/** AMT in percent of the AMT outside the pool, rounded up to a hundredth, as `others` of a cap table. */
export function inPercentUp(amt: Amt, opening: Opening): number {
  const outside = outsidePool(opening)
  return Number((amt * BASIS_POINTS + outside - 1n) / outside) / 100
}

/**
 * The cap table at these settings, less what the scenario's own people take out of the rows. `reserve` is
 * what the project keeps, before `others`.
 *
 * @throws {ConflictingSettings} when the rows and the scenario's own people have more than all AMT outside
 *   the pool.
 */
export function capTable(settings: Ownership, own: OwnPeople = {}): CapTable {
  const { others = 0, taken = 0n, givers = WALLETS } = own
  const outside = outsidePool(settings)
  const ofOthers = shareDown(outside, new Decimal(others).div(100))
  if (settings.opening === undefined) checkShares(settings, others)
  const whole = wholeOf(settings)
  const { reserve } = whole
  if (ofOthers > reserve)
    throw new ConflictingSettings(
      `a project with the ${fromBase(ofOthers as Amt)} AMT that people of the scenario take out of ` +
        'its reserve',
      `${fromBase(reserve)} AMT`,
      'Let them have less, or label more of the holders as project.',
    )
  const owned = givers.reduce((sum, name) => sum + whole[name], 0n)
  const given = taken < owned ? taken : owned
  const most = owned + reserve - ofOthers
  if (taken > most)
    throw new ConflictingSettings(
      `at most ${fromBase(most)} AMT for people of the scenario, which is what ${givers.join(', ')} ` +
        'and the reserve have',
      fromBase(taken),
    )
  const left = (name: Row): bigint =>
    owned > 0n && givers.some((giver) => giver === name)
      ? whole[name] - (whole[name] * given) / owned
      : whole[name]
  const rows = Object.fromEntries(ROWS.map((name) => [name, left(name)])) as Record<Row, Amt>
  return { ...rows, reserve: (reserve - (taken - given)) as Amt }
}

function checkShares(settings: Ownership, others: number): void {
  const total = new Decimal(1).sub(reserveShare(settings)).mul(100)
  if (total.add(others).gt(100))
    throw new ConflictingSettings(
      'shares of the AMT outside the pool that add up to at most 100% (lower some by ' +
        `${total.add(others).sub(100).toFixed()}): ${ROWS.join(', ')}`,
      `${total.add(others).toFixed()}%`,
    )
}
