/**
 * The page on scenarios explains every scenario and states no result: results are generated, in `answers.md`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { scenarios } from '../../src/scenarios/index.ts'

const PAGE = readFileSync(join(projectRoot, 'docs/explanation/scenarios.md'), 'utf8')
const ROWS = PAGE.split('\n').filter((line) => line.startsWith('| ['))

test('every scenario has one explanation, with a link to its answer', () => {
  const linked = ROWS.map((row) => /^\| \[`([a-z-]+)`\]\(answers\.md#([a-z-]+)\) \| /.exec(row)!.slice(1))
  expect(linked.map(([name]) => name).toSorted()).toEqual(scenarios.map(({ name }) => name).toSorted())
  for (const [name, anchor] of linked) expect(anchor).toBe(name)
})

test('no explanation states an amount, a share or a number of days', () => {
  // Left are dates, the formulas 1/φ and 1/√φ, and units of a rate: whole USDT per 100 AMT.
  const allowed = /July 2023|since 2023|1\/√?φ|per 100 AMT/g
  for (const row of ROWS) expect(row.replace(allowed, '')).not.toMatch(/\d/)
})
