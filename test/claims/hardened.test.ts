/** Hardened: a repair moves the scenario that does what it changes, and no other. */
import { expect, test } from 'vitest'
import { ALL, compareHardened } from '../../src/claims/hardened.ts'
import { hardenedPage, hardenedTerminal } from '../../src/claims/hardened-text.ts'
import { REPAIRS } from '../../src/claims/repairs.ts'
import { scenarios } from '../../src/scenarios/index.ts'

const rows = await compareHardened({ seed: 3n, paths: 2, scenarios: ['dilution', 'bank-run'] })
const rowOf = (scenario: string, system: string) =>
  rows.find((row) => row.scenario === scenario && row.system === system)!

test('there is a row for each scenario, repair and all repairs', () => {
  expect(rows.map(({ scenario, system }) => `${scenario} ${system}`).toSorted()).toEqual(
    ['bank-run', 'dilution']
      .flatMap((scenario) => [...REPAIRS.map(({ name }) => name), ALL].map((name) => `${scenario} ${name}`))
      .toSorted(),
  )
})

test('an emission with its deposit keeps the floor higher, on the same paths', () => {
  const { difference, expected, verdict, equalPaths } = rowOf('dilution', 'matched-emission')
  expect({ expected, verdict, equalPaths }).toEqual({
    expected: 'no lower',
    verdict: 'as expected',
    equalPaths: 0,
  })
  expect(difference.low).toBeGreaterThan(0)
  expect(rowOf('dilution', ALL).difference.low).toBeGreaterThan(0)
})

test('nothing differs where the scenario does nothing that a repair changes', () => {
  const untouched = rows.filter(({ scenario }) => scenario === 'bank-run')
  expect(untouched.every(({ equalPaths, difference }) => equalPaths === 2 && difference.value === 0)).toBe(
    true,
  )
})

test('the texts have what differs, and count what does not', () => {
  for (const text of [hardenedTerminal(rows), hardenedPage(rows, 'npm run claims')]) {
    expect(text).toContain('matched-emission')
    expect(text).not.toContain('bank-run')
    expect(text).toContain(`2 scenarios on ${REPAIRS.length + 1} repaired systems, 2 paths each`)
  }
})

test('repairs expect something of scenarios that exist', () => {
  const names = scenarios.map(({ name }) => name)
  for (const { expects = {} } of REPAIRS) expect(names).toEqual(expect.arrayContaining(Object.keys(expects)))
})
