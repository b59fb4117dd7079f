/** Presets: each runs, and the first three are the example files. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRequest } from '../../src/cli/request.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { resultOf, scenarioOf } from '../../src/explorer/engine/engine.ts'
import { PRESETS } from '../../src/explorer/presets.ts'
import { scenarios } from '../../src/scenarios/index.ts'

test.each(PRESETS.map((each) => [each.title, each] as const))('%s', (_title, { experiment }) => {
  const result = resultOf(scenarioOf(experiment), { ...experiment, days: 2 })
  expect(result.parameters).toMatchObject(experiment.set)
  expect(Object.values(result.invariants).every(({ holds }) => holds)).toBe(true)
})

test.each([
  ['cheap-power', 0],
  ['steep-reset', 1],
  ['thin-pool', 2],
] as const)('%s.yaml is preset %i', (file, index) => {
  const request = readRequest([join('docs/examples', `${file}.yaml`)], scenarios, projectRoot)
  if (!('run' in request)) throw new Error('expected a run')
  const { scenario, seed, days, set } = request.run
  const { experiment } = PRESETS[index]!
  expect(experiment).toMatchObject({ scenario: scenario.name, seed: String(seed), set })
  expect(experiment.days ?? scenario.days).toBe(days)
})
