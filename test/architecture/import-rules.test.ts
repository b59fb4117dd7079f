/**
 * Import and purity rules: the lint configuration enforces them; here each rule fails on a planted violation.
 *
 * Violations are planted in a temporary folder with a copy of the configuration, never in the tree, so that a
 * crash leaves nothing behind.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const oxlint = join(root, 'node_modules/.bin/oxlint')
const folder = mkdtempSync(join(tmpdir(), 'amt-lab-lint-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Lints one planted file at `path` under the project's own configuration. */
function lint(path: string, source: string): { clean: boolean; output: string } {
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, source)
  const run = spawnSync(oxlint, ['--deny-warnings', path], { cwd: folder, encoding: 'utf8' })
  rmSync(file)
  return { clean: run.status === 0, output: run.stdout + run.stderr }
}

const violations: readonly (readonly [path: string, source: string])[] = [
  ['src/model/planted.ts', `import { x } from '../sim/run.ts'\nexport const y = x\n`],
  ['src/model/pancake/planted.ts', `import { x } from '../../evm/chain.ts'\nexport const y = x\n`],
  ['src/model/planted.ts', `import { x } from 'node:fs'\nexport const y = x\n`],
  ['src/model/kernel/planted.ts', `import { x } from '../interface/action.ts'\nexport const y = x\n`],
  ['src/model/kernel/planted.ts', `import type { X } from '../state/pool.ts'\nexport type Y = X\n`],
  ['src/model/state/planted.ts', `import type { X } from '../contracts/token.ts'\nexport type Y = X\n`],
  [
    'src/model/contracts/master/planted.ts',
    `import { x } from '../../surface/views.ts'\nexport const y = x\n`,
  ],
  [
    'src/model/economics/planted.ts',
    `import { x } from '../planning/arbitrage/floor.ts'\nexport const y = x\n`,
  ],
  ['src/model/planning/arbitrage/planted.ts', `import { x } from '../../economy.ts'\nexport const y = x\n`],
  [
    'src/model/planning/arbitrage/planted.ts',
    `import { x } from '../../../sim/run.ts'\nexport const y = x\n`,
  ],
  ['src/model/planted.ts', `import { x } from 'fast-check'\nexport const y = x\n`],
  ['src/model/planted.ts', `export const y = Math.random()\n`],
  ['src/model/planted.ts', `export const y = Date.now()\n`],
  ['src/model/planted.ts', `export const y = Math.exp(1)\n`],
  ['src/sim/planted.ts', `import { x } from '../evm/chain.ts'\nexport const y = x\n`],
  ['src/sim/agents/planted.ts', `import { x } from '../../scenarios/baseline.ts'\nexport const y = x\n`],
  ['src/sim/planted.ts', `export const y = Math.log(2)\n`],
  ['src/sim/planted.ts', `export const y = performance.now()\n`],
  ['src/statistics/planted.ts', `import { x } from '../sim/run.ts'\nexport const y = x\n`],
  ['src/statistics/planted.ts', `import { x } from '../sim/study/spec.ts'\nexport const y = x\n`],
  ['src/statistics/planted.ts', `import { x } from '../model/units.ts'\nexport const y = x\n`],
  ['src/statistics/planted.ts', `import { x } from 'node:fs'\nexport const y = x\n`],
  ['src/statistics/planted.ts', `export const y = Math.log(2)\n`],
  ['src/scenarios/planted.ts', `import { x } from '../report/page.ts'\nexport const y = x\n`],
  ['src/evm/planted.ts', `import { x } from '../sim/run.ts'\nexport const y = x\n`],
  ['src/lockstep/planted.ts', `import { x } from '../cli/simulate.ts'\nexport const y = x\n`],
  ['src/vitest/planted.ts', `import { x } from '../sim/run.ts'\nexport const y = x\n`],
  ['src/report/planted.ts', `import { x } from '../model/units.ts'\nexport const y = x\n`],
  ['src/report/planted.ts', `import { x } from '../sim/run.ts'\nexport const y = x\n`],
  ['src/evm/planted.ts', `import { x } from '../../test/helper.ts'\nexport const y = x\n`],
  ['src/sim/agents/planted.ts', `import { x } from '../index.ts'\nexport const y = x\n`],
  ['src/model/kernel/planted.ts', `import { x } from '../index.ts'\nexport const y = x\n`],
  ['src/evm/planted.ts', `import { x } from './index.ts'\nexport const y = x\n`],
]

test.each(violations)('a violation planted in %s is rejected: %s', (path, source) => {
  const { clean, output } = lint(path, source)
  expect(output).toContain('planted.ts')
  expect(clean).toBe(false)
})

test('a cycle of type imports alone is rejected', () => {
  const cycle = (other: string): string => `import type { X } from './${other}.ts'\nexport type Y = X\n`
  mkdirSync(join(folder, 'src/sim'), { recursive: true })
  writeFileSync(join(folder, 'src/sim/there.ts'), `import type { Y } from './here.ts'\nexport type X = Y[]\n`)
  const { clean, output } = lint('src/sim/here.ts', cycle('there'))
  rmSync(join(folder, 'src/sim/there.ts'))
  expect(output).toContain('no-cycle')
  expect(clean).toBe(false)
})

test('imports that the architecture allows pass', () => {
  expect(
    lint('src/model/contracts/fine.ts', `import { x } from '../kernel/units.ts'\nexport const y = x\n`).clean,
  ).toBe(true)
  expect(
    lint('src/model/fine.ts', `import { Decimal } from 'decimal.js'\nexport const y = new Decimal(1)\n`)
      .clean,
  ).toBe(true)
  expect(lint('src/sim/fine.ts', `import { x } from '../model/units.ts'\nexport const y = x\n`).clean).toBe(
    true,
  )
  expect(
    lint('src/statistics/fine.ts', `import { x } from '../sim/math/log.ts'\nexport const y = x\n`).clean,
  ).toBe(true)
  expect(
    lint('src/report/fine.ts', `import { x } from '../statistics/a.ts'\nexport const y = x\n`).clean,
  ).toBe(true)
  expect(
    lint('src/lockstep/fine.ts', `import { x } from '../evm/chain.ts'\nexport const y = x\n`).clean,
  ).toBe(true)
  expect(lint('src/report/fine.ts', `import { x } from '../sim/result.ts'\nexport const y = x\n`).clean).toBe(
    true,
  )
  expect(lint('src/cli/fine.ts', `import { x } from 'node:fs'\nexport const y = x\n`).clean).toBe(true)
})

/** Sources below folders, comments removed. */
function sources(...folders: string[]): { path: string; code: string }[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...folders], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, code: withoutComments(readFileSync(join(root, path), 'utf8')) }))
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, '')
}

/** Powers of floats: `**` whose operands are not both bigint literals or built from one. */
function floatPowers(code: string): string[] {
  return (code.match(/[^\n]*\*\*[^\n]*/g) ?? []).filter(
    (line) => !/(\dn|\))\s*\*\*\s*(\d+n|BigInt\()/.test(line),
  )
}

test('no power of floats in the model or the simulation, whose last bits differ between engines', () => {
  expect(floatPowers('const a = 1.5 ** days')).toHaveLength(1)
  expect(floatPowers('const a = 10n ** 18n')).toHaveLength(0)
  for (const { path, code } of sources(
    'src/model',
    'src/statistics',
    'src/sim',
    'src/scenarios',
    'src/calibration',
  ))
    expect(floatPowers(code), path).toEqual([])
})

test('nothing leaves a test out, silences the compiler or names a path of one machine', () => {
  // The brackets keep the expression from finding itself.
  const marks =
    /\bas an[y]\b|@ts-(?:ignor[e]|nochec[k])|\b(?:test|it|describe)\.(?:ski[p]|onl[y]|tod[o])\b|\/(?:hom[e]|roo[t])\//
  expect(marks.test(['test', 'skip'].join('.'))).toBe(true)
  for (const { path, code } of sources('src', 'test', 'bench'))
    expect(marks.exec(code)?.[0], path).toBeUndefined()
})
