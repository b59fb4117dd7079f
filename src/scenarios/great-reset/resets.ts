/**
 * Resets that the scenario `great-reset` compares: all versions in four worlds.
 *
 * - `baseline`: ownership and pool of the run, the run's factor and eligible part.
 * - `quarter`: likewise with a quarter of every holding on the list, and a larger factor.
 * - `tenth`: everybody but the project owns a tenth of that, and the reserve the rest. The reserve can pay
 *   for larger factors.
 * - `launch`: likewise, on the pool as launched and with the factor to the reading of February 2024.
 *
 * An opening from a chain snapshot has its own ownership and pool, so the last two are left out.
 */
import type { Variant } from '../../sim/definition/variant.ts'
import { OWNERSHIP } from '../shared/ownership.ts'
import type { GreatReset } from './parameters.ts'
import { VERSIONS, type Version } from './versions.ts'

export const WORLDS = ['baseline', 'quarter', 'tenth', 'launch'] as const
export type World = (typeof WORLDS)[number]

export interface ResetCase {
  readonly name: string
  readonly world: World
  readonly version: Version
  /** Decimal text. */
  readonly factor: string
}

/** Factors in the world where the reserve owns most of the AMT. */
export const FACTORS_OF_A_TENTH = ['2', '3', '4'] as const

/** Eligible part, in percent, and factor of `quarter`. */
export const ELIGIBLE_QUARTER = '25'
const FACTOR_OF_A_QUARTER = '1.25'

/** Launch price over the price of the reading of February 2024. */
const HISTORICAL = '4.575'

const TITLES: Readonly<Record<World, string>> = {
  baseline: 'ownership of the run',
  quarter: 'a quarter of all holdings eligible',
  tenth: 'others own a tenth of that',
  launch: 'others own a tenth of that, pool as launched',
}

export function casesOf(settings: Pick<GreatReset, 'factor' | 'opening'>): readonly ResetCase[] {
  const own = settings.factor.toFixed()
  const all: readonly ResetCase[] = VERSIONS.flatMap((version) => [
    { name: version, world: 'baseline' as const, version, factor: own },
    { name: `quarter-${version}`, world: 'quarter' as const, version, factor: FACTOR_OF_A_QUARTER },
    ...FACTORS_OF_A_TENTH.map((factor) => ({
      name: `tenth-${version}-${factor}`,
      world: 'tenth' as const,
      version,
      factor,
    })),
    { name: `launch-${version}`, world: 'launch' as const, version, factor: HISTORICAL },
  ])
  return settings.opening === undefined
    ? all
    : all.filter(({ world }) => world === 'baseline' || world === 'quarter')
}

export function variantsOf(settings: GreatReset): readonly Variant[] {
  const tenth = Object.fromEntries(
    (Object.keys(OWNERSHIP) as (keyof typeof OWNERSHIP)[]).map((row) => [
      row,
      settings[row].mul(10).toFixed(),
    ]),
  )
  return casesOf(settings).map(({ name, world, version, factor }) => ({
    name,
    title: `${version}, φ = ${factor}, ${TITLES[world]}`,
    set: {
      policy: version,
      factor,
      ...(world === 'quarter' ? { eligible: ELIGIBLE_QUARTER } : {}),
      ...(world === 'tenth' || world === 'launch' ? tenth : {}),
      ...(world === 'launch' ? { pool: 'launch' } : {}),
    },
  }))
}
