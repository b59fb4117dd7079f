import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { study } from '../../src/cli/commands/study.ts'
import { readRows } from '../../src/cli/study/row-file.ts'
import { duration, timeLeft } from '../../src/cli/study/time-left.ts'
import { byPlace, type Row } from '../../src/sim/study/row.ts'
import type { StudyResult } from '../../src/sim/study/result.ts'
import type { WorstPaths } from '../../src/report/study/paths.ts'
import { contents, directory, run, type Heard } from './harness.ts'
import { lab } from './study-lab.ts'

const LAB = new URL('./study-lab.ts', import.meta.url).href
const command = study(lab, LAB)

interface Printed extends Omit<StudyResult, 'failures'> {
  readonly resultHash: string
  readonly failures: { count: number; of: number; first: { path: number; error: string; command: string }[] }
  readonly worst: WorstPaths
  readonly probabilities: { event: string; all: object; points: object[] }[]
}

/** Runs a study of the hamlet with `--json`. */
async function ask(cwd: string, ...argv: string[]): Promise<Heard & { readonly json: Printed }> {
  const workers = argv.includes('--workers') ? [] : ['--workers', '1']
  const heard = await run(command, ['hamlet', '--json', ...workers, ...argv], { cwd })
  return { ...heard, json: heard.out === '' ? ({} as Printed) : (JSON.parse(heard.out) as Printed) }
}

/** All rows of a study's directory. */
async function allRows(path: string): Promise<readonly Row[]> {
  const names = readdirSync(join(path, 'stretches')).filter((name) => name.endsWith('.parquet'))
  const files = await Promise.all(names.map((name) => readRows(readFileSync(join(path, 'stretches', name)))))
  return files.flatMap(({ rows }) => rows).toSorted(byPlace)
}

/** Has every run appended to a file; returns what they appended. */
function logRuns(): () => string[] {
  const file = join(directory(), 'runs')
  writeFileSync(file, '')
  process.env['AMT_LAB_RUNS'] = file
  onTestFinished(() => void delete process.env['AMT_LAB_RUNS'])
  return () => readFileSync(file, 'utf8').split('\n').filter(Boolean)
}

/** The thread that comes to one of these paths dies, once. */
function deathAt(...paths: number[]): void {
  const place = directory()
  for (const path of paths) writeFileSync(join(place, `die-${path}`), '')
  process.env['AMT_LAB_DEATHS'] = place
  onTestFinished(() => void delete process.env['AMT_LAB_DEATHS'])
}

describe('the hash of a study', () => {
  test('is the same with one thread and two, with small and large pieces, and after a thread died', async () => {
    const hash = async (...argv: string[]) => (await ask(directory(), '--runs', '7', ...argv)).json.resultHash
    const plain = await hash('--shard-size', '7')
    expect(plain).toMatch(/^[0-9a-f]{64}$/)
    expect(await hash('--workers', '2', '--shard-size', '2')).toBe(await hash('--shard-size', '3'))
    expect(await hash('--shard-size', '3')).toBe(plain)
    deathAt(1, 4)
    expect(await hash('--shard-size', '3')).toBe(plain)
  })

  test('differs with the seed, the number of paths or days, and the settings', async () => {
    const hashes = await Promise.all(
      [
        [],
        ['--seed', '2'],
        ['--runs', '4'],
        ['--days', '2'],
        ['--set', 'share=30'],
        ['--sweep', 'share=20,30'],
      ].map(
        async (argv) =>
          (await ask(directory(), ...(argv[0] === '--runs' ? [] : ['--runs', '3']), ...argv)).json.resultHash,
      ),
    )
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  test('covers every path’s own hash, which is that of the path run alone', async () => {
    const cwd = directory()
    await ask(cwd, '--runs', '3', '--out', 'study', '--sweep', 'share=10,90')
    const [name] = readdirSync(join(cwd, 'study/stretches')).filter(
      (each) => each.startsWith('p1-') && each.endsWith('.parquet'),
    )
    const { rows } = await readRows(readFileSync(join(cwd, 'study/stretches', name!)))
    const { path, resultHash } = rows.at(-1)!
    const alone = await run(
      simulate(lab),
      ['hamlet', '--json', '--path', String(path), '--set', 'share=90', '--out', 'alone'],
      { cwd },
    )
    expect((JSON.parse(alone.out) as Printed).resultHash).toBe(resultHash)
  })
})

describe('an interrupted study', () => {
  let begun = ''
  beforeAll(async () => {
    begun = mkdtempSync(join(tmpdir(), 'amt-lab-'))
    await ask(begun, '--runs', '3', '--out', 'study')
  })
  afterAll(() => rmSync(begun, { recursive: true }))

  test('killed with kill -9 goes on where it was, and runs no finished path again', async () => {
    const cwd = directory()
    const argv = [
      'hamlet',
      '--runs',
      '40',
      '--days',
      '60',
      '--workers',
      '2',
      '--shard-size',
      '2',
      '--json',
      '--out',
      'study',
    ]
    const runs = logRuns()
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
    const child = spawn(
      process.execPath,
      ['--import', tsx, fileURLToPath(new URL('./study-process.ts', import.meta.url)), ...argv],
      { cwd, env: process.env, stdio: 'ignore' },
    )
    const stretches = join(cwd, 'study/stretches')
    const finished = () =>
      existsSync(stretches) ? readdirSync(stretches).filter((name) => name.endsWith('.parquet')) : []
    const died = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)))
    while (finished().length < 3 && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill('SIGKILL')
    expect(await died).toBe('SIGKILL')
    const kept = finished().length
    expect(kept).toBeGreaterThanOrEqual(3)
    expect(kept).toBeLessThan(20)
    const before = runs().length
    const resumed = await run(command, argv, { cwd })
    expect(resumed.code).toBe(0)
    expect(runs().length - before).toBe(40 - 2 * kept)
    const undisturbed = await run(command, argv, { cwd: directory() })
    expect(resumed.out).toBe(undisturbed.out)
  })

  test('that was finished runs nothing again, with any cut, and gives the same bytes', async () => {
    const cwd = directory()
    const argv = ['--runs', '5', '--out', 'study']
    const first = await ask(cwd, ...argv)
    const before = contents(cwd)
    const runs = logRuns()
    const second = await ask(cwd, ...argv, '--shard-size', '1', '--workers', '2')
    expect(runs()).toEqual([])
    expect(second).toEqual(first)
    expect(contents(cwd)).toEqual(before)
  })

  test('runs what is missing, and only that', async () => {
    const cwd = directory()
    const first = await ask(cwd, '--runs', '6', '--shard-size', '2', '--out', 'study')
    rmSync(join(cwd, 'study/stretches/p0-0000002-0000003.parquet'))
    writeFileSync(join(cwd, 'study/stretches/p0-0000002-0000003.parquet.unfinished'), 'half of a file')
    const runs = logRuns()
    const second = await ask(cwd, '--runs', '6', '--shard-size', '1', '--out', 'study')
    expect(runs().toSorted()).toEqual(['default 2', 'default 3'])
    expect(second.out).toBe(first.out)
    expect(readdirSync(join(cwd, 'study/stretches')).some((name) => name.endsWith('.unfinished'))).toBe(false)
  })

  test.for<[what: string, argv: string[], said: RegExp]>([
    ['seed', ['--seed', '2'], /seed 1 there and 2 here/],
    ['number of paths', ['--runs', '4'], /runs 3 there and 4 here/],
    ['number of days', ['--days', '5'], /days 3 there and 5 here/],
    ['setting', ['--set', 'share=30'], /set none there and share=30 here/],
    ['design', ['--sweep', 'share=1,2'], /sweep none there and share=1,2 here/],
  ])('does not mix with one of another %s', async ([, argv, said]) => {
    const cwd = directory()
    cpSync(begun, cwd, { recursive: true })
    const before = contents(cwd)
    const rest = argv[0] === '--runs' ? [] : ['--runs', '3']
    const { code, err, out } = await ask(cwd, '--out', 'study', ...rest, ...argv)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(said)
    expect(contents(cwd)).toEqual(before)
  })

  test('does not mix with one of another code', async () => {
    const cwd = directory()
    cpSync(begun, cwd, { recursive: true })
    const file = join(cwd, 'study/study.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"code": "[0-9a-f]{4}/, '"code": "0000'))
    expect((await ask(cwd, '--runs', '3', '--out', 'study')).err).toMatch(/code 0000[0-9a-f]+ there and/)
  })

  test('is not touched while another process works on it', async () => {
    const cwd = directory()
    cpSync(begun, cwd, { recursive: true })
    expect(existsSync(join(cwd, 'study/.running'))).toBe(false)
    writeFileSync(join(cwd, 'study/.running'), String(process.ppid))
    const { code, err } = await ask(cwd, '--runs', '3', '--out', 'study')
    expect(code).toBe(2)
    expect(err).toContain(`process ${process.ppid} is at work`)
    // Nobody has the largest process id.
    writeFileSync(join(cwd, 'study/.running'), '4194304')
    expect((await ask(cwd, '--runs', '3', '--out', 'study')).code).toBe(0)
  })
})

describe('a thread that dies', () => {
  test('is replaced, its piece is done again and told', async () => {
    deathAt(2)
    const { code, err } = await ask(directory(), '--runs', '4', '--shard-size', '2')
    expect(code).toBe(0)
    expect(err).toMatch(
      /a thread died in paths 2 to 3 of point 0, and they are done again: it exited with code 9/,
    )
  })
})

test('files that cannot be written end the study with a message and exit code 2; what is done stays', async () => {
  const cwd = directory()
  const stretches = join(cwd, 'study/stretches')
  const argv = ['--runs', '14', '--days', '60', '--out', 'study']
  await ask(cwd, ...argv, '--shard-size', '1')
  for (const name of readdirSync(stretches)) if (!/^p0-000000[1-5]/.test(name)) rmSync(join(stretches, name))
  // No file can take the place of a directory. The other thread is in the middle of eight paths when this is found out.
  const obstacle = join(stretches, 'p0-0000000-0000000.days')
  mkdirSync(obstacle)
  const { code, err, out } = await ask(cwd, ...argv, '--shard-size', '8', '--workers', '2')
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(
    /^expected a directory that can be written .*study, where .*\nWhat is done of the study stays/,
  )
  rmSync(obstacle, { recursive: true })
  const runs = logRuns()
  expect((await ask(cwd, ...argv)).code).toBe(0)
  expect(runs().length).toBe(9)
})

describe('a path that fails', () => {
  test('is a row with its error and its command; the others stand, and the exit code is 1', async () => {
    const cwd = directory()
    const { code, json } = await ask(cwd, '--runs', '8', '--set', 'mishap=20', '--out', 'study')
    expect(code).toBe(1)
    const { count, of, first } = json.failures
    expect(of).toBe(8)
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(8)
    expect(json.metrics['finalFloor']!.count).toBe(8 - count)
    const { path, error, command: again } = first[0]!
    expect(error).toBe('Error: the gambler lost his mind')
    expect(again).toBe(
      `npm run simulate -- hamlet --seed 1${path === 0 ? '' : ` --path ${path}`} --days 3 --set mishap=20`,
    )
    const alone = run(simulate(lab), again.split(' -- ')[1]!.split(' '), { cwd })
    await expect(alone).rejects.toThrow('the gambler lost his mind')
    const rows = await allRows(join(cwd, 'study'))
    expect(rows.filter((row) => row.error !== undefined).map((row) => row.path)).toEqual(
      first.map((each) => each.path),
    )
  })

  test('everywhere leaves no numbers, and still a result', async () => {
    const { code, json } = await ask(directory(), '--runs', '2', '--set', 'mishap=100')
    expect(code).toBe(1)
    expect(json.metrics).toEqual({})
    expect(json.failures).toMatchObject({ count: 2, of: 2, estimate: '1' })
  })
})

test('an invariant that breaks on some paths is told with the first of them, and exits 1', async () => {
  const heard = await run(
    command,
    ['modest', '--runs', '3', '--workers', '1', '--sweep', 'share=0,100', '--json'],
    {
      cwd: directory(),
    },
  )
  expect(heard.code).toBe(1)
  const { invariants, points } = JSON.parse(heard.out) as Printed
  expect(invariants['modesty']).toMatchObject({
    holds: false,
    broken: { count: 3, of: 6 },
    first: { point: 1, path: 0 },
  })
  expect(points.map((point) => point.invariants['modesty']!.holds)).toEqual([true, false])
})

describe('the rows', () => {
  test('carry every parameter, exact metrics, and the command of each path', async () => {
    const cwd = directory()
    await ask(cwd, '--runs', '2', '--out', 'study', '--sweep', 'share=10,20', '--set', 'mishap=0')
    const { parquetReadObjects } = await import('hyparquet')
    const bytes = readFileSync(join(cwd, 'study/stretches/p1-0000001-0000001.parquet'))
    const [record] = await parquetReadObjects({ file: new Uint8Array(bytes).buffer })
    const result = lab.run(lab.scenarios[0]!, { seed: 1n, path: 1, set: { share: '20', mishap: '0' } })
    expect(record).toMatchObject({
      scenario: 'hamlet',
      seed: '1',
      point: 1,
      path: 1,
      days: 3,
      parameter_share: '20',
      parameter_mishap: '0',
      metric_finalFloor: result.metrics['finalFloor']!.value,
      metric_luck: result.metrics['luck']!.value,
      actions: result.actions.length,
      error: null,
      command: 'npm run simulate -- hamlet --seed 1 --path 1 --days 3 --set share=20 --set mishap=0',
    })
  })
})

describe('what a study says', () => {
  test('are the quantiles, means and extremes of its paths', async () => {
    const { json } = await ask(directory(), '--runs', '9')
    const values = Array.from({ length: 9 }, (_, path) =>
      Number(lab.run(lab.scenarios[0]!, { seed: 1n, path }).metrics['redeemed']!.value),
    ).toSorted((a, b) => a - b)
    const { quantiles, min, max, mean, count } = json.metrics['redeemed']!
    expect(count).toBe(9)
    expect(Number(quantiles!['p50'])).toBeCloseTo(values[4]!, 9)
    expect(Number(quantiles!['p10'])).toBeCloseTo(values[0]!, 9)
    expect([Number(min), Number(max)]).toEqual([values[0], values[8]])
    expect(Number(mean)).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 9, 9)
    expect(json).toMatchObject({ scenario: 'hamlet', runs: 9, paths: 9, seed: '1', days: 3, size: 1 })
  })

  test('compares points path by path, with less variance than apart', async () => {
    const { json } = await ask(directory(), '--runs', '6', '--sweep', 'share=20,40')
    const { pairs, higher, varianceReduction } = json.comparisons[0]!.metrics['finalFloor']!
    expect([pairs, higher]).toEqual([6, 6])
    // Redeeming leaves the rate; payments after it are shared by fewer. So x varies as the share does, and y as x twice over:
    // (1 + 4) / (2 - 1)² = 5.
    expect(Number(varianceReduction)).toBeGreaterThan(4)
    // The gambler draws the same at every point.
    expect(json.comparisons[0]!.metrics['redeemed']).toMatchObject({
      mean: '0',
      varianceReduction: 'infinite',
    })
    expect(json.points.map(({ settings }) => settings)).toEqual([{ share: '20' }, { share: '40' }])
  })

  test('tells sensitivity by the designs made for it', async () => {
    const morris = await ask(
      directory(),
      '--runs',
      '1',
      '--design',
      'morris',
      '--sweep',
      'share=0..100:3',
      '--days',
      '1',
    )
    expect(morris.json.sensitivity).toMatchObject({ method: 'morris' })
    expect(morris.json.sensitivity!.metrics['finalFloor']!['share']).toHaveProperty('muStar')
    const sobol = await ask(
      directory(),
      '--runs',
      '1',
      '--design',
      'saltelli',
      '--sweep',
      'share=0..100:8',
      '--days',
      '1',
    )
    const { first } = sobol.json.sensitivity!.metrics['finalFloor']!['share'] as { first: { value: string } }
    // One parameter explains everything: the estimate from 8 rows is off by what their variances differ.
    expect(Number(first.value)).toBeGreaterThan(0.5)
    expect(sobol.json.size).toBe(24)
  })

  test('tells probabilities with their exact intervals', async () => {
    const { json } = await ask(
      directory(),
      '--runs',
      '5',
      '--probability',
      'redeemed>0',
      '--probability',
      'luck=never',
    )
    expect(json.probabilities[0]).toMatchObject({
      event: 'redeemed>0',
      all: { count: 5, of: 5, estimate: '1', low: '0.478176', high: '1' },
    })
    const never = json.metrics['luck']!.words['never']?.count ?? 0
    expect(json.probabilities[1]!.all).toMatchObject({ count: never, of: 5 })
  })

  test('names the worst paths with commands that give their values', async () => {
    const cwd = directory()
    const { json } = await ask(cwd, '--runs', '6', '--by', 'redeemed:highest')
    const values = json.worst.paths.map(({ value }) => Number(value))
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    const { command: again, value } = json.worst.paths[0]!
    const alone = await run(simulate(lab), [...again.split(' -- ')[1]!.split(' '), '--json'], { cwd })
    expect(
      (JSON.parse(alone.out) as { metrics: Record<string, { value: string }> }).metrics['redeemed']!.value,
    ).toBe(value)
  })

  test('in words has verdicts, numbers, worst paths, hash and place', async () => {
    const cwd = directory()
    const { out, err, code } = await run(command, ['hamlet', '--runs', '3', '--workers', '1'], { cwd })
    expect([code, err]).toEqual([0, ''])
    for (const part of [
      'hamlet: How does the gambler fare?',
      '3 paths of 3 days',
      'Redeemed',
      'Worst paths: finalFloor',
      join('out', 'study-hamlet', 'report.html'),
    ])
      expect(out).toContain(part)
    expect(out).toMatch(/Result hash [0-9a-f]{64}\n/)
  })

  test('shows progress with the time left only where somebody watches', async () => {
    const watched = await run(command, ['hamlet', '--runs', '4', '--workers', '1'], {
      cwd: directory(),
      terminal: true,
    })
    expect(watched.err).toMatch(/hamlet: 2 of 4 paths \(50%\), about \d+ s left/)
    expect((await ask(directory(), '--runs', '2')).err).toBe('')
  })
})

describe('the report', () => {
  interface Data {
    readonly tables: Record<string, { name: string; cells: string[] }[]>
    readonly charts: { id: string; table: string; data: { x: string; y: string }[] }[]
  }
  const page = (cwd: string) => readFileSync(join(cwd, 'out/study-hamlet/report.html'), 'utf8')
  const data = (html: string) =>
    JSON.parse(/<script type="application\/json" id="data">(.*)<\/script>/.exec(html)![1]!) as Data

  test('draws fans of the daily columns and along the parameter, from columns that it has', async () => {
    const cwd = directory()
    const { json } = await ask(
      cwd,
      '--runs',
      '5',
      '--sweep',
      'share=10,20,30',
      '--probability',
      'redeemed>15',
    )
    const html = page(cwd)
    const { tables, charts } = data(html)
    expect(charts.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['by-share-finalFloor', 'days-floorPrice', 'days-redeemedAmt']),
    )
    for (const chart of charts) {
      expect(html).toContain(`data-chart="${chart.id}"`)
      const columns = new Map(tables[chart.table]!.map(({ name, cells }) => [name, cells.length]))
      for (const { x, y } of chart.data) expect(columns.get(y)).toBe(columns.get(x))
    }
    const medians = tables['by-share-finalFloor']!.find(({ name }) => name === 's0-p50')!.cells
    expect(medians).toEqual(json.points.map((point) => point.metrics['finalFloor']!.quantiles!['p50']))
    const days = tables['days-floorPrice']!
    expect(days[0]!.cells).toEqual(['2023-07-12', '2023-07-13', '2023-07-14'])
    const last = (index: number) => Number(days.find(({ name }) => name === `s${index}-p50`)!.cells.at(-1))
    // Days are told with six digits.
    for (const index of [0, 1, 2]) expect(last(index) / Number(medians[index])).toBeCloseTo(1, 5)
    for (const part of [
      'Against the first point',
      'redeemed&gt;15',
      json.resultHash,
      json.worst.paths[0]!.command,
    ])
      expect(html).toContain(part)
    const words = html.slice(html.indexOf('<main>'), html.indexOf('</main>'))
    expect(/undefined|NaN/.exec(words)).toBeNull()
  })

  test('tells failed paths with their commands', async () => {
    const cwd = directory()
    const { json } = await ask(cwd, '--runs', '4', '--set', 'mishap=40')
    expect(json.failures.count).toBeGreaterThan(0)
    for (const { command: again } of json.failures.first) expect(page(cwd)).toContain(again)
    expect(page(cwd)).toContain('the gambler lost his mind')
  })
})

test('--verify-worst replays the worst paths on the EVM', async () => {
  const { code, json } = await ask(directory(), '--runs', '3', '--verify-worst', '2', '--by', 'redeemed')
  expect(code).toBe(0)
  const [first, second, third] = json.worst.paths
  for (const path of [first!, second!]) {
    expect(path.verified).toMatchObject({ divergences: 0 })
    expect(path.verified!.actions).toBeGreaterThan(20)
  }
  expect(third!.verified).toBeUndefined()
})

test('a divergence on the EVM exits 1', async () => {
  const parted = study(
    {
      ...lab,
      verify: async () => ({ actions: 3, divergences: 1, answers: 3, messages: 0, first: 'they part' }),
    },
    LAB,
  )
  const { code, out } = await run(
    parted,
    ['hamlet', '--runs', '1', '--workers', '1', '--verify-worst', '1'],
    {
      cwd: directory(),
    },
  )
  expect(code).toBe(1)
  expect(out).toContain('1 divergence\nthey part')
})

describe('wrong input', () => {
  test.for<[what: string, argv: string[], said: RegExp]>([
    ['an unknown scenario', ['hamlett'], /got "hamlett"\.\nDid you mean "hamlet"\?/],
    ['an unknown option', ['--run', '3'], /got --run\.\nDid you mean "--runs"\?/],
    ['no runs', ['--runs', '0'], /a whole number from 1 to 10000000 for --runs; got "0"/],
    ['no workers', ['--workers', '0'], /for --workers; got "0"/],
    ['too many workers', ['--workers', '257'], /for --workers; got "257"/],
    ['an empty shard', ['--shard-size', '0'], /for --shard-size; got "0"/],
    [
      'an unknown design',
      ['--design', 'gird'],
      /one of the designs grid, .*; got "gird"\.\nDid you mean "grid"\?/,
    ],
    ['a sweep without values', ['--sweep', 'share'], /--sweep KEY=VALUES; got "share"/],
    ['a sweep of nothing known', ['--sweep', 'shar=1,2'], /got "shar"\.\nDid you mean "share"\?/],
    ['a sweep twice', ['--sweep', 'share=1', '--sweep', 'share=2'], /share to be set or swept once/],
    ['a sweep of what is set', ['--set', 'share=1', '--sweep', 'share=2'], /share to be set or swept once/],
    [
      'a range without a count',
      ['--sweep', 'share=0..9'],
      /values such as .* for --sweep share; got "0\.\.9"/,
    ],
    [
      'a value out of range',
      ['--sweep', 'share=50,101'],
      /an integer from 0 to 100 \(%\) for share; got "101"/,
    ],
    [
      'points twice',
      ['--sweep', 'share=0..2:9'],
      /points that differ; got 9 points of which 3 are different/,
    ],
    ['too many paths', ['--sweep', 'share=0..100:101', '--runs', '1000000'], /at most 10000000 paths in all/],
    [
      'a zip of different lengths',
      ['--design', 'zip', '--sweep', 'share=1,2', '--sweep', 'mishap=1'],
      /as many values as share has, 2/,
    ],
    ['a drawn design of lists', ['--design', 'lhs', '--sweep', 'share=1,2'], /a range such as/],
    ['a probability of nothing', ['--probability', 'luck'], /an event such as .*; got "luck"/],
    [
      'an odd --by',
      ['--by', 'luck:best'],
      /METRIC, METRIC:lowest or METRIC:highest for --by; got "luck:best"/,
    ],
    ['too many worst', ['--verify-worst', '101'], /from 1 to 100 for --verify-worst/],
    ['an empty directory name', ['--out', ''], /a directory for --out; got ""/],
    [
      'a file instead of a directory',
      ['--out', 'file'],
      /a directory for --out; got .*file, which is a file/,
    ],
    ['a directory below a file', ['--out', 'file/x'], /a directory that can be written .*not a directory/],
    [
      'a directory with something else',
      ['--out', 'other'],
      /an empty directory, or one in which the same study was begun; got .*other/,
    ],
  ])(
    '%s gets one message that says what is possible, exit code 2, and touches nothing',
    async ([, argv, said]) => {
      const cwd = directory()
      writeFileSync(join(cwd, 'file'), 'a file')
      mkdirSync(join(cwd, 'other'))
      writeFileSync(join(cwd, 'other', 'letter'), 'a letter')
      const before = contents(cwd)
      const scenario = argv[0]!.startsWith('--') ? ['hamlet'] : []
      const { code, out, err } = await run(command, [...scenario, ...argv], { cwd })
      expect(err).toMatch(said)
      expect(code).toBe(2)
      expect(out).toBe('')
      expect(contents(cwd)).toEqual(before)
    },
  )

  test.for<[what: string, argv: string[]]>([
    ['the worst', ['--by', 'finalFlor']],
    ['a probability', ['--probability', 'finalFlor>0']],
  ])('an unknown metric for %s is told after the paths, which stay', async ([, argv]) => {
    const cwd = directory()
    const { code, err } = await ask(cwd, '--runs', '2', '--out', 'study', ...argv)
    expect(code).toBe(2)
    expect(err).toMatch(
      /one of the metrics finalFloor, redeemed, luck; got "finalFlor"\.\nDid you mean "finalFloor"\?/,
    )
    const runs = logRuns()
    expect((await ask(cwd, '--runs', '2', '--out', 'study')).code).toBe(0)
    expect(runs()).toEqual([])
  })
})

test('--list and --help say what there is, and run nothing', async () => {
  const cwd = directory()
  expect((await run(command, ['--list'], { cwd })).out).toContain('hamlet (3 days)')
  const listed = await run(command, ['--list', '--json'], { cwd })
  expect((JSON.parse(listed.out) as { scenarios: object[] }).scenarios.length).toBe(2)
  for (const argv of [['--help'], ['-h'], ['nothing', '--help']]) {
    const { code, out } = await run(command, argv, { cwd })
    expect(code).toBe(0)
    for (const option of [
      '--runs N',
      '--workers W',
      '--sweep KEY=VALUES',
      '--design NAME',
      '--shard-size K',
      '--verify-worst K',
      '--by METRIC',
    ])
      expect(out).toContain(option)
    expect(out).toMatch(/Exit codes\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}3 /)
  }
  expect(contents(cwd).size).toBe(0)
})

test('the time left is what the past foretells', () => {
  let now = 0
  const left = timeLeft(() => now)
  expect(left(0, 10)).toBe('')
  now = 30_000
  expect(left(1, 4)).toBe(', about 90 s left'.replace('90 s', '2 min'))
  expect(left(3, 4)).toBe(', about 10 s left')
  expect(left(4, 4)).toBe('')
  expect([duration(89), duration(3600), duration(2 * 3600), duration(2 * 3600 + 60)]).toEqual([
    '89 s',
    '60 min',
    '2 h',
    '2 h 1 min',
  ])
})
