/** `npm run new`, in a copy of the project: skeletons that compile, tests that fail, and no file overwritten. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'

const COPIED = [
  'src',
  'test',
  'scripts',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  '.oxlintrc.json',
  '.oxfmtrc.json',
]

let place: string
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'amt-lab-new-'))
  for (const path of COPIED) cpSync(join(projectRoot, path), join(place, path), { recursive: true })
  symlinkSync(join(projectRoot, 'node_modules'), join(place, 'node_modules'), 'junction')
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly text: string
}

function node(...args: readonly string[]): Ended {
  // vitest sets FORCE_COLOR for its workers, and a child inherits it: its text would contain escape codes.
  const { FORCE_COLOR: _, ...inherited } = process.env
  const env = { ...inherited, NO_COLOR: '1' }
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: place, encoding: 'utf8', env })
  return { code: status, text: stdout + stderr }
}

const create = (...args: readonly string[]): Ended => node('scripts/new.mjs', ...args)
const tool = (name: string, ...args: readonly string[]): Ended => node(join('node_modules', name), ...args)
const read = (path: string): string => readFileSync(join(place, path), 'utf8')

const CASES = [
  {
    kind: 'agent',
    name: 'mev/copycat',
    source: 'src/sim/agents/mev/copycat.ts',
    fails: 'test/sim/agents/mev/copycat.test.ts',
    registry: 'src/sim/agents/index.ts',
    entry: "export * from './mev/copycat.ts'",
  },
  {
    kind: 'scenario',
    name: 'slow-summer',
    source: 'src/scenarios/slow-summer/index.ts',
    fails: 'test/scenarios/slow-summer/index.test.ts',
    registry: 'src/scenarios/index.ts',
    entry: '  buybackFlywheel,\n  slowSummer,\n]',
  },
  {
    kind: 'invariant',
    name: 'supply-above-zero',
    source: 'src/model/invariants/supply-above-zero.ts',
    fails: 'test/model/invariants/supply-above-zero.test.ts',
    registry: 'src/model/invariants/invariants.ts',
    entry: '  airdropPaysItsList,\n  supplyAboveZero,\n]',
  },
] as const

describe('npm run new', () => {
  test.each(CASES)(
    'writes the skeleton of an $kind, and puts it into the registry',
    ({ kind, name, source, fails, registry, entry }) => {
      const { code, text } = create(kind, name)
      expect(text).toContain(`wrote ${source}\nwrote ${fails}\n`)
      expect(code).toBe(0)
      expect(read(registry)).toContain(entry)
    },
  )

  test('leaves types, lint, format and registries clean', () => {
    const written = CASES.flatMap(({ source, fails, registry }) => [source, fails, registry])
    writeFileSync(
      join(place, 'tsconfig.new.json'),
      JSON.stringify({ extends: './tsconfig.json', include: [], files: written }),
    )
    expect(tool('typescript/bin/tsc', '-p', 'tsconfig.new.json')).toEqual({ code: 0, text: '' })
    expect(tool('oxlint/bin/oxlint', '--deny-warnings', ...written)).toMatchObject({ code: 0 })
    expect(tool('oxfmt/bin/oxfmt', '--check', ...written)).toMatchObject({ code: 0 })
    expect(node('scripts/generate/generate.mjs', '--check')).toMatchObject({ code: 0 })
  })

  test('writes tests that fail until they are filled in', () => {
    const { code, text } = tool('vitest/vitest.mjs', 'run', ...CASES.map(({ fails }) => fails))
    expect(code).toBe(1)
    expect(text).toMatch(/Test Files.* 3 failed/)
    expect(text).toMatch(/Tests.* 3 failed/)
    expect(text).not.toContain('Failed Suites')
  })

  test.each([
    [[], 'expected agent, scenario or invariant; got nothing'],
    [['contract', 'x'], 'expected agent, scenario or invariant; got contract'],
    [['agent'], 'expected a name for the agent'],
    [['agent', 'Whale2'], 'in kebab case'],
    [['agent', '../whale2'], 'expected a folder out of'],
    [['agent', 'whale'], 'src/sim/agents/holders/whale.ts exists'],
    [['agent', 'mev/sandwich'], 'exports sandwich already'],
    [['agent', 'a', 'b'], 'expected one name'],
    [['scenario', 'baseline'], 'src/scenarios/baseline exists'],
    [['scenario', 'shared'], 'src/scenarios/shared exists'],
    [['scenario', 'default'], 'reserved'],
    [['scenario', 'a/b'], 'in kebab case'],
    [['invariant', 'floor'], 'src/model/invariants/floor.ts exists'],
    [['invariant', 'floor-never-falls'], 'exports floorNeverFalls already'],
  ])('%j is wrong input: %s', (args, message) => {
    const { code, text } = create(...args)
    expect(text).toContain(message)
    expect(text).toContain('Usage')
    expect(code).toBe(2)
  })

  test('overwrites neither a source nor a test', () => {
    const test = 'test/scenarios/mine/index.test.ts'
    cpSync(join(place, 'test/scenarios/bank-run'), join(place, 'test/scenarios/mine'), { recursive: true })
    writeFileSync(join(place, test), 'mine')
    const { code, text } = create('scenario', 'mine')
    expect(text).toContain(`${test} exists`)
    expect(code).toBe(2)
    expect(read(test)).toBe('mine')
    expect(existsSync(join(place, 'src/scenarios/mine'))).toBe(false)
  })
})
