/**
 * Cost of a path, in two checkouts side by side.
 *
 * Measures the CPU time of paths of a scenario in this checkout and in another one, each in a process of its
 * own, in turn, so that a disturbance of the machine meets both. Every path is timed in its own process after
 * a warm-up; a checkout's result is the shortest and the median time over all its paths. The path hashes must
 * be equal, or the comparison fails: a faster path that computes something else is not faster.
 *
 * Run: `npm run bench:checkouts -- OTHER [SCENARIO [PATHS [ROUNDS]]]`, where OTHER is the directory of
 * another checkout with its packages installed.
 */
import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import type { Scenario } from '../src/sim/definition/scenario.ts'
import type { RunOptions } from '../src/sim/run.ts'
import type { RunResult } from '../src/sim/result.ts'

/** Argument of the child process that measures one checkout. */
const MEASURE = '--measure'
/** Paths that are run before the clock starts: compiled code differs from the interpreter's tenfold. */
const WARM_UP = 4

interface Measured {
  /** CPU milliseconds of each path. */
  readonly times: readonly number[]
  readonly hashes: readonly string[]
}

interface Modules {
  readonly run: { runScenario(scenario: Scenario, options: RunOptions): RunResult }
  readonly catalogue: { readonly scenarios: readonly Scenario[] }
  readonly hash: { pathHash(result: RunResult): string }
}

const [first = '', ...rest] = process.argv.slice(2)
if (first === MEASURE) process.send!(await measure(rest))
else await compare(first, rest)

/** Runs the paths in the checkout at `root`. Variants are left out, as in a study. */
async function measure([root = '', name = '', paths = '']: readonly string[]): Promise<Measured> {
  const load = async (file: string): Promise<unknown> => import(pathToFileURL(join(root, file)).href)
  const modules = {
    run: await load('src/sim/run.ts'),
    catalogue: await load('src/scenarios/index.ts'),
    hash: await load('src/report/hash.ts'),
  } as Modules
  const scenario = modules.catalogue.scenarios.find((candidate) => candidate.name === name)
  if (scenario === undefined) throw new Error(`expected a scenario of ${root}, got "${name}"`)
  const run = (path: number): RunResult =>
    modules.run.runScenario(scenario, { seed: 1n, path, variants: false })
  for (let path = 0; path < WARM_UP; path++) run(path)
  const [times, hashes]: [number[], string[]] = [[], []]
  for (let path = 0; path < Number(paths); path++) {
    const start = process.cpuUsage()
    const result = run(path)
    const { user, system } = process.cpuUsage(start)
    times.push((user + system) / 1000)
    hashes.push(modules.hash.pathHash(result))
  }
  return { times, hashes }
}

async function compare(other: string, [name = 'baseline', paths = '12', rounds = '5']: readonly string[]) {
  if (other === '' || !existsSync(join(other, 'src/sim/run.ts')))
    throw new Error(`expected the directory of another checkout, got "${other}"`)
  const roots = { other: resolve(other), this: fileURLToPath(new URL('..', import.meta.url)) }
  const times: Record<keyof typeof roots, number[]> = { other: [], this: [] }
  let expected: string | undefined
  for (let round = 0; round < Number(rounds); round++)
    for (const which of round % 2 === 0 ? (['other', 'this'] as const) : (['this', 'other'] as const)) {
      const measured = await measureInChild([roots[which], name, paths])
      times[which].push(...measured.times)
      expected ??= measured.hashes.join()
      if (measured.hashes.join() !== expected)
        throw new Error(`expected equal path hashes in both checkouts, got others in ${roots[which]}`)
    }
  console.log(`${name}, ${paths} paths of a year without variants, ${rounds} rounds; CPU ms per path\n`)
  console.log(`${''.padEnd(10)}${'shortest'.padStart(12)}${'median'.padStart(12)}`)
  const summary = (all: readonly number[]): readonly [number, number] => {
    const sorted = all.toSorted((a, b) => a - b)
    return [sorted[0]!, sorted[sorted.length >> 1]!]
  }
  const [before, after] = [summary(times.other), summary(times.this)]
  const row = (label: string, [least, middle]: readonly [number, number], digits: number): void =>
    console.log(label.padEnd(10) + least.toFixed(digits).padStart(12) + middle.toFixed(digits).padStart(12))
  row('other', before, 0)
  row('this', after, 0)
  row('times', [before[0] / after[0], before[1] / after[1]], 2)
}

/** The child loads tsx itself: the sources of either checkout are TypeScript. */
function measureInChild(argv: readonly string[]): Promise<Measured> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return new Promise((done, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [MEASURE, ...argv], { execArgv: ['--import', tsx] })
    child.on('message', (measured) => done(measured as Measured))
    child.on('error', reject)
    child.on('close', (code) =>
      reject(new Error(`expected a measurement of ${argv[0]}, got exit code ${code}`)),
    )
  })
}
