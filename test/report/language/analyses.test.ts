/**
 * Pages of stress, calibration and backtest in Spanish.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backtest } from '../../../src/cli/commands/backtest.ts'
import { calibrate } from '../../../src/cli/commands/calibrate.ts'
import { stress } from '../../../src/cli/commands/stress.ts'
import type { Command } from '../../../src/cli/io.ts'
import { lab } from '../../../src/cli/lab.ts'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import { directory, run } from '../../cli/harness.ts'
import { missingIn } from './missing.ts'

const history = join(projectRoot, 'docs/examples/history.csv')
const labModule = new URL('../../../src/cli/lab.ts', import.meta.url).href

/** The pages of a command in both languages. */
async function pages(
  command: Command,
  argv: readonly string[],
  folder: string,
): Promise<Record<'en' | 'es', string>> {
  const page = async (language: string): Promise<string> => {
    const cwd = directory()
    const { code, err } = await run(command, [...argv, '--lang', language], { cwd })
    expect(`${code} ${err}`).toMatch(/^0/)
    return readFileSync(join(cwd, folder, 'report.html'), 'utf8')
  }
  return { en: await page('en'), es: await page('es') }
}

test.for([
  [
    'stress',
    stress(lab, labModule),
    ['bank-run', '--days', '4', '--runs', '1', '--workers', '1'],
    'out/stress',
    '¿Qué hacen los choques',
  ],
  [
    'calibrate',
    calibrate(lab),
    [history, '--report', 'out/report'],
    'out/report',
    'Modelos del precio del BTC',
  ],
  [
    'backtest',
    backtest(lab),
    [
      history,
      '--from',
      '2023-07-12',
      '--to',
      '2023-12-01',
      '--horizons',
      '30',
      '--paths',
      '20',
      '--report',
      'out/report',
    ],
    'out/report',
    '¿Habrían acertado',
  ],
] as const)('%s says nothing in English', { timeout: 120_000 }, async ([, command, argv, folder, words]) => {
  const { en, es } = await pages(command, argv, folder)
  expect(missingIn(en)).toEqual([])
  expect(es).toContain(words)
  expect(en).not.toContain(words)
})
