/**
 * Pages about saved results in Spanish: comparison and dashboard.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compare } from '../../../src/cli/commands/compare.ts'
import { dashboard } from '../../../src/cli/commands/dashboard.ts'
import { simulate } from '../../../src/cli/commands/simulate.ts'
import type { Command } from '../../../src/cli/io.ts'
import { lab } from '../../../src/cli/lab.ts'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import { run } from '../../cli/harness.ts'
import { missingIn } from './missing.ts'

const cwd = mkdtempSync(join(tmpdir(), 'amt-lab-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))
const done = async (command: Command, ...argv: readonly string[]): Promise<string> => {
  const { code, out, err } = await run(command, argv, { cwd })
  expect(`${code} ${err}`).toMatch(/^0/)
  return out
}

beforeAll(async () => {
  const short = ['baseline', '--days', '8', '--paths', '2'] as const
  await done(simulate(lab), ...short, '--out', 'out/a')
  await done(simulate(lab), ...short, '--set', 'vaultShare=40', '--out', 'out/b')
  await done(simulate(lab), ...short, '--seed', '2', '--out', 'out/c')
}, 120_000)

test.for([
  [compare, ['out/a', 'out/b'], 'out/compare/compare.html', 'Lo que difiere'],
  [compare, ['out/a', 'out/c'], 'out/compare/compare.html', 'sus caminos son independientes'],
  [dashboard, ['out/a', '--holding', '1000'], 'out/dashboard/report.html', 'Un tenedor de'],
  [dashboard, ['out/a', '--day', '0'], 'out/dashboard/report.html', 'no tiene un día anterior'],
  [
    dashboard,
    [join(projectRoot, 'docs/examples/opening.csv'), '--elsewhere', '20'],
    'out/dashboard/report.html',
    'Una instantánea de la cadena no tiene pagos',
  ],
] as const)('$1 says nothing in English', { timeout: 120_000 }, async ([command, argv, page, words]) => {
  await done(command, ...argv)
  expect(missingIn(readFileSync(join(cwd, page), 'utf8'))).toEqual([])
  await done(command, ...argv, '--lang', 'es')
  expect(readFileSync(join(cwd, page), 'utf8')).toContain(words)
})

test('the dashboard writes its sections in Spanish on stdout too, and its data as they are', async () => {
  const out = await done(dashboard, 'out/a', '--lang', 'es')
  expect(out).toContain('Quién puede emitir o mover fondos')
  expect(out).not.toContain('Who can mint')
  expect(await done(dashboard, 'out/a', '--lang', 'es', '--json')).toBe(
    await done(dashboard, 'out/a', '--json'),
  )
})
