/**
 * Pages of studies of every design in Spanish.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { study } from '../../../src/cli/commands/study.ts'
import { lab } from '../../../src/cli/lab.ts'
import { directory, run } from '../../cli/harness.ts'
import { missingIn } from './missing.ts'

const labModule = new URL('../../../src/cli/lab.ts', import.meta.url).href
const share = ['--sweep', 'vaultShare=10..90:4']
const growth = ['--sweep', 'difficultyGrowth=0..60:4']

test.for([
  ['one point', ['--runs', '30']],
  [
    'a grid',
    [
      '--runs',
      '3',
      '--sweep',
      'vaultShare=0..100:5',
      '--goal',
      '50',
      '--probability',
      'lastAtRcl>=0.0000001',
    ],
  ],
  [
    'two lists',
    ['--runs', '2', '--sweep', 'vaultShare=10,20', '--sweep', 'difficultyGrowth=0,50', '--design', 'zip'],
  ],
  ['morris', ['--runs', '2', ...share, ...growth, '--design', 'morris']],
  [
    'saltelli',
    ['--runs', '1', ...share, ...growth, '--design', 'saltelli', '--probability', 'lastAtRcl>=0.0000001'],
  ],
  ['lhs', ['--runs', '2', ...share, '--design', 'lhs']],
] as const)('a study of %s says nothing in English', { timeout: 120_000 }, async ([, argv]) => {
  const cwd = directory()
  const days = ['split-policy', '--days', '100', '--workers', '1', '--out', 'out/study']
  const english = await run(study(lab, labModule), [...days, ...argv], { cwd })
  expect(`${english.code} ${english.err}`).toMatch(/^0/)
  const page = join(cwd, 'out/study/report.html')
  expect(missingIn(readFileSync(page, 'utf8'))).toEqual([])
  // The finished paths are combined again, into a page in Spanish and the same result.
  const spanish = await run(study(lab, labModule), [...days, ...argv, '--lang', 'es'], { cwd })
  expect(readFileSync(page, 'utf8')).toContain('<html lang="es">')
  const hash = (out: string): string | undefined => /Result hash (\w+)/.exec(out)?.[1]
  expect(hash(spanish.out)).toBe(hash(english.out))
})
