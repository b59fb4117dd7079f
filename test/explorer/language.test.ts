/** The explorer says nothing in English where it is Spanish: controls, and the pages that no command has. */
import { expect, test } from 'vitest'
import { catalogueIn } from '../../src/explorer/engine/catalogue.ts'
import { comparedPage } from '../../src/explorer/engine/compared.ts'
import { GROUP_TITLES } from '../../src/explorer/engine/groups.ts'
import { resultOf, scenarioOf } from '../../src/explorer/engine/engine.ts'
import { pointsOf, sweptPage } from '../../src/explorer/engine/swept.ts'
import type { Experiment, SweepAxis } from '../../src/explorer/experiment.ts'
import { PRESETS } from '../../src/explorer/presets.ts'
import { TEXTS } from '../../src/explorer/texts.ts'
import type { Composed } from '../../src/report/content.ts'
import { htmlDocument } from '../../src/report/document.ts'
import { translatorFor } from '../../src/report/language/language.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { runScenario } from '../../src/sim/run.ts'
import { fanPathAt } from '../../src/sim/study/fan-run.ts'
import { missingIn } from '../report/language/missing.ts'
import { input } from '../report/fixture.ts'

const { versions } = input()

const EXPERIMENT: Experiment = { scenario: 'baseline', seed: '1', path: 0, days: 3, set: {} }

const missing = (page: Composed): readonly string[] => missingIn(htmlDocument({ ...page, plotly: undefined }))

const pathsOf = (experiment: Experiment, count: number) =>
  Array.from({ length: count }, (_, path) =>
    fanPathAt(runScenario, scenarioOf(experiment), { ...experiment, days: 3 }, path + 1),
  )

test('controls, headings, questions and parameters', () => {
  const to = translatorFor('es')
  for (const text of [...Object.values(TEXTS), ...GROUP_TITLES, ...PRESETS.map(({ title }) => title)])
    to.translate(text)
  for (const { question, parameters } of scenarios)
    for (const text of [question, ...parameters.flatMap(({ title, unit }) => [title, unit])])
      to.translate(text)
  expect([...to.missing]).toEqual([])
  expect(catalogueIn('es').texts.cancel).toBe('Cancelar')
  expect(catalogueIn('en').texts.cancel).toBe('Cancel')
})

test('a comparison', () => {
  const other = { ...EXPERIMENT, set: { vaultShare: '40' } }
  const sides = [EXPERIMENT, other].map((experiment) => {
    const scenario = scenarioOf(experiment)
    return { experiment, scenario, result: resultOf(scenario, experiment), paths: pathsOf(experiment, 2) }
  })
  expect(missing(comparedPage([sides[0]!, sides[1]!], versions))).toEqual([])
})

test.each([
  [[{ name: 'vaultShare', values: '0..100:3' }]],
  [
    [
      { name: 'vaultShare', values: '0,50' },
      { name: 'btcGrowth', values: '0..50:2' },
    ],
  ],
])('a sweep of %j', (axes: readonly SweepAxis[]) => {
  const scenario = scenarioOf(EXPERIMENT)
  const points = pointsOf(scenario, axes)
  const paths = points.map((set) => pathsOf({ ...EXPERIMENT, set }, 2))
  const { metrics } = resultOf(scenario, EXPERIMENT)
  const page = sweptPage(
    { experiment: EXPERIMENT, scenario, axes, points, paths, metrics, wanted: 2 },
    versions,
  )
  expect(missing(page)).toEqual([])
})
