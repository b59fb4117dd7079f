/**
 * Cost of a path, in two checkouts side by side.
 *
 * Measures the CPU time of paths of a scenario in this checkout and in another one, each in a process of its
 * own, in turn, so that a disturbance of the machine meets both; in this one a third time with the invariants
 * checked on every tenth path only. A path is what a study does for it: the run without variants, with all
 * invariants after every action, and its hash. The code is built to JavaScript first, as commands run it.
 * The process has the flags of V8 that the checkout's study threads set, and times every path after a
 * warm-up. Actions, reverts, tables and metrics of all paths must be equal, or the comparison fails: a faster
 * path that computes something else is not faster. The wording of hypotheses and statements, which the hash
 * of a path covers too, may differ.
 *
 * Run: `npm run bench:checkouts -- OTHER [SCENARIO [PATHS [ROUNDS]]] [--write]`, where OTHER is the directory
 * of another checkout with its packages installed. `--write` puts the table into
 * `docs/explanation/performance.md`, with machine, load and commits.
 */
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

import type { Scenario } from '../src/sim/definition/scenario.ts'
import type { RunOptions } from '../src/sim/run.ts'
import type { ActionText } from '../src/sim/recording/action-text.ts'
import type { RunResult } from '../src/sim/result.ts'
import { readWhole, type Range } from '../src/cli/number.ts'
import { choiceOf } from '../src/cli/suggest.ts'
import { WrongInput } from '../src/cli/wrong-input.ts'
import { scenarios } from '../src/scenarios/index.ts'
import { asked } from './arguments.ts'
import { commitOf, here, machine, writeToPage } from './page.ts'

/** Argument of the child process that measures one checkout. */
const MEASURE = '--measure'
/**
 * Paths that are run before the clock starts: compiled code differs from the interpreter's tenfold, and a
 * thread of a study runs hundreds of paths.
 */
const WARM_UP = 20
/** Where a checkout has it, a study keeps the text of the actions and no list of them. */
const LOG = 'src/sim/recording/action-text.ts'
/** Where a checkout starts the threads of a study, and a flag of V8 that it may set for them. */
const POOL = 'src/cli/study/pool.ts'
const FLAG = '--no-parallel-scavenge'
/** Of so many paths, one has its invariants checked where they are sampled. */
const SAMPLED = 10

const CHECKED = ['all', 'sampled'] as const
type Checked = (typeof CHECKED)[number]

interface Measured {
  /** CPU milliseconds of each path. */
  readonly times: readonly number[]
  /** SHA-256 of what each path computed, and its hash, which covers words too. */
  readonly computed: readonly string[]
  readonly hashes: readonly string[]
}

interface Modules {
  runScenario(scenario: Scenario, options: RunOptions): RunResult
  readonly scenarios: readonly Scenario[]
  pathHash(result: RunResult): string
  /** Absent in checkouts whose studies keep the actions. */
  readonly hashWithText?: (result: RunResult, actions: readonly Uint8Array[]) => string
  readonly ActionText?: new () => ActionText
}

const NUMBERS: Range = { min: 1n, max: 10_000n, example: 20n }

const [first = '', ...rest] = process.argv.slice(2)
if (first === MEASURE) process.send!(await measure(rest))
else
  await compare(
    await asked({
      name: 'bench:checkouts',
      does: 'Measures the CPU time of a path in this checkout and in another one, side by side.',
      usage: [
        [
          'OTHER [SCENARIO [PATHS [ROUNDS]]]',
          'OTHER is a directory; baseline, 20 paths, 5 rounds by default.',
        ],
      ],
      most: 4,
      writes: true,
      read([other = '', name = 'baseline', paths = '20', rounds = '5']) {
        if (other === '' || !existsSync(join(other, 'src/sim/run.ts')))
          throw new WrongInput({
            expected: 'the directory of another checkout',
            got: other === '' ? 'nothing' : `"${other}"`,
            advice: 'Example: npm run bench:checkouts -- ../other baseline.',
          })
        const known = scenarios.map((scenario) => scenario.name)
        if (!known.includes(name))
          throw new WrongInput({
            expected: 'the name of a scenario',
            got: `"${name}"`,
            advice: choiceOf(name, known, 'See npm run simulate -- --list.'),
          })
        const whole = (what: string, text: string): number => Number(readWhole(what, text, NUMBERS))
        return { other, name, paths: whole('PATHS', paths), rounds: whole('ROUNDS', rounds) }
      },
    }),
  )

/** Runs the paths of a built checkout. Variants are left out, as in a study. */
async function measure([file = '', name = '', paths = '', checked]: readonly string[]): Promise<Measured> {
  const { runScenario, scenarios, pathHash, hashWithText, ActionText } = (await import(
    pathToFileURL(file).href
  )) as Modules
  const scenario = scenarios.find((candidate) => candidate.name === name)
  if (scenario === undefined) throw new Error(`expected a scenario of ${file}, got "${name}"`)
  const log = ActionText && new ActionText()
  const run = (path: number): readonly [RunResult, string] => {
    const invariants = checked === 'all' || path % SAMPLED === 0
    log?.clear()
    const options = { seed: 1n, path, variants: false, invariants, ...(log && { log }) }
    const result = runScenario(scenario, options)
    return [result, log && hashWithText ? hashWithText(result, log.read()) : pathHash(result)]
  }
  for (let path = 0; path < WARM_UP; path++) run(path)
  const measured = { times: [] as number[], computed: [] as string[], hashes: [] as string[] }
  for (let path = 0; path < Number(paths); path++) {
    const start = process.cpuUsage()
    const [result, hash] = run(path)
    const { user, system } = process.cpuUsage(start)
    measured.times.push((user + system) / 1000)
    measured.computed.push(computedBy(result, log?.read()))
    measured.hashes.push(hash)
  }
  return measured
}

/** Hash of a path's numbers: everything but words that only explain them. */
function computedBy(
  { deployment, actions, reverts, tables, metrics }: RunResult,
  log: readonly Uint8Array[] | undefined,
): string {
  const lines = log?.map((part) => Buffer.from(part).toString()) ?? actions.map((each) => `${plain(each)}\n`)
  const numbers = {
    deployment,
    actions: lines.join(''),
    reverts,
    cells: tables.map(({ columns }) => columns.map(({ cells }) => cells)),
    values: Object.entries(metrics).map(([name, { value }]) => [name, value]),
  }
  return createHash('sha256').update(plain(numbers)).digest('hex')
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? each.toString() : each))
}

interface Row {
  readonly label: string
  readonly file: string
  /** Of V8. */
  readonly flags: readonly string[]
  readonly checked: Checked
  readonly times: number[]
}

interface Comparison {
  readonly other: string
  readonly name: string
  readonly paths: number
  readonly rounds: number
  readonly write: boolean
}

async function compare({ other, name, paths, rounds, write }: Comparison) {
  const place = mkdtempSync(join(tmpdir(), 'amt-lab-bench-'))
  try {
    const files = { other: join(place, 'other.mjs'), this: join(place, 'this.mjs') }
    await bundle(resolve(other), files.other)
    await bundle(here, files.this)
    const own = { file: files.this, flags: flagsOf(here) }
    const rows: readonly Row[] = [
      {
        label: `other, ${commitOf(other)}`,
        file: files.other,
        flags: flagsOf(other),
        checked: 'all',
        times: [],
      },
      { label: `this, ${commitOf(here)}`, ...own, checked: 'all', times: [] },
      { label: 'this, invariants sampled', ...own, checked: 'sampled', times: [] },
    ]
    let expected: Measured | undefined
    let areEqual = true
    for (let round = 0; round < rounds; round++)
      for (const row of round % 2 === 0 ? rows : rows.toReversed()) {
        const measured = await measureInChild(row.flags, [row.file, name, String(paths), row.checked])
        row.times.push(...measured.times)
        expected ??= measured
        if (measured.computed.join() !== expected.computed.join())
          throw new Error(`expected equal numbers in both checkouts, got others in: ${row.label}`)
        areEqual &&= measured.hashes.join() === expected.hashes.join()
      }
    const equal = areEqual ? 'equal hashes' : 'equal actions, tables and metrics, other words'
    const text = tableOf(rows, `${paths} paths of \`${name}\`, ${rounds} rounds; ${equal}`)
    console.log(text)
    console.log(
      '\nRead the first quartile: the shortest is one path, and the median has more of other processes.',
    )
    if (write) writeToPage('bench:checkouts', text)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** Flags that the study threads of the checkout at `root` have. */
function flagsOf(root: string): readonly string[] {
  return readFileSync(join(root, POOL), 'utf8').includes(FLAG) ? [FLAG] : []
}

/** Builds what a path needs of the checkout at `root` into one file. */
async function bundle(root: string, outfile: string): Promise<void> {
  const logs = existsSync(join(root, LOG))
  const contents = [
    `export { runScenario } from './src/sim/run.ts'`,
    `export { scenarios } from './src/scenarios/index.ts'`,
    `export { pathHash${logs ? ', hashWithText' : ''} } from './src/report/hash.ts'`,
    ...(logs ? [`export { ActionText } from './${LOG}'`] : []),
  ].join('\n')
  const stdin = { contents, resolveDir: root, loader: 'ts' as const }
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' })
}

function tableOf(rows: readonly Row[], what: string): string {
  const statistics = rows.map(({ times }) => {
    const sorted = times.toSorted((a, b) => a - b)
    return [sorted[0]!, sorted[sorted.length >> 2]!, sorted[sorted.length >> 1]!]
  })
  const lines = rows.map(({ label }, row) => {
    const own = statistics[row]!
    const cells = own.map((time, at) => `${time.toFixed(0)} (${(statistics[0]![at]! / time).toFixed(2)})`)
    return `| ${label} | ${cells.join(' | ')} |`
  })
  return [
    `${what}. ${machine()}. CPU milliseconds of a path, and in brackets how many times as`,
    'fast as the other checkout:',
    '',
    '| checkout and commit | shortest | first quartile | median |',
    '|---|---:|---:|---:|',
    ...lines,
  ].join('\n')
}

/** The child loads tsx for this file; what it measures is built. */
function measureInChild(flags: readonly string[], words: readonly string[]): Promise<Measured> {
  return new Promise((done, reject) => {
    const execArgv = [...process.execArgv, ...flags]
    const child = fork(fileURLToPath(import.meta.url), [MEASURE, ...words], { execArgv })
    child.on('message', (measured) => done(measured as Measured))
    child.on('error', reject)
    child.on('close', (code) =>
      reject(new Error(`expected a measurement of ${words[0]}, got exit code ${code}`)),
    )
  })
}
