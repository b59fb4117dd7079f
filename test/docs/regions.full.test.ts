/** `docs/regions.md` shows what a run finds: one point of each region is computed again. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { regionChart, regionsPage } from '../../src/claims/regions-page.ts'
import { pointOf, REGIONS, type Point } from '../../src/claims/regions.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'

const textOf = (name: string): string => readFileSync(join(projectRoot, 'docs', name), 'utf8')
const { command, seed, regions } = JSON.parse(textOf('regions.json')) as {
  readonly command: string
  readonly seed: string
  readonly regions: readonly { readonly claim: number; readonly points: readonly Point[] }[]
}
const mapped = REGIONS.map((region) => ({
  region,
  points: regions.find(({ claim }) => claim === region.claim)!.points,
}))

test('the page and its charts are those of the data', () => {
  expect(textOf('regions.md')).toBe(regionsPage(mapped, command, 'images/'))
  for (const each of mapped) expect(textOf(`images/region-${each.region.claim}.svg`)).toBe(regionChart(each))
})

test.each(mapped)('a point of claim $region.claim is as its paths say', ({ region, points }) => {
  // The point in the middle of the axes, where paths differ most.
  const { x, y } = region
  const [column, row] = [Math.floor(x.values.length / 2), Math.floor(y.values.length / 2)]
  const point = points[row * x.values.length + column]!
  const kept = { get: () => undefined, put: () => undefined }
  const options = { seed: BigInt(seed), paths: point.paths, code: '', kept }
  expect(pointOf(region, point.x, point.y, options), 'npm run docs:regions').toEqual(point)
})
