/**
 * Engine: steps per CPU second of the verified model and of the engine on it, beside naive loops over all holders.
 *
 * All run the same paths of the same workload, in turns, and the exact ones must end in the same state to the wei, or the run fails. CPU
 * time of the process is counted, the shortest of many rounds, since what disturbs only ever slows; each has rounds for the same time, so
 * that all are compiled as well as they will be. Only ratios travel between machines.
 *
 * Run: `npm run bench`
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { fromBase, ONE } from '../src/model/kernel/units.ts'
import { cellsOf } from '../src/sim/recording/recorder.ts'
import type { RunResult } from '../src/sim/result.ts'
import { engine, workloadScenario } from './engine/engine.ts'
import { model, initialState } from './engine/model.ts'
import { naiveBigint, naiveFloat, naiveStates } from './engine/naive.ts'
import { DAYS, daysOf, HOLDERS, type End } from './engine/workload.ts'

/** How often everything has its turn, and for how many microseconds of CPU it runs in one. */
const TURNS = 5
const LASTS = 2_500_000
const PATHS = 12

/** Argument of a process that measures one of the table. */
const MEASURE = '--measure'

const paths = Array.from({ length: PATHS }, (_, path) => daysOf(path))

interface Measured {
  /** Runs `steps` steps. */
  readonly run: () => void
  readonly steps: number
  /** What `run` does besides its steps, to be taken off. */
  readonly besides?: () => void
}

const over = (count: number, run: (path: (typeof paths)[number]) => unknown): Measured => ({
  run: () => {
    for (const path of paths.slice(0, count)) run(path)
  },
  steps: count * DAYS,
})

const modelling = (claimants: number): Measured => {
  const start = initialState()
  return over(PATHS, (path) => model(start, path, claimants))
}

const living = (isMonitored: boolean): Measured => {
  const subject = workloadScenario(paths[0]!, isMonitored)
  return { run: () => engine(subject, DAYS), besides: () => engine(subject, 0), steps: DAYS }
}

const REFERENCE = 'naive loop, bigint'
/** By name. Each is prepared only where it is measured, so that nothing else has shaped the code that it runs. */
const table: Readonly<Record<string, () => Measured>> = {
  'naive loop, floats': () => over(PATHS, naiveFloat),
  [REFERENCE]: () => over(1, naiveBigint),
  'naive loop, bigint, a new state each step': () => over(1, naiveStates),
  model: () => modelling(0),
  'model, 10 holders claim the whole year': () => modelling(10),
  'engine: agents, recorder, no invariants': () => living(false),
  'engine, all invariants after every action': () => living(true),
}

if (process.argv[2] === MEASURE) {
  process.send!(measure(table[process.argv[3]!]!()))
} else {
  const end = naiveBigint(paths[0]!)
  for (const other of [naiveStates(paths[0]!), model(initialState(), paths[0]!)]) mustAgree(end, other)
  for (const isMonitored of [false, true])
    mustClose(end, engine(workloadScenario(paths[0]!, isMonitored), DAYS))
  await compareAll()
}

/** Microseconds of CPU for a step, at best of all rounds. */
function measure({ run, besides, steps }: Measured): number {
  let [best, bestBesides] = [Infinity, besides === undefined ? 0 : Infinity]
  for (let spent = 0; spent < LASTS;) {
    const time = cpu(run)
    best = Math.min(best, time)
    spent += time
    if (besides !== undefined) bestBesides = Math.min(bestBesides, cpu(besides))
  }
  return (best - bestBesides) / steps
}

/** Everything in turn, each in a process of its own, so that none runs code that was compiled for the shapes of another. */
async function compareAll(): Promise<void> {
  const perStep = new Map<string, number>()
  for (let turn = 0; turn < TURNS; turn++)
    for (const name of Object.keys(table)) {
      const time = await measureApart(name)
      perStep.set(name, Math.min(time, perStep.get(name) ?? Infinity))
    }
  const reference = perStep.get(REFERENCE)!
  console.log(`${DAYS} steps a path, ${HOLDERS} holders, one thread\n`)
  console.log(`${''.padEnd(44)}steps per CPU second   times the ${REFERENCE}`)
  for (const [name, time] of perStep)
    console.log(
      `${name.padEnd(44)}${(1e6 / time).toFixed(0).padStart(20)}${(reference / time).toFixed(1).padStart(12)}`,
    )
}

function measureApart(name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [MEASURE, name], { execArgv: process.execArgv })
    child.on('message', (time) => resolve(time as number))
    child.on('error', reject)
    child.on('close', (code) =>
      reject(new Error(`expected ${name} to be measured, but it ended with code ${code}`)),
    )
  })
}

function cpu(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

function mustAgree(one: End, other: End): void {
  const holders = Array.from({ length: HOLDERS }, (_, holder) => holder)
  const text = ({ backing, supply, pool, due }: End): string =>
    [backing, supply, pool.amt, pool.btcb, ...holders.map(due)].join()
  if (text(one) !== text(other)) throw new Error('expected the same end of all exact engines, to the wei')
}

/** The engine's last close has the prices of that end, and nothing was broken on the way. */
function mustClose({ backing, supply, pool }: End, { tables, invariants }: RunResult): void {
  const expected = [(backing * ONE) / supply, (pool.btcb * ONE) / pool.amt].map(fromBase)
  const closed = ['floorPrice', 'poolPrice'].map((name) => cellsOf(tables[0]!, name).at(-1)!)
  if (closed.join() !== expected.join()) throw new Error(`expected prices of ${expected}, got ${closed}`)
  const broken = Object.values(invariants).filter(({ holds }) => !holds)
  if (broken.length > 0) throw new Error(`expected all invariants to hold, got ${broken.length} broken`)
}
