/** Command `stress`: the matrix, its files, its options, and messages for wrong input. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { stress } from '../../src/cli/commands/stress.ts'
import { study } from '../../src/cli/commands/study.ts'
import { lab } from '../../src/cli/lab.ts'
import { runScenario } from '../../src/sim/run.ts'
import type { StressCell } from '../../src/sim/stress/matrix.ts'
import { ReplayEnded } from '../../src/sim/process/table.ts'
import { SHOCKS } from '../../src/sim/stress/shocks.ts'
import { contents, directory, run, type CommandOutput } from './harness.ts'

const LAB = new URL('../../src/cli/lab.ts', import.meta.url).href

const SMALL = ['dilution', 'bank-run', '--days', '12', '--runs', '2', '--shock', 'may-2022'] as const

const asked = (argv: readonly string[], cwd = directory(), module?: string): Promise<CommandOutput> =>
  run(stress(lab, module), argv, { cwd })

interface Data {
  readonly seed: string
  readonly shocks: readonly { readonly name: string; readonly sources: readonly string[] }[]
  readonly scenarios: readonly {
    readonly name: string
    readonly scenario: string
    readonly days: number
    readonly metric: { readonly name: string; readonly better: string }
    readonly cells: readonly StressCell[]
  }[]
  readonly resultHash: string
}

describe('a stress matrix', () => {
  test('has a row per scenario and a cell per shock, from the same paths', async () => {
    const { code, out } = await asked([...SMALL, '--json'])
    expect(code).toBe(0)
    const data = JSON.parse(out) as Data
    expect(data.scenarios.map(({ scenario }) => scenario)).toEqual(['bank-run', 'dilution'])
    expect(data.shocks.map(({ name }) => name)).toEqual(['may-2022'])
    const row = data.scenarios[1]!
    expect(row.metric).toMatchObject({ name: 'floorNow', better: 'higher' })
    const dilution = lab.scenarios.find(({ name }) => name === 'dilution')!
    const floors = (set: Readonly<Record<string, string>>): readonly number[] =>
      [0, 1].map((path) =>
        Number(
          runScenario(dilution, { seed: 1n, path, days: 12, set, variants: false }).metrics['floorNow']!
            .value,
        ),
      )
    const [plain, shocked] = [floors({}), floors({ stress: 'may-2022' })]
    const changes = plain.map((value, path) => 100 * (shocked[path]! / value - 1))
    const [none, may] = row.cells
    expect(none).not.toHaveProperty('change')
    expect(Number(none!.value)).toBeCloseTo((plain[0]! + plain[1]!) / 2, 15)
    expect(Number(may!.change!.median)).toBeCloseTo((changes[0]! + changes[1]!) / 2, 5)
    expect(Number(may!.change!.low)).toBeCloseTo(Math.min(...changes), 5)
    expect(may!.change!.paths).toBe(2)
    expect(Number(may!.change!.median)).toBeLessThan(0)
  })

  test('prints tables of changes, stopped payouts, invariants and shocks', async () => {
    const { out } = await asked(SMALL)
    expect(out).toContain('Change of each scenario’s primary metric')
    expect(out).toMatch(/dilution +Floor at the end +higher +[\d.,]+ sat\/AMT +-\d\.\d%/)
    expect(out).toMatch(/dilution +-\d\.\d to -\d\.\d/)
    expect(out).toContain('Paths on which payouts stop')
    expect(out).toContain('All invariants hold after every action of all 8 runs.')
    expect(out).toContain('npm run stress -- --list')
    expect(out).toContain('out/stress/report.html')
  })

  test('writes the same bytes with threads and without, for any number of them', async () => {
    const cwd = directory()
    await asked([...SMALL, '--workers', '1', '--out', 'one'], cwd, LAB)
    await asked([...SMALL, '--workers', '3', '--out', 'three'], cwd, LAB)
    const [one, three] = [contents(join(cwd, 'one')), contents(join(cwd, 'three'))]
    expect(three).toEqual(one)
    expect([...one.keys()].toSorted()).toEqual([
      'card.json',
      'columns.json',
      'manifest.json',
      'map.csv',
      'map.parquet',
      'matrix.csv',
      'matrix.parquet',
      'report.html',
      'result.json',
    ])
    expect(one.get('matrix.csv')!.split('\n')).toHaveLength(1 + 2 * 2 + 1)
    expect(one.get('report.html')).toContain('data-chart="stress-map"')
  })

  test('depends on the seed and on the day of the shock', async () => {
    const hash = async (...more: string[]): Promise<string> =>
      (JSON.parse((await asked([...SMALL, '--json', ...more])).out) as Data).resultHash
    const hashes = [await hash(), await hash('--seed', '2'), await hash('--day', '3')]
    expect(new Set(hashes).size).toBe(3)
    expect(await hash()).toBe(hashes[0])
  })

  test('sets parameters of all its scenarios', async () => {
    const data = async (...more: string[]): Promise<Data> =>
      JSON.parse((await asked([...SMALL, '--json', ...more])).out) as Data
    const [plain, all] = [await data(), await data('--set', 'vaultShare=100')]
    for (const [row, { cells }] of all.scenarios.entries())
      expect(Number(cells[0]!.value)).toBeGreaterThan(Number(plain.scenarios[row]!.cells[0]!.value))
  })

  test('takes scenario files, with their parameters, days and seed', async () => {
    const cwd = directory()
    const write = (name: string, ...lines: string[]): void =>
      writeFileSync(join(cwd, name), ['scenario: bank-run', ...lines, ''].join('\n'))
    write('all-paid.yaml', 'days: 8', 'seed: 5', 'set:', '  vaultShare: 100')
    write('little.yaml', 'set:', '  vaultShare: 100')
    const argv = ['little.yaml', 'bank-run', 'all-paid.yaml', '--runs', '1', '--shock', 'may-2022', '--json']
    const { code, out } = await asked([...argv, '--set', 'leavers=20'], cwd, LAB)
    expect(code).toBe(0)
    const { seed, scenarios } = JSON.parse(out) as Data
    expect(seed).toBe('5')
    expect(scenarios.map(({ name, scenario, days }) => [name, scenario, days])).toEqual([
      ['bank-run', 'bank-run', 15],
      ['little', 'bank-run', 15],
      ['all-paid', 'bank-run', 8],
    ])
    const floors = scenarios.map(({ cells }) => Number(cells[0]!.value))
    expect(floors[1]).toBeGreaterThan(floors[0]!)
    expect(floors[2]).toBeLessThan(floors[1]!)
    const bankRun = lab.scenarios.find(({ name }) => name === 'bank-run')!
    const alone = runScenario(bankRun, {
      seed: 5n,
      days: 8,
      set: { vaultShare: '100', leavers: '20' },
      variants: false,
    })
    expect(Number(alone.metrics['finalFloor']!.value)).toBeCloseTo(floors[2]!, 15)
    const matrix = readFileSync(join(cwd, 'out/stress/matrix.csv'), 'utf8')
    expect(matrix).toMatch(/^all-paid,may-2022,finalFloor,/m)
    // Both files have a seed, and not the same.
    write('little.yaml', 'seed: 6')
    const clash = await asked(argv, cwd)
    expect(clash.code).toBe(2)
    expect(clash.err).toContain('Choose one with --seed N')
    expect((await asked([...argv, '--seed', '7', '--days', '3'], cwd)).code).toBe(0)
  })

  test('counts one path, one scenario and one shock in the singular', async () => {
    const { out } = await asked(['bank-run', '--days', '3', '--runs', '1', '--shock', 'may-2022'])
    expect(out).toContain('Median over 1 path of the change')
    expect(out).toContain('of all 2 runs')
    expect(out).not.toMatch(/\b1 (paths|runs|scenarios|shocks)\b/)
  })

  test('names in its report a command that gives the same result', async () => {
    const cwd = directory()
    const argv = [...SMALL, '--day', '2', '--set', 'vaultShare=30', '--seed', '9']
    await asked([...argv, '--out', 'first'], cwd)
    const { command } = JSON.parse(readFileSync(join(cwd, 'first/manifest.json'), 'utf8')) as {
      command: string
    }
    expect(command.startsWith('npm run stress -- ')).toBe(true)
    await asked([...command.split(' ').slice(4), '--out', 'second'], cwd)
    expect(contents(join(cwd, 'second'))).toEqual(contents(join(cwd, 'first')))
  })
})

describe('--list', () => {
  test('lists shocks with dates, effects and sources', async () => {
    const { code, out } = await asked(['--list'])
    expect(code).toBe(0)
    for (const { name, title, from } of SHOCKS) {
      expect(out).toContain(name)
      expect(out).toContain(title)
      expect(out).toContain(from)
    }
    expect(out).toContain('0.4791 on day 45')
    expect(out).toMatch(/depeg +floorInBtcNow +higher/)
    expect(out.replace(/\s+/g, ' ')).toContain(SHOCKS[4].sources[1])
  })

  test('as JSON has all points', async () => {
    const { out } = await asked(['--list', '--json', '--shock', 'august-2024'])
    const { shocks, scenarios } = JSON.parse(out) as { shocks: unknown; scenarios: readonly unknown[] }
    expect(shocks).toEqual([SHOCKS[3]])
    expect(scenarios).toHaveLength(lab.scenarios.length)
    expect(scenarios[0]).toEqual({ scenario: 'baseline', metric: 'payoutPerAmt', better: 'higher' })
  })
})

test('--help names the options and exit codes', async () => {
  const { code, out } = await asked(['--help'])
  expect(code).toBe(0)
  for (const word of ['--runs N', '--shock NAME', '--workers W', 'Exit codes', 'npm run stress'])
    expect(out).toContain(word)
})

describe('wrong input', () => {
  test.each<[string, readonly string[], string]>([
    ['a shock that is not in the library', ['--shock', 'may-2023'], 'Did you mean "may-2022"?'],
    ['a scenario that does not exist', ['base-line'], 'Did you mean "baseline"?'],
    ['no paths', ['--runs', '0'], 'an integer from 1 to 1000 for --runs'],
    ['a day that is no number', ['--day', 'x'], 'an integer from 0 to 36499 for --day'],
    ['a shock after the last day', ['bank-run', '--day', '14'], 'the last day of bank-run, day 14'],
    ['a run of one day', ['--days', '1'], 'an integer from 2 to 36500 for --days'],
    ['the shock as a parameter', ['--set', 'stress=may-2022'], '--shock NAME'],
    [
      'a parameter that a scenario does not have',
      ['bank-run', 'baseline', '--set', 'leavers=3'],
      '"leavers", which baseline does not have.\nName the scenarios that have it: bank-run.',
    ],
    [
      'a parameter that no scenario has',
      ['--set', 'vaultShar=3'],
      `a parameter of all ${lab.scenarios.length} scenarios of the matrix for --set; got ` +
        '"vaultShar".\nDid you mean "vaultShare"?',
    ],
    ['a setting without a value', ['bank-run', '--set', 'vaultShare'], 'Write --set vaultShare=VALUE'],
    ['a scenario twice', ['baseline', 'bank-run', 'baseline'], '"baseline" 2 times'],
    ['a file that does not exist', ['nowhere.yaml'], 'a readable scenario file'],
    ['an unknown option', ['--stress', 'x'], '--shock'],
    ['the working directory as --out', ['--out', '.'], 'does not contain the working directory'],
  ])('%s is an error that says what to do, and nothing is written', async (_what, argv, words) => {
    const cwd = directory()
    const { code, out, err } = await asked(argv, cwd)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(words)
    expect(readdirSync(cwd)).toEqual([])
  })

  test('a shock after the last day is an error of simulate and study, too', async () => {
    const cwd = directory()
    const shock = ['bank-run', '--days', '5', '--set', 'stress=may-2022']
    for (const argv of [
      [...shock, '--set', 'stressDay=4'],
      ['bank-run', '--days', '1', '--set', 'stress=may-2022'],
    ])
      expect(await run(simulate(lab), argv, { cwd })).toMatchObject({ code: 2 })
    const sweep = [...shock, '--sweep', 'stressDay=1,4']
    const { code, err } = await run(study(lab, LAB), sweep, { cwd })
    expect(code).toBe(2)
    expect(err).toContain('a shock that begins before the last day of bank-run, day 4')
    expect(readdirSync(cwd)).toEqual([])
  })
})

describe('a path that fails', () => {
  const baseline = lab.scenarios.find(({ name }) => name === 'baseline')!
  const failing = (error: Error): typeof lab => ({
    ...lab,
    scenarios: [baseline],
    run: () => {
      throw error
    },
  })
  const runOn = (error: Error): Promise<CommandOutput> =>
    run(stress(failing(error)), ['baseline', '--days', '3', '--runs', '1', '--workers', '1'], {
      cwd: directory(),
    })

  test('is wrong input only if the settings are to blame', async () => {
    const { code, err } = await runOn(new ReplayEnded(5, 3))
    expect(code).toBe(2)
    expect(err).toContain('settings with which baseline runs on every path')
  })

  test('is a bug otherwise, and says where', async () => {
    const bug = runOn(new TypeError('x is not a function'))
    await expect(bug).rejects.toThrow('it failed with TypeError: x is not a function')
    await expect(bug).rejects.toThrow('stress.test.ts')
  })
})
