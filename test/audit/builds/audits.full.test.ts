/**
 * Audits of the wrong builds with a fixed budget: each defect is a finding of its own, above events and
 * wordings.
 *
 * The table goes to `out/wrong-builds.md`: when it was found, its rank, and the length of its story.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { runCampaign } from '../../../src/audit/census/campaign.ts'
import { findingsOf, type Finding } from '../../../src/audit/finding.ts'
import { isAboveEvents } from '../../../src/audit/severity.ts'
import type { Build } from '../../../src/evm/build.ts'
import { reworded, WRONG_BUILDS } from './index.ts'
import { buildOf } from './wrong-build.ts'

const BUDGET = { budget: 20_000, seed: 1 }

const rows: string[] = []

function findingsIn(build: Build): readonly Finding[] {
  const setup = { build }
  return findingsOf(setup, runCampaign(setup, BUDGET).census)
}

it.each(WRONG_BUILDS)('finds "$name"', { timeout: 300_000 }, (wrong) => {
  const findings = findingsIn(buildOf(wrong))
  const own = findings.find(
    ({ signature, severity }) => signature.startsWith(`${wrong.fn}: `) && isAboveEvents(severity),
  )
  expect(own?.signature).toBeDefined()
  expect(own!.shown.actions.length).toBeLessThanOrEqual(20)
  const { rank, severity, signature, foundAfter, shown } = own!
  rows.push(
    `| ${wrong.name} | ${wrong.weakness} | ${severity} | \`${signature}\` | ${foundAfter} | ${rank} of ${findings.length} | ${shown.actions.length} |`,
  )
})

it('finds nothing above events in a build of other reverts and events', { timeout: 300_000 }, () => {
  const findings = findingsIn(reworded())
  expect(findings.length).toBeGreaterThan(2)
  expect(findings.filter(({ severity }) => isAboveEvents(severity))).toEqual([])
})

afterAll(() => {
  mkdirSync('out', { recursive: true })
  const head =
    '| defect | weakness | severity | finding | found after actions | rank | actions of the story |\n|---|---|---|---|---|---|---|'
  writeFileSync('out/wrong-builds.md', `${[head, ...rows].join('\n')}\n`)
})
