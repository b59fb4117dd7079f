/** Region figure: the chart of a region on the claims page, in both languages. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chartWords, regionChart, wholeInterval } from '../../claims/regions-page.ts'
import { REGIONS, type Axis, type Mapped, type Point, type Region } from '../../claims/regions.ts'
import { projectRoot } from '../../evm/compile/root.ts'
import { markup, raw, type Html } from '../../report/html.ts'
import { both, WORDS } from './bilingual.ts'
import type { Computed, Translate } from './computed.ts'

/** Regions that were mapped, with the seed of their paths. */
export interface KeptRegions {
  readonly seed: string
  readonly mapped: readonly Mapped[]
}

/**
 * The regions of a file that `--regions` wrote, such as `docs/regions.json`. Those of other axes than the code
 * has now are left out; without a file there are none. The package has the file.
 */
export function keptRegions(file = join(projectRoot, 'docs', 'regions.json')): KeptRegions {
  if (!existsSync(file)) return { seed: '', mapped: [] }
  const { seed, regions } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly seed: string
    readonly regions: readonly { readonly claim: number; readonly points: readonly Point[] }[]
  }
  const mapped = REGIONS.flatMap((region) => {
    const points = regions.find(({ claim }) => claim === region.claim)?.points
    return points !== undefined && isOf(region, points) ? [{ region, points }] : []
  })
  return { seed, mapped }
}

/** Whether the points are those of the region, row by row. */
function isOf({ x, y }: Region, points: readonly Point[]): boolean {
  const own = y.values.flatMap((row) => x.values.map((column) => `${column} ${row}`))
  return own.join() === points.map((point) => `${point.x} ${point.y}`).join()
}

/** The chart, what holds in it, and what its axes are. */
export function regionFigure(
  mapped: Mapped,
  seed: string,
  { computed, translate }: { readonly computed: Computed; readonly translate: Translate },
): Html {
  const { region, points } = mapped
  const { says, scenario, days, x, y } = region
  const english = chartWords(region)
  const spanish = {
    language: 'es',
    label: translate(english.label),
    title: `${WORDS.statement.es} ${region.claim}`,
    x: inOwnUnit(region, x, translate),
    y: inOwnUnit(region, y, translate),
  }
  const label = `${english.label} · ${spanish.label}`
  const axis = ({ parameter }: Axis): Html =>
    markup`<code>${parameter}</code>: ${computed(parameterOf(region, parameter).title)}`
  const { paths } = points[0]!
  return markup`<figure>
<figcaption><p><b>${both(WORDS.region)}.</b> ${computed(says)} ${computed(`Scenario ${scenario.name}, ${days} days.`)}</p></figcaption>
<div class="scroll" tabindex="0" role="region" aria-label="${label}">${raw(regionChart(mapped, [english, spanish]))}</div>
<p class="note">${computed(`Each cell: paths on which it holds, of ${paths} with seed ${seed}; the same random numbers at every point.`)} ${computed(`${wholeInterval(points[0]!)}.`)}</p>
<p class="note">→ ${axis(x)}. ↓ ${axis(y)}.</p>
</figure>`
}

function inOwnUnit(region: Region, { parameter }: Axis, translate: Translate): string {
  const { unit } = parameterOf(region, parameter)
  return unit === '' ? parameter : `${parameter} (${translate(unit)})`
}

function parameterOf({ scenario }: Region, parameter: string): Region['scenario']['parameters'][number] {
  return scenario.parameters.find(({ name }) => name === parameter)!
}
