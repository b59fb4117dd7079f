/** The progress that an interrupted audit leaves: what goes on from it, and what does not. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readSubject } from '../../src/audit/audit.ts'
import { runCampaign } from '../../src/audit/census/campaign.ts'
import { EXACT } from '../../src/audit/grades.ts'
import { fingerprintOf } from '../../src/audit/progress.ts'
import { ROUNDING } from '../../src/audit/severity.ts'
import { ProgressStore } from '../../src/cli/audit/progress-store.ts'
import { audit } from '../../src/cli/commands/audit.ts'
import { defective } from '../audit/defects.ts'
import { written } from '../audit/formats.ts'
import { contents, directory, run } from './harness.ts'

const place = written('hardhat', defective('anybody sets the fee', 'another wording'))
afterAll(() => rmSync(place, { recursive: true }))

it('goes on with an interrupted audit, and only with the same one', async () => {
  const cwd = directory()
  const few = [place, '--budget', '400']
  const none = await run(audit(), [...few, '--seed', '1', '--resume'], { cwd })
  expect(none.code).toBe(2)
  expect(none.err).toContain('an interrupted audit for --resume')

  const out = join(cwd, 'out/audit')
  const { build } = readSubject(place)
  const how = { seed: 1, grades: EXACT, adaptors: [], ignoredViews: [], rounding: ROUNDING, limit: 400 }
  const store = new ProgressStore(out, fingerprintOf(build, how))
  // As if it had been interrupted after a first batch, and had had no corpus.
  const begun = runCampaign({ build }, { budget: 2, seed: 1, corpus: [], maxActions: 1 })
  store.keep({ campaign: { ...begun, census: begun.census.save(), isOver: false } }, 0)
  writeFileSync(join(out, 'audit-progress.json.0.unfinished'), '{')
  expect([...contents(out).keys()]).toContain('audit-progress.json')

  for (const changed of [
    ['--seed', '2'],
    ['--seed', '1', '--budget', '500'],
  ]) {
    const other = await run(audit(), [place, ...changed, '--resume'], { cwd })
    expect(other.err).toMatch(/it is of another build, budget, seed or configuration; start .* --resume/)
  }
  const rest = await run(audit(), [...few, '--seed', '1', '--resume', '--json'], { cwd })
  const { actions, sequences, batches } = JSON.parse(rest.out) as Record<string, number>
  expect(actions).toBeGreaterThanOrEqual(400)
  // The corpus is not run again.
  expect(sequences).toBeLessThan(begun.sequences + 20)
  expect(batches).toBe(2)
  expect([...contents(out).keys()].filter((name) => name.includes('progress'))).toEqual([])
})

it('counts the time before an interruption against a limit of time', async () => {
  const cwd = directory()
  const { build } = readSubject(place)
  const how = { seed: 1, grades: EXACT, adaptors: [], ignoredViews: [], rounding: ROUNDING, limit: 5000 }
  const begun = runCampaign({ build }, { budget: 2, seed: 1, corpus: [], maxActions: 1 })
  const campaign = { ...begun, census: begun.census.save(), isOver: false }
  new ProgressStore(join(cwd, 'out/audit'), fingerprintOf(build, how)).keep({ campaign }, 5000)
  const limited = [place, '--budget', '5s', '--seed', '1', '--resume']
  const { out } = await run(
    audit(() => 0),
    limited,
    { cwd },
  )
  expect(out).toContain('stopped by time after batch 1')
  expect(out).toContain('0 actions on the chain alone, watched by properties; stopped by time')
})
