/**
 * Engine benchmark: steps per CPU second of the model and of the simulation engine, beside naive loops over
 * all holders and a library for agent-based models.
 *
 * Every subject runs the same workload. The exact ones must end in the same state, or the benchmark fails.
 * Each subject is measured in a process of its own, several times in turn; the result is the least of their
 * medians, since other processes only lengthen it. Compare the ratios: absolute rates differ between machines.
 *
 * Run: `npm ci --prefix bench/peers`, then `npm run bench [-- --write]`. `--write` puts the table into
 * `docs/explanation/performance.md`, with machine, load and commit.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { fromBase, ONE } from '../src/model/kernel/units.ts'
import { cellsOf } from '../src/sim/recording/recorder.ts'
import type { RunResult } from '../src/sim/result.ts'
import { engine, workloadScenario } from './engine/engine.ts'
import { flocc, floccFloat, floccFloatWorld, floccWorld, hasFlocc } from './engine/flocc.ts'
import { model, initialState } from './engine/model.ts'
import { naiveBigint, naiveFloat, naiveStates } from './engine/naive.ts'
import { DAYS, daysOf, HOLDERS, type Day, type End } from './engine/workload.ts'
import { asked } from './arguments.ts'
import { commitOf, here, machine, writeToPage } from './page.ts'

/** Processes per subject, and the microseconds of CPU time that each of them runs. */
const TURNS = 5
const BUDGET = 2_500_000
const PATHS = 12

/** Argument of the child process that measures one subject. */
const MEASURE = '--measure'

const paths = Array.from({ length: PATHS }, (_, path) => daysOf(path))

interface Subject {
  /** Runs all steps once; returns the CPU time of the steps alone, in microseconds. */
  readonly round: () => number
  readonly steps: number
}

const loop = (count: number, run: (path: (typeof paths)[number]) => unknown): Subject => ({
  round: () =>
    cpuTime(() => {
      for (const path of paths.slice(0, count)) run(path)
    }),
  steps: count * DAYS,
})

const modelSubject = (claimants: number): Subject => {
  const start = initialState()
  return loop(PATHS, (path) => model(start, path, claimants))
}

/**
 * The engine's day loop, timed within one run from the close of the first day to the close of the last.
 *
 * The initial state costs several times as much as the days. It is therefore not timed at all: a difference
 * of two timed runs, with days and without, is smaller than the noise of either.
 */
const engineSubject = (isMonitored: boolean): Subject => {
  const subject = workloadScenario(paths[0]!, isMonitored)
  return {
    round: () => {
      let [first, last] = [0, 0]
      engine(subject, DAYS, (day) => {
        if (day === 1) first = cpuNow()
        if (day === DAYS) last = cpuNow()
      })
      return last - first
    },
    steps: DAYS - 1,
  }
}

/** A world is made for every path, and its making is not timed. */
const floccSubject = <World>(
  make: () => World,
  run: (world: World, path: readonly Day[]) => unknown,
): Subject => ({
  round: () => {
    const world = make()
    return cpuTime(() => run(world, paths[0]!))
  },
  steps: DAYS,
})

const REFERENCE = 'naive loop over all holders, bigint, in place'
const MODEL = 'model: every step as actions on the chain, with allowances, events and reverts'
const ENGINE = 'engine: agents, random order, recorder, one agent’s view kept per day'
/**
 * By name. A subject is built only in the process that measures it, so no other subject affects its compiled
 * code.
 */
const subjects: Readonly<Record<string, () => Subject>> = {
  'naive loop over all holders, floats (not exact)': () => loop(PATHS, naiveFloat),
  [REFERENCE]: () => loop(1, naiveBigint),
  'the same, making a new state each step, as cadCAD and similar tools do': () => loop(1, naiveStates),
  ...(hasFlocc && {
    '`flocc` 0.7.0, every holder an agent, floats (not exact)': () =>
      floccSubject(floccFloatWorld, floccFloat),
    '`flocc` 0.7.0, every holder an agent, bigint': () => floccSubject(floccWorld, flocc),
  }),
  [MODEL]: () => modelSubject(0),
  'model, and ten holders claim all 365 payments one by one': () => modelSubject(10),
  [ENGINE]: () => engineSubject(false),
  'engine, all invariants checked after every action that touches their subjects': () => engineSubject(true),
}
/** In bold. */
const MAIN = [REFERENCE, MODEL, ENGINE]

if (process.argv[2] === MEASURE) {
  process.send!(measure(subjects[process.argv[3]!]!()))
} else {
  const { write } = await asked({
    name: 'bench',
    does: 'Measures steps per CPU second of model and engine, beside naive loops and a library.',
    usage: [['', `Every subject in ${TURNS} processes.`]],
    most: 0,
    writes: true,
    read: () => ({}),
  })
  const end = naiveBigint(paths[0]!)
  for (const other of [naiveStates(paths[0]!), model(initialState(), paths[0]!)]) assertSameEnd(end, other)
  if (hasFlocc) {
    assertSameEnd(end, flocc(floccWorld(), paths[0]!))
    // The same operations in the same order: equal to the last bit.
    const floats = [naiveFloat(paths[0]!), floccFloat(floccFloatWorld(), paths[0]!)] as const
    if (JSON.stringify(floats[0]) !== JSON.stringify(floats[1]))
      throw new Error('expected equal end states of both subjects in floats')
  } else {
    console.error('flocc is not installed, and is left out. Install it: npm ci --prefix bench/peers')
    if (write) process.exit(2)
  }
  for (const isMonitored of [false, true])
    assertCloses(end, engine(workloadScenario(paths[0]!, isMonitored), DAYS))
  await compareAll(write)
}

/**
 * CPU time per step in microseconds, the median of all rounds. The shortest would not do: a virtual machine
 * takes back time that it did not have, and a round of two milliseconds then seems to take less.
 */
function measure({ round, steps }: Subject): number {
  const times: number[] = []
  const end = cpuNow() + BUDGET
  while (cpuNow() < end) times.push(round())
  return times.toSorted((a, b) => a - b)[times.length >> 1]! / steps
}

/** Measures every subject in turn and prints the table. */
async function compareAll(write: boolean): Promise<void> {
  const perStep = new Map<string, number>()
  for (let turn = 0; turn < TURNS; turn++)
    for (const name of Object.keys(subjects)) {
      const time = await measureInChild(name)
      perStep.set(name, Math.min(time, perStep.get(name) ?? Infinity))
    }
  const text = tableOf(perStep)
  console.log(text)
  if (write) writeToPage('bench', text)
}

function tableOf(perStep: ReadonlyMap<string, number>): string {
  const reference = perStep.get(REFERENCE)!
  const lines = [...perStep].map(([name, time]) => {
    const bold = (text: string): string => (MAIN.includes(name) ? `**${text}**` : text)
    const rate = Math.round(1e6 / time).toLocaleString('en')
    const ratio = reference / time
    return `| ${bold(name)} | ${rate} | ${bold(ratio.toFixed(ratio < 1 ? 2 : 1))} |`
  })
  const [step, day] = [perStep.get(MODEL)!, perStep.get(ENGINE)!]
  return `${HOLDERS} holders, ${DAYS} steps a path, one thread; commit ${commitOf(here)}. ${machine()}.
Steps per CPU second, by the least of ${TURNS} medians:

| | steps/s | × naive bigint |
|---|---:|---:|
${lines.join('\n')}

A step of the model took ${step.toFixed(1)} microseconds. The engine added ${(day - step).toFixed(1)} for agents, gauges, history and tally.`
}

function measureInChild(name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [MEASURE, name], { execArgv: process.execArgv })
    child.on('message', (time) => resolve(time as number))
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`expected a measurement of ${name}, got exit code ${code}`)))
  })
}

/** CPU time of this process so far, user and system, in microseconds. */
function cpuNow(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

function cpuTime(work: () => void): number {
  const start = cpuNow()
  work()
  return cpuNow() - start
}

function assertSameEnd(one: End, other: End): void {
  const holders = Array.from({ length: HOLDERS }, (_, holder) => holder)
  const text = ({ backing, supply, pool, due }: End): string =>
    [backing, supply, pool.amt, pool.btcb, ...holders.map(due)].join()
  if (text(one) !== text(other)) throw new Error('expected equal end states of all exact subjects')
}

/**
 * The last close of the engine's run must have the prices of that end state, and every invariant must hold.
 */
function assertCloses({ backing, supply, pool }: End, { tables, invariants }: RunResult): void {
  const expected = [(backing * ONE) / supply, (pool.btcb * ONE) / pool.amt].map(fromBase)
  const closed = ['floorPrice', 'poolPrice'].map((name) => cellsOf(tables[0]!, name).at(-1)!)
  if (closed.join() !== expected.join()) throw new Error(`expected prices of ${expected}, got ${closed}`)
  const broken = Object.values(invariants).filter(({ holds }) => !holds)
  if (broken.length > 0) throw new Error(`expected all invariants to hold, got ${broken.length} broken`)
}
