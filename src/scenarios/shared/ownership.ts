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
import { outsidePool, type PoolChoice } from './july-2023.ts'

const row = (who: string, share: string): Declared<'percent', never> =>
  percent({
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
  ownStaked: row('depositors of the staking vault', '2'),
  ownBuyBack: row('depositors of the buy-back vault', '1'),
  ownProviders: row('liquidity providers, beside their deposits', '1'),
  ownMarket: row('the Market contract, as its stock', '1'),
}

type Row = keyof typeof OWNERSHIP
export type Ownership = Settings<typeof OWNERSHIP> & { readonly pool: PoolChoice }

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

/** Share of the AMT outside the pool that the rows leave to the project's reserve; a fraction. */
export const reserveShare = (settings: Ownership): Decimal =>
  ROWS.reduce((rest, name) => rest.sub(settings[name]), new Decimal(1))

/** AMT in percent of the AMT outside the pool, rounded up to a hundredth, as `others` of a cap table. */
export function inPercentUp(amt: Amt, pool: PoolChoice): number {
  const outside = outsidePool(pool)
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
  const total = new Decimal(1).sub(reserveShare(settings)).mul(100)
  if (total.add(others).gt(100))
    throw new ConflictingSettings(
      `shares of the AMT outside the pool that add up to at most 100% (lower some by ${total.add(others).sub(100).toFixed()}): ${ROWS.join(', ')}`,
      `${total.add(others).toFixed()}%`,
    )
  const outside = outsidePool(settings.pool)
  const shareDown = (share: Decimal): bigint =>
    (outside * BigInt(share.mul(10_000).floor().toFixed())) / BASIS_POINTS
  const whole = Object.fromEntries(ROWS.map((name) => [name, shareDown(settings[name])])) as Record<
    Row,
    bigint
  >
  const sumOf = (rows: readonly Row[]): bigint => rows.reduce((sum, name) => sum + whole[name], 0n)
  const [reserve, owned] = [outside - sumOf(ROWS), sumOf(givers)]
  const given = taken < owned ? taken : owned
  const most = owned + reserve - shareDown(new Decimal(others).div(100))
  if (taken > most)
    throw new ConflictingSettings(
      `at most ${fromBase(most)} AMT for people of the scenario, which is what ${givers.join(', ')} and the reserve have`,
      fromBase(taken),
    )
  const left = (name: Row): bigint =>
    owned > 0n && givers.some((giver) => giver === name)
      ? whole[name] - (whole[name] * given) / owned
      : whole[name]
  const rows = Object.fromEntries(ROWS.map((name) => [name, left(name)])) as Record<Row, Amt>
  return { ...rows, reserve: (reserve - (taken - given)) as Amt }
}
