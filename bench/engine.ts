/**
 * Engine: steps per CPU second of the verified model, beside a naive loop over all holders in bigint and one in floats.
 *
 * All run the same paths of the same workload in one process, one after the other and in turns, and the exact ones must end in the same
 * state to the wei, or the run fails. CPU time of this process is counted. Only the ratios travel between machines.
 *
 * Run: `npm run bench [-- paths]`
 */
import { model, opening } from './engine/model.ts'
import { naiveBigint, naiveFloat } from './engine/naive.ts'
import { DAYS, daysOf, HOLDERS, type End } from './engine/workload.ts'

const PATHS = Number(process.argv[2] ?? 60)
/** Rounds before it counts, so that all are compiled. */
const ROUNDS = 3

const paths = Array.from({ length: PATHS }, (_, path) => daysOf(path))
const start = opening()

interface Engine {
  readonly name: string
  /** Of how many of the paths it is asked: a slow one needs fewer. */
  readonly paths: number
  readonly run: (path: number) => unknown
}

const engines: readonly Engine[] = [
  { name: 'naive, floats', paths: PATHS, run: (path) => naiveFloat(paths[path]!) },
  { name: 'naive, bigint', paths: Math.ceil(PATHS / 6), run: (path) => naiveBigint(paths[path]!) },
  { name: 'model', paths: PATHS, run: (path) => model(start, paths[path]!) },
  { name: 'model, 10 holders claim all', paths: PATHS, run: (path) => model(start, paths[path]!, 10) },
]

mustAgree(naiveBigint(paths[0]!), model(start, paths[0]!))

const seconds = new Map(engines.map(({ name }) => [name, Infinity]))
for (let round = 0; round < ROUNDS; round++)
  for (const { name, run, paths: count } of engines) {
    const before = process.cpuUsage()
    for (let path = 0; path < count; path++) run(path)
    const { user, system } = process.cpuUsage(before)
    // The best of the rounds: what disturbs only ever slows.
    seconds.set(name, Math.min(seconds.get(name)!, (user + system) / 1e6 / (count * DAYS)))
  }

const slowest = seconds.get('naive, bigint')!
console.log(`${DAYS} steps, ${PATHS} paths, ${HOLDERS} holders; one thread`)
console.log(
  `${'engine'.padEnd(30)}${'steps per CPU second'.padStart(22)}${'times the naive bigint loop'.padStart(30)}`,
)
for (const { name } of engines) {
  const each = seconds.get(name)!
  console.log(
    `${name.padEnd(30)}${(1 / each).toFixed(0).padStart(22)}${(slowest / each).toFixed(1).padStart(30)}`,
  )
}

function mustAgree(one: End, other: End): void {
  const holders = Array.from({ length: HOLDERS }, (_, holder) => holder)
  const text = ({ backing, supply, pool, due }: End): string =>
    [backing, supply, pool.amt, pool.btcb, ...holders.map(due)].join()
  if (text(one) !== text(other)) throw new Error('expected the same end of both exact engines, to the wei')
}
