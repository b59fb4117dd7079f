/**
 * What the docs conclude is what runs give: a sample of the generated pages is computed again. All of them:
 * `npm run conclusions -- --check`.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { ASSUMPTIONS } from '../../scripts/conclusions/assumptions.ts'
import {
  lineOf,
  section,
  storedSection,
  shocksMatrix,
  tornadoOfBaseline,
  withShocks,
  withTornado,
} from '../../scripts/conclusions/conclusions.ts'
import { lineOf as shockLineOf } from '../../scripts/conclusions/shocks.ts'
import { scenarios } from '../../src/scenarios/index.ts'

const answers = readFileSync('docs/explanation/answers.md', 'utf8')
const shocks = readFileSync('docs/explanation/shocks.md', 'utf8')
const assumptions = readFileSync('docs/explanation/assumptions.md', 'utf8')

test('every scenario has its question and an answer with numbers', () => {
  for (const { name, question } of scenarios) {
    const stored = storedSection(answers, name)!
    expect(stored, name).toContain(`**${question}** `)
    expect(stored.split('\n')[2], name).toMatch(/\d.*\.$/)
  }
})

test.each(['bank-run', 'depeg'])('the answer of %s is as stored', async (name) => {
  const scenario = scenarios.find((each) => each.name === name)!
  expect(storedSection(answers, name)!.trimEnd()).toBe((await section(scenario)).trimEnd())
})

test('a row of the tornado is as stored, and every assumption has one', async () => {
  const own = ASSUMPTIONS.find(({ title }) => title.includes('`powerPrice`'))!
  const rows = await tornadoOfBaseline([own])
  expect(assumptions).toContain(lineOf(rows[0]!))
  for (const { title } of ASSUMPTIONS) expect(assumptions).toContain(title)
})

test('a row of the shocks is as stored, and so is what is said of its scenario', async () => {
  const { rows } = await shocksMatrix(['bear-market', '--workers', '1'])
  expect(shocks).toContain(shockLineOf(rows[0]!))
  const stopped = rows[0]!.cells.filter((cell) => (cell.stopped ?? 0) > 0)
  expect(stopped.length).toBeGreaterThan(0)
  for (const { stress, stopped: paths } of stopped)
    expect(shocks).toMatch(new RegExp(`with \`${stress}\` [^;.]*\`bear-market\` ${paths} instead of 0[,;.]`))
})

test('the pages must have the marks of what is generated', () => {
  expect(() => withTornado([], 'no marks')).toThrow('expected <!-- tornado: generated -->')
  expect(() => withShocks({ rows: [], runs: 1, seed: 1n, day: 1 }, 'no marks')).toThrow(
    'expected <!-- shocks: generated -->',
  )
})
