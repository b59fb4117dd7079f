/** The README quotes the counts of verdicts from `docs/claims.md`, which the full suite regenerates. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CLAIMS, STATEMENTS } from '../../src/claims/claims.ts'
import { INCONSISTENCIES } from '../../src/claims/inconsistencies.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'

const textOf = (...path: readonly string[]): string => readFileSync(join(projectRoot, ...path), 'utf8')

const [page, readme] = [textOf('docs', 'claims.md'), textOf('README.md')]
const COUNTS = /^.*\d+ of 45 statements, (\d+) readings: .*$/m
const counts = COUNTS.exec(page)!
const summary = /\d+ of 45 statements, .*?\.(?= |$)/.exec(counts[0])![0]

test('the README states the counts of verdicts on the page of claims', () => {
  expect(readme.split('\n')).toContain(summary)
})

test('the page has each claim, reading and inconsistency once', () => {
  expect(page.match(/^## Claim \d+$/gm)).toHaveLength(STATEMENTS)
  const readings = CLAIMS.flatMap((claim) => claim.readings)
  expect(Number(counts[1])).toBe(readings.length)
  for (const { property } of readings) expect(page).toContain(`) | ${property} |`)
  for (const { about } of INCONSISTENCIES) expect(page).toContain(`| ${about} |`)
})
