/**
 * Ownership: who owns the AMT outside the pool in July 2023, one cap table for all scenarios.
 *
 * The real distribution is not public. Every row is an assumption and a parameter, in percent of the AMT
 * outside the pool; the project's reserve is what the rows leave.
 */
import type { Amt } from '../../model/kernel/units.ts'
import { ConflictingSettings, percent, type Declared, type Settings } from '../../sim/definition/parameter.ts'
import { BASIS_POINTS } from '../../model/kernel/units.ts'
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

/**
 * The cap table at these settings. `others` are further shares that come out of the reserve, in percent.
 *
 * @throws {ConflictingSettings} when the rows add up to more than 100%.
 */
export function capTable(settings: Ownership, others = 0): CapTable {
  const total = ROWS.reduce((sum, name) => sum.add(settings[name]), settings.ownMiners.mul(0)).mul(100)
  if (total.add(others).gt(100))
    throw new ConflictingSettings(
      `shares of the AMT outside the pool that add up to at most 100% (lower some by ${total.add(others).sub(100).toFixed()}): ${ROWS.join(', ')}`,
      `${total.add(others).toFixed()}%`,
    )
  const outside = outsidePool(settings.pool)
  const amounts = ROWS.map((name) => {
    const bps = BigInt(settings[name].mul(10_000).floor().toFixed())
    return [name, ((outside * bps) / BASIS_POINTS) as Amt] as const
  })
  const reserve = amounts.reduce((rest, [, amount]) => rest - amount, outside as bigint)
  return { ...(Object.fromEntries(amounts) as Record<Row, Amt>), reserve: reserve as Amt }
}
