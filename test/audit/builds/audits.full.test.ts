/**
 * Audits of the wrong builds, each with a fixed budget: each defect is a finding of its own, above events and
 * wordings, and found within half of the budget, so that a change which finds it later shows before it is
 * lost.
 *
 * The table goes to `out/wrong-builds.md`: when it was found, its rank, and the length of its story.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { audit, type Subject } from '../../../src/audit/audit.ts'
import { runCampaign } from '../../../src/audit/census/campaign.ts'
import { groupsOf } from '../../../src/audit/causes/groups.ts'
import { linksOf } from '../../../src/audit/causes/links.ts'
import { findingsOf, type Finding } from '../../../src/audit/finding.ts'
import { isAboveEvents } from '../../../src/audit/severity.ts'
import type { Build } from '../../../src/evm/build.ts'
import { reworded, WRONG_BUILDS } from './index.ts'
import { buildOfBoth, PAIRS } from './pairs.ts'
import { buildOf } from './wrong-build.ts'

const SEED = 1

/** Of the build in which nothing is to be found. */
const BUDGET = 20_000

const rows: string[] = []

function findingsIn(build: Build, budget: number): readonly Finding[] {
  const setup = { build }
  return findingsOf(setup, runCampaign(setup, { budget, seed: SEED }).census)
}

it.each(WRONG_BUILDS)('finds "$name"', { timeout: 300_000 }, (wrong) => {
  const findings = findingsIn(buildOf(wrong), wrong.budget)
  const own = findings.find(
    ({ signature, severity }) => signature.startsWith(`${wrong.fn}: `) && isAboveEvents(severity),
  )
  expect(own?.signature).toBeDefined()
  expect(own!.shown.actions.length).toBeLessThanOrEqual(20)
  expect(own!.foundAfter * 2).toBeLessThanOrEqual(wrong.budget)
  const { rank, severity, signature, foundAfter, shown } = own!
  rows.push(
    `| ${wrong.name} | ${wrong.weakness} | ${severity} | \`${signature}\` | ${foundAfter} | ${rank} of ${findings.length} | ${shown.actions.length} |`,
  )
})

it.each(PAIRS)('tells two defects of one function apart: $name', { timeout: 300_000 }, (pair) => {
  const build = buildOfBoth(pair)
  const findings = findingsIn(build, pair.budget)
  const groups = groupsOf(findings, linksOf({ build }, findings))
  expect(
    groups.filter(({ representative }) => representative.signature.startsWith(pair.defects[0].fn)),
  ).toHaveLength(2)
})

it('finds nothing above events in a build of other reverts and events', { timeout: 300_000 }, () => {
  const nothing = { surface: [], extras: [], extraViews: [], others: [], unlinked: [] }
  const subject: Subject = { name: 'reworded', form: 'project', build: reworded(), ...nothing }
  // A whole audit: properties of the chain alone and the deployment say no more.
  const { findings } = audit(subject, { budget: BUDGET, seed: SEED })
  expect(findings.length).toBeGreaterThan(3)
  expect(findings.filter(({ severity, claim }) => isAboveEvents(severity) && claim === undefined)).toEqual([])
})

afterAll(() => {
  mkdirSync('out', { recursive: true })
  const head =
    '| defect | weakness | severity | finding | found after actions | rank | actions of the story |\n|---|---|---|---|---|---|---|'
  writeFileSync('out/wrong-builds.md', `${[head, ...rows].join('\n')}\n`)
})
