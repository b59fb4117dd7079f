/** History files of `environment=replay` on the command line and in scenario files. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { lab } from '../../src/cli/lab.ts'
import { directory, run, type CommandOutput } from './harness.ts'

const EXAMPLE = readFileSync(new URL('../../docs/examples/history.csv', import.meta.url), 'utf8')
const REPLAY = ['--set', 'environment=replay', '--set', 'history=history.csv']

function asked(text: string, ...argv: string[]): Promise<CommandOutput> & { readonly cwd?: string } {
  const cwd = directory()
  writeFileSync(join(cwd, 'history.csv'), text)
  writeFileSync(
    join(cwd, 'mine.yaml'),
    'scenario: baseline\ndays: 2\nset:\n  environment: replay\n  history: history.csv\n',
  )
  return run(simulate(lab), argv, { cwd })
}

test('a run replays the file and records its digest', async () => {
  const { code, out } = await asked(EXAMPLE, 'baseline', ...REPLAY, '--days', '2', '--out', 'report')
  expect(code).toBe(0)
  expect(out).toContain('Invariants: All')
})

test('a scenario file names a history relative to itself', async () => {
  expect((await asked(EXAMPLE, 'mine.yaml')).code).toBe(0)
})

test('a file that is shorter than the run is an error with the column and the day', async () => {
  const { code, err } = await asked(EXAMPLE, 'baseline', ...REPLAY, '--days', '365')
  expect(code).toBe(2)
  expect(err).toContain('expected btc_usd on each of 365 days from historyFrom in history.csv#')
  expect(err).toContain('got none on 2024-01-18')
})

test.each([
  ['a wrong line', EXAMPLE.replace('2023-07-13', '2023-07-33'), REPLAY, 'at history.csv:713:1'],
  ['no history', EXAMPLE, REPLAY.slice(0, 2), 'add history=FILE.csv'],
  ['no such file', EXAMPLE, ['--set', 'environment=replay', '--set', 'history=no.csv'], 'no.csv (ENOENT)'],
  ['a start outside', EXAMPLE, [...REPLAY, '--set', 'historyFrom=20250101'], '2021-08-01 to 2024-01-17'],
])('%s ends with code 2', async (_what, text, argv, expected) => {
  const { code, err } = await asked(text, 'baseline', ...argv, '--days', '2')
  expect(code).toBe(2)
  expect(err).toContain(expected)
})

test('a changed file is rejected by its digest', async () => {
  const cwd = directory()
  writeFileSync(join(cwd, 'history.csv'), EXAMPLE)
  const wrong = ['--set', 'environment=replay', '--set', 'history=history.csv#000000000000', '--days', '1']
  const { code, err } = await run(simulate(lab), ['baseline', ...wrong], { cwd })
  expect(code).toBe(2)
  expect(err).toContain('The file has changed since that run.')
  expect(readdirSync(cwd)).toEqual(['history.csv'])
})
