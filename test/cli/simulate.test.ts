import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { lab, type Lab } from '../../src/cli/lab.ts'
import { verificationOf } from '../../src/explorer/verify/replay-runs.ts'
import { count } from '../../src/report/number.ts'
import { canonicalText } from '../../src/sim/result.ts'
import { brokenInvariant } from '../report/fixture.ts'
import { contents, directory, run } from './harness.ts'
import { command, SHORT, succeed } from './short-run.ts'

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

describe('a run', () => {
  test('without a name is baseline, with its report in out/baseline', async () => {
    const cwd = directory()
    const { out, err } = await succeed(cwd)
    expect(err).toBe('')
    expect([...contents(join(cwd, 'out', 'baseline')).keys()].toSorted()).toEqual([
      'actions.jsonl',
      'card.json',
      'classes.csv',
      'classes.parquet',
      'columns.json',
      'daily.csv',
      'daily.parquet',
      'fan-backing.csv',
      'fan-floor-price.csv',
      'fan-hypotheses.csv',
      'fan-hypotheses.parquet',
      'fan-paths.csv',
      'fan-paths.parquet',
      'fan-payout-per-amt.csv',
      'fan-pool-price.csv',
      'fan-risk.csv',
      'fan-risk.parquet',
      'fan-supply.csv',
      'fan.csv',
      'fan.parquet',
      'manifest.json',
      'report.html',
      'result.json',
      'waterfall.csv',
      'waterfall.parquet',
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
  test('prints one object: scenario, seed, days, hashes, invariants, metrics, hypotheses', async () => {
    const { out } = await succeed(directory(), '--json', '--seed', '18446744073709551615')
    const result = lab.run(lab.scenarios[0]!, { seed: 18446744073709551615n, days: 2 })
    const { paths, answer, ...alone } = JSON.parse(out) as { paths: { count: number }; answer: string }
    expect(paths.count).toBe(21)
    expect(answer).toMatch(/^One AMT bought at .* in 2 days\..* from 5 to 95% of 21 paths/)
    expect(alone).toEqual({
      schema: 1,
      scenario: 'baseline',
      question: result.question,
      seed: '18446744073709551615',
      days: 2,
      notes: [],
      resultHash: createHash('sha256').update(canonicalText(result)).digest('hex'),
      pathHash: createHash('sha256').update(canonicalText(result)).digest('hex'),
      invariants: result.invariants,
      metrics: result.metrics,
      findings: result.findings,
      notJudged: lab.scenarios[0]!.at({}).bound.unjudged(2),
    })
    expect(out.endsWith('}\n')).toBe(true)
    expect(out.trimEnd()).not.toContain('\n')
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

describe('options that run nothing', () => {
  test('--list prints one line for each scenario, with its question', async () => {
    const cwd = directory()
    const { code, out } = await run(command, ['--list'], { cwd })
    expect(code).toBe(0)
    const lines = out.split('\n')
    for (const { name, question, days } of lab.scenarios)
      expect(lines.filter((line) => line.startsWith(`  ${name} `))).toEqual([
        expect.stringMatching(
          new RegExp(`^  ${name} +${days} days +${question.replace(/[?().]/g, '\\$&')}$`),
        ),
      ])
    expect(lines).toHaveLength(lab.scenarios.length + 3)
    expect(contents(cwd).size).toBe(0)
  })

  test('--list NAME prints all parameters of a scenario: title, default, unit, range', async () => {
    for (const { name, question, parameters } of lab.scenarios) {
      const { out } = await run(command, ['--list', name], { cwd: directory() })
      expect(out).toContain(question)
      for (const parameter of parameters) {
        expect(out).toContain(parameter.title)
        expect(out).toContain(`default ${parameter.default === '' ? 'none' : parameter.default}; `)
      }
    }
    const one = await run(command, ['halving', '--list'], { cwd: directory() })
    expect(one.out).toMatch(/vaultShare .*\n +default 20; an integer from 0 to 100 \(%\)/)
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
