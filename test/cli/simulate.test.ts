import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { fanAround } from '../../src/cli/fan/fan.ts'
import { lab, verificationOf, type Lab } from '../../src/cli/lab.ts'
import { WrongInput } from '../../src/cli/wrong-input.ts'
import { count } from '../../src/report/number.ts'
import { InitialStateReverted } from '../../src/sim/engine/simulation.ts'
import { canonicalText } from '../../src/sim/result.ts'
import type { Fan } from '../../src/sim/study/fan.ts'
import { brokenInvariant } from '../report/fixture.ts'
import { contents, directory, run, type CommandOutput } from './harness.ts'

/** Few days: the behaviour around a run does not depend on its length. */
const SHORT = ['--days', '2']

const command = simulate(lab)
const broken: Lab = { ...lab, run: (...run) => ({ ...lab.run(...run), invariants: brokenInvariant }) }
const diverged: Lab = {
  ...lab,
  verify: async ({ actions }) => ({
    actions: actions.length,
    divergences: 1,
    answers: 9,
    messages: 7,
    first: 'Ana is owed 5, not 4',
  }),
}
const crashing: Lab = {
  ...lab,
  run: () => {
    throw new Error('a bug')
  },
}

/** Runs `baseline` in `cwd` and expects exit code 0. */
async function succeed(cwd: string, ...argv: string[]): Promise<CommandOutput> {
  const output = await run(command, [...argv, ...SHORT], { cwd })
  expect(output.code).toBe(0)
  return output
}

describe('a run', () => {
  test('without a name is baseline, with its report in out/baseline', async () => {
    const cwd = directory()
    const { out, err } = await succeed(cwd)
    expect(err).toBe('')
    expect([...contents(join(cwd, 'out', 'baseline')).keys()].toSorted()).toEqual([
      'actions.jsonl',
      'classes.csv',
      'daily.csv',
      'fan-backing.csv',
      'fan-floor-price.csv',
      'fan-hypotheses.csv',
      'fan-payout-per-amt.csv',
      'fan-pool-price.csv',
      'fan-supply.csv',
      'fan.csv',
      'manifest.json',
      'report.html',
      'waterfall.csv',
    ])
    expect(out).toContain(join('out', 'baseline', 'report.html'))
  })

  test('has a summary with invariants, metrics and verification', async () => {
    const { out } = await succeed(directory(), 'baseline')
    const { invariants, metrics } = lab.run(lab.scenarios[0]!, { seed: 1n, days: 2 })
    for (const [name, { statement }] of Object.entries(invariants))
      expect(out).toMatch(new RegExp(`holds +${name} +${statement.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))
    for (const { title } of Object.values(metrics)) expect(out).toContain(title)
    expect(out).toContain('Not verified on the EVM: run with --verify.')
  })

  test('twice with the same seed gives the same bytes, on stdout and on disk', async () => {
    const [one, two] = [directory(), directory()]
    const first = await succeed(one, '--seed', '7')
    const second = await succeed(two, 'baseline', '--seed=7')
    expect(second).toEqual(first)
    expect(contents(two)).toEqual(contents(one))
  })

  test('has another hash with another seed, path or parameter, and the same with explicit defaults', async () => {
    const hash = async (...argv: string[]): Promise<unknown> =>
      (JSON.parse((await succeed(directory(), '--json', ...argv)).out) as { resultHash: string }).resultHash
    const plain = await hash()
    const others = await Promise.all([
      hash('--seed', '2'),
      hash('--path', '1'),
      hash('--set', 'vaultShare=30'),
    ])
    expect(new Set([plain, ...others]).size).toBe(4)
    expect(await hash('--seed', '1', '--path', '0', '--set', 'vaultShare=20')).toBe(plain)
  })

  test('replaces the earlier report in the directory of --out', async () => {
    const cwd = directory()
    await succeed(cwd, '--out', 'mine')
    const first = contents(join(cwd, 'mine'))
    await succeed(cwd, '--out', 'mine', '--seed', '2')
    expect(contents(join(cwd, 'mine'))).not.toEqual(first)
    await succeed(cwd, '--out', 'mine')
    expect(contents(join(cwd, 'mine'))).toEqual(first)
    expect([...contents(cwd).keys()].every((path) => path.startsWith('mine/'))).toBe(true)
  })

  test('states the command that reproduces the same files', async () => {
    const [one, two] = [directory(), directory()]
    await succeed(one, '--seed', '9', '--path', '3', '--set', 'poolFee=3.00', '--set', 'vaultShare=30')
    const { command: again } = JSON.parse(readFileSync(join(one, 'out/baseline/manifest.json'), 'utf8')) as {
      command: string
    }
    expect(again).toBe(
      'npm run simulate -- baseline --seed 9 --path 3 --days 2 --set vaultShare=30 --set poolFee=3',
    )
    const argv = again.split(' -- ')[1]!.split(' ')
    expect((await run(command, argv, { cwd: two })).code).toBe(0)
    expect(contents(two)).toEqual(contents(one))
  })

  test('shows progress on stderr only on a terminal', async () => {
    const watched = await run(command, SHORT, { cwd: directory(), terminal: true })
    expect(watched.err).toContain('baseline: 1 of 2 days (50%)')
    expect(watched.err.endsWith('\r\u001B[2K')).toBe(true)
    expect((await run(command, SHORT, { cwd: directory() })).err).toBe('')
  })
})

describe('--json', () => {
  test('prints one object: scenario, seed, days, hashes, invariants, metrics', async () => {
    const { out } = await succeed(directory(), '--json', '--seed', '18446744073709551615')
    const result = lab.run(lab.scenarios[0]!, { seed: 18446744073709551615n, days: 2 })
    const { paths, answer, ...alone } = JSON.parse(out) as { paths: { count: number }; answer: string }
    expect(paths.count).toBe(21)
    expect(answer).toMatch(/^AMT bought at .* from 5 to 95% of 21 paths/)
    expect(alone).toEqual({
      scenario: 'baseline',
      seed: '18446744073709551615',
      days: 2,
      resultHash: createHash('sha256').update(canonicalText(result)).digest('hex'),
      pathHash: createHash('sha256').update(canonicalText(result)).digest('hex'),
      invariants: result.invariants,
      metrics: result.metrics,
    })
    expect(out.endsWith('}\n')).toBe(true)
    expect(out.trimEnd()).not.toContain('\n')
  })
})

describe('--paths', () => {
  /** Text of a file of a report. */
  const text = (cwd: string, name: string): string =>
    contents(join(cwd, 'out', 'baseline'))
      .get(name)!
      .toString()

  test('shows median and range of each metric, and on how many paths a hypothesis holds', async () => {
    const cwd = directory()
    const { out } = await succeed(cwd, '--paths', '3')
    expect(out).toContain('Key metrics (this path; median and 5% to 95% of 4 paths)')
    expect(out).toMatch(/Pool price at the end +\S+ BTC\/AMT +\S+ \(\S+ to \S+\)/)
    expect(out).toContain('on 4 of 4 paths (95% interval 39.8% to 100%)')
    // The values are those of the paths run alone.
    const ends = [0, 1, 2, 3].map(
      (path) => lab.run(lab.scenarios[0]!, { seed: 1n, path, days: 2 }).metrics['finalPrice']!.value,
    )
    const row = text(cwd, 'fan.csv')
      .split('\n')
      .find((line) => line.startsWith('finalPrice'))!
    expect(row.split(',').slice(2, 5).toSorted()).toEqual(
      [ends.toSorted()[0]!, ends.toSorted()[1]!, ends.toSorted()[3]!].toSorted(),
    )
  })

  test('leaves the range of a metric empty for which no path has a number', async () => {
    const never: Lab = {
      ...lab,
      run: (...args) => {
        const result = lab.run(...args)
        const { finalPrice, ...others } = result.metrics
        return { ...result, metrics: { finalPrice: { ...finalPrice!, value: 'never' }, ...others } }
      },
    }
    const { code, out } = await run(simulate(never), [...SHORT, '--paths', '2'], { cwd: directory() })
    expect(code).toBe(0)
    expect(out).toMatch(/Pool price at the end +never *$/m)
    expect(out).toMatch(/Floor at the end +\S+ BTC\/AMT +\S+ \(\S+ to \S+\)/)
  })

  test('exits 1 and says so where an invariant is broken on a further path only', async () => {
    const later: Lab = {
      ...lab,
      run: (scenario, options) => {
        const result = lab.run(scenario, options)
        return options.path === 2 ? { ...result, invariants: brokenInvariant } : result
      },
    }
    const { code, out } = await run(simulate(later), [...SHORT, '--paths', '3'], { cwd: directory() })
    expect(code).toBe(1)
    expect(out).toMatch(/BROKEN on 1 of 4 paths: \S+/)
  })

  test('says of a hypothesis that further paths do not have that it is stated on this path only', async () => {
    const own: Lab = {
      ...lab,
      run: (scenario, options) => {
        const result = lab.run(scenario, options)
        const finding = { statement: 'variants differ', found: 'they do', asExpected: true }
        return options.path !== 0 ? result : { ...result, findings: [...result.findings, finding] }
      },
    }
    const { out } = await run(simulate(own), [...SHORT, '--paths', '2'], { cwd: directory() })
    expect(out).toMatch(/variants differ\n +they do\n +stated on this path only/)
  })

  test('leaves out the spread with 0, and keeps the result’s hash', async () => {
    const [one, many] = [
      await succeed(directory(), '--paths', '0', '--json'),
      await succeed(directory(), '--json'),
    ]
    const [alone, among] = [JSON.parse(one.out), JSON.parse(many.out)] as Record<string, unknown>[]
    expect(alone).not.toHaveProperty('paths')
    expect(among!['resultHash']).toBe(alone!['resultHash'])
  })

  test('is the same in worker threads and in the main thread, and for every path of the seed', async () => {
    const scenario = lab.scenarios[0]!
    const labModule = new URL('../../src/cli/lab.ts', import.meta.url).href
    const days = 40
    const around = (path: number, paths: number, module: string | undefined): Promise<Fan> =>
      fanAround(lab.run(scenario, { seed: 1n, path, days }), {
        lab,
        labModule: module,
        scenario,
        paths,
        set: {},
        cwd: directory(),
        onPath: () => {},
      })
    // Enough actions that threads are worth their start.
    const { actions } = lab.run(scenario, { seed: 1n, days })
    const paths = Math.ceil(60_000 / actions.length)
    expect(await around(0, paths, labModule)).toEqual(await around(0, paths, undefined))
    expect((await around(2, 2, undefined)).metrics).toEqual((await around(0, 2, undefined)).metrics)
  })

  test('says which path cannot be run', async () => {
    const scenario = lab.scenarios[0]!
    const result = lab.run(scenario, { seed: 1n, days: 1 })
    const run = (): never => {
      throw new RangeError('no block')
    }
    const options = { labModule: undefined, scenario, paths: 1, set: {}, cwd: directory(), onPath: () => {} }
    await expect(fanAround(result, { ...options, lab: { ...lab, run } })).rejects.toThrow(
      /runs on every path.*path 1: RangeError: no block/s,
    )
  })
})

describe('--verify', () => {
  test('replays every action on the EVM and finds no divergence', async () => {
    const cwd = directory()
    const { code, out, err } = await run(command, [...SHORT, '--json', '--verify'], { cwd, terminal: true })
    expect(code).toBe(0)
    expect(err).toContain('replay on the EVM: ')
    expect(err).toContain('EthereumJS executes every message again')
    const { actions } = lab.run(lab.scenarios[0]!, { seed: 1n, days: 2 })
    expect((JSON.parse(out) as { verified: unknown }).verified).toEqual({
      actions: actions.length,
      divergences: 0,
    })
    expect(actions.length).toBeGreaterThan(100)
    const page = readFileSync(join(cwd, 'out/baseline/report.html'), 'utf8')
    expect(page).toContain(`${count(actions.length)} actions replayed on the EVM, 0 divergences`)
  })

  test('exits 1 on a divergence, and the report contains it', async () => {
    const cwd = directory()
    const { code, out } = await run(simulate(diverged), [...SHORT, '--verify'], { cwd })
    expect(code).toBe(1)
    expect(out).toMatch(/replayed on the EVM, 1 divergence\.\nAna is owed 5, not 4/)
    expect(readFileSync(join(cwd, 'out/baseline/report.html'), 'utf8')).toContain('Ana is owed 5, not 4')
    const json = await run(simulate(diverged), [...SHORT, '--verify', '--json'], { cwd })
    expect(json.code).toBe(1)
    expect(JSON.parse(json.out)).toMatchObject({ verified: { divergences: 1 } })
  })
})

describe('a verification', () => {
  const replayed = { actions: 5, divergences: 0, first: undefined, answers: 9 }

  test('counts differences from EthereumJS as divergences, and has the first as a story', () => {
    const difference = { message: 3, what: 'gasUsed', machine: '21000', reference: '21001' }
    const differences = [difference, { ...difference, message: undefined }]
    expect(verificationOf({ ...replayed, crossChecked: { messages: 7, differences } })).toEqual({
      actions: 5,
      divergences: 2,
      answers: 9,
      messages: 7,
      first: 'In message 3, gasUsed: the EVM has 21000, EthereumJS has 21001',
    })
  })

  test('without differences has no divergence', () => {
    const verification = verificationOf({ ...replayed, crossChecked: { messages: 7, differences: [] } })
    expect(verification).toEqual({ actions: 5, divergences: 0, answers: 9, messages: 7 })
  })
})

test('a broken invariant exits 1, and the report contains it', async () => {
  const cwd = directory()
  const { code, out } = await run(simulate(broken), SHORT, { cwd })
  expect(code).toBe(1)
  expect(out).toContain('Invariants: 1 of 2 is broken.')
  expect(out).toMatch(/BROKEN +rate .* First on day 1, action 2: rate fell from 5 to 4/)
  expect(readFileSync(join(cwd, 'out/baseline/report.html'), 'utf8')).toContain('1 of 2 is broken.')
})

describe('wrong input', () => {
  test.for<[what: string, argv: string[], said: RegExp]>([
    [
      'an unknown scenario',
      ['baselin'],
      /one of the scenarios .*baseline.*; got "baselin"\.\nDid you mean "baseline"\?/,
    ],
    [
      'a second scenario',
      ['baseline', '7'],
      /at most one scenario; got "baseline", "7"\.\n.*npm run simulate -- /,
    ],
    [
      'an unknown option',
      ['--sede', '1'],
      /one of the options --seed, .*; got --sede\.\nDid you mean "--seed"\?/,
    ],
    [
      'an unknown parameter',
      ['--set', 'vaultshare=3'],
      /one of the parameters of baseline: vaultShare, .*; got "vaultshare"\.\nDid you mean "vaultShare"\?/,
    ],
    [
      'a key of Object.prototype',
      ['--set', '__proto__=3'],
      /one of the parameters of baseline: .*; got "__proto__"/,
    ],
    [
      'a setting without a value',
      ['--set', 'vaultShare'],
      /--set KEY=VALUE; got "vaultShare"\.\nParameters of baseline: vaultShare, /,
    ],
    ['a setting without a key', ['--set', '=3'], /--set KEY=VALUE; got "=3"/],
    [
      'the same setting twice',
      ['--set', 'vaultShare=3', '--set', 'vaultShare=4'],
      /one --set for vaultShare; got "3" and "4"/,
    ],
    [
      'a setting that is no number',
      ['--set', 'vaultShare=lots'],
      /an integer from 0 to 100 \(%\) for vaultShare; got "lots"\.\nThe default is 20/,
    ],
    [
      'a setting out of its range',
      ['--set', 'vaultShare=101'],
      /an integer from 0 to 100 \(%\) for vaultShare; got "101"/,
    ],
    [
      'a setting that contradicts another',
      ['depeg', '--set', 'fee=0.6'],
      /a fee below batch, .*; got fee 0\.6 with batch 0\.5\.\nChange one of the parameters\./,
    ],
    [
      'a seed that is no number',
      ['--seed', 'abc'],
      /an integer from 0 to 18446744073709551615 for --seed; got "abc"/,
    ],
    ['a negative seed', ['--seed', '-1'], /for --seed; got "-1"/],
    ['a seed too large by one', ['--seed', '18446744073709551616'], /for --seed; got "18446744073709551616"/],
    ['a fraction of a seed', ['--seed', '1.5'], /for --seed; got "1\.5"/],
    ['an empty seed', ['--seed='], /for --seed; got ""/],
    ['a seed without a value', ['--seed'], /a value after --seed; got nothing/],
    ['no days', ['--days', '0'], /an integer from 1 to 36500 for --days; got "0"/],
    ['days beyond a century', ['--days', '36501'], /for --days; got "36501"/],
    ['days in words', ['--days', '1e3'], /for --days; got "1e3"/],
    [
      'a path too large by one',
      ['--path', '4294967296'],
      /an integer from 0 to 4294967295 for --path; got "4294967296"/,
    ],
    ['an empty directory', ['--out', ''], /a directory for --out that does not contain .*; got ""/],
    [
      'a directory below a file',
      ['--out', 'file/out'],
      /a writable directory .*; got .*file\/out.*\n.*--out DIR/,
    ],
    ['a file instead of a directory', ['--out', 'file'], /a writable directory .*not a directory/],
  ])('%s gives one message with valid input, exits 2 and changes nothing', async ([, argv, said]) => {
    const cwd = directory()
    writeFileSync(join(cwd, 'file'), 'a file')
    mkdirSync(join(cwd, 'out', 'baseline'), { recursive: true })
    writeFileSync(join(cwd, 'out', 'baseline', 'report.html'), 'earlier')
    const before = contents(cwd)
    const { code, out, err } = await run(command, argv, { cwd })
    expect(err).toMatch(said)
    expect(err.split('\n').length).toBeLessThanOrEqual(2)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(contents(cwd)).toEqual(before)
  })

  test('parameters whose initial state reverts are wrong input; without parameters it is a bug', async () => {
    const reverting: Lab = {
      ...lab,
      run: () => {
        throw new InitialStateReverted({ wait: 1n }, 'InsufficientBalance')
      },
    }
    const { code, err } = await run(simulate(reverting), ['--set', 'vaultShare=3'], { cwd: directory() })
    expect(code).toBe(2)
    expect(err).toMatch(
      /initial state of baseline can be set up; got --set vaultShare=3\.\n.*InsufficientBalance/,
    )
    await expect(run(simulate(reverting), [], { cwd: directory() })).rejects.toBeInstanceOf(
      InitialStateReverted,
    )
  })

  test('a bug is not wrong input: it escapes, and earlier results are kept', async () => {
    const cwd = directory()
    await succeed(cwd)
    const before = contents(cwd)
    const failed = run(simulate(crashing), SHORT, { cwd })
    await expect(failed).rejects.toThrow('a bug')
    await expect(failed).rejects.not.toBeInstanceOf(WrongInput)
    expect(contents(cwd)).toEqual(before)
  })
})

describe('options that run nothing', () => {
  test('--list prints every scenario with question and parameters: default, unit, range', async () => {
    const cwd = directory()
    const { code, out } = await run(command, ['--list'], { cwd })
    expect(code).toBe(0)
    for (const { name, question, parameters } of lab.scenarios) {
      expect(out).toContain(name)
      expect(out).toContain(question)
      for (const parameter of parameters) {
        expect(out).toContain(parameter.title)
        expect(out).toContain(`default ${parameter.default === '' ? 'none' : parameter.default}; `)
      }
    }
    expect(out).toMatch(/vaultShare .*\n +default 20; an integer from 0 to 100 \(%\)/)
    expect(contents(cwd).size).toBe(0)
  })

  test('--list prints shared parameters once, and all parameters of a named scenario', async () => {
    const times = (text: string, words: string): number => text.split(words).length - 1
    const { title } = lab.scenarios[0]!.parameters.find(({ name }) => name === 'uptime')!
    const { out } = await run(command, ['--list'], { cwd: directory() })
    expect(times(out, title)).toBe(1)
    expect(times(out, 'uptime')).toBeGreaterThan(10)
    const one = await run(command, ['halving', '--list'], { cwd: directory() })
    expect(times(one.out, title)).toBe(1)
    expect(one.out).not.toContain('shared: ')
    expect(one.out).not.toContain('bank-run')
    const none = await run(command, ['missing', '--list'], { cwd: directory() })
    expect(none.code).toBe(2)
    const data = await run(command, ['halving', '--list', '--json'], { cwd: directory() })
    expect((JSON.parse(data.out) as { scenarios: unknown[] }).scenarios).toHaveLength(1)
  })

  test('--list --json prints the same as data', async () => {
    const { out } = await run(command, ['--list', '--json'], { cwd: directory() })
    const { scenarios } = JSON.parse(out) as { scenarios: { name: string; parameters: unknown }[] }
    expect(scenarios.map(({ name }) => name)).toEqual(lab.scenarios.map(({ name }) => name))
    expect(scenarios[0]!.parameters).toEqual(lab.scenarios[0]!.parameters)
  })

  test('--help prints every option and exit code, whatever the other arguments', async () => {
    for (const argv of [['--help'], ['-h'], ['nothing', '--help']]) {
      const { code, out } = await run(command, argv, { cwd: directory() })
      expect(code).toBe(0)
      for (const option of [
        '--seed N',
        '--path I',
        '--days N',
        '--set KEY=VALUE',
        '--out DIR',
        '--json',
        '--verify',
        '--list',
      ])
        expect(out).toContain(option)
      expect(out).toMatch(/Exit codes\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}3 /)
    }
  })
})
