/**
 * Study benchmark: checks that the result hash does not depend on workers, shard size or interruption, and
 * that memory does not grow with the number of paths.
 *
 * Every study runs in a process of its own, as `npm run study` starts it.
 *
 * - `npm run bench:study -- hash [PATHS]` runs one study with one worker and with two, with small and with
 *   large shards, and once more after a SIGKILL half-way.
 * - `npm run bench:study -- memory [FEW MANY]` prints the peak resident set of the whole process for two
 *   sizes.
 * - `npm run bench:study -- cost [PATHS] [--write]` measures what a path, its files, adding up and the queue
 *   cost, and derives what more workers would do. `--write` puts it into `docs/explanation/performance.md`.
 *
 * Exits 1 if hashes differ, if finished paths run again, or if memory grows.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WRITE, writeToPage } from './page.ts'
import { costOf, IN_SHARD } from './study/cost.ts'
import { costText } from './study/cost-text.ts'
import { hashOf, start, study, type Ended } from './study/process.ts'

/** Few people and few days: the subject is the study runner, not the economy. */
const SHORT = ['baseline', '--days', '10', '--set', 'holders=10', '--set', 'traders=2', '--seed', '7']
/** A year of a scenario that pays weekly: two thirds of the actions of `baseline`. */
const LONG = ['split-policy', '--days', '365', '--seed', '7']

/** Memory limit for 10,000 paths of 365 days, in MiB. */
const MOST_MEMORY = 512
/** Largest ratio of two peaks that counts as constant; the garbage collector accounts for the rest. */
const FLAT = 1.25

/** Starts a study and kills it as soon as `shards` of its shards are done. */
async function killed(argv: readonly string[], directory: string, shards: number): Promise<void> {
  const { child } = start(['study', ...argv, '--json'])
  const died = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)))
  while (shardsIn(directory).length < shards && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGKILL')
  if ((await died) !== 'SIGKILL') throw new Error('expected a study that is still running when it is killed')
}

function shardsIn(directory: string): readonly string[] {
  const place = join(directory, 'shards')
  return existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.parquet')) : []
}

/** Modification times of these shards. */
function timesOf(directory: string, names: readonly string[]): string {
  return names.map((name) => statSync(join(directory, 'shards', name)).mtimeMs).join()
}

async function oneHash(place: string, paths: number): Promise<boolean> {
  const argv = [...SHORT, '--runs', `${paths}`]
  console.log(`npm run study -- ${argv.join(' ')}`)
  const hashes = new Set<string>()
  const shard = Math.ceil(paths / 40)
  const say = (what: string, ended: Ended): void => {
    hashes.add(hashOf(ended))
    console.log(`${what.padEnd(60)} ${hashOf(ended)}  ${ended.seconds.toFixed(0).padStart(5)} s`)
  }
  for (const [workers, size] of [
    [1, shard],
    [2, shard],
    [2, Math.ceil(shard / 7)],
  ] as const) {
    const out = join(place, `${workers}-${size}`)
    const cut = ['--workers', `${workers}`, '--shard-size', `${size}`]
    say(cut.join(' '), await study([...argv, ...cut, '--out', out]))
  }
  const out = join(place, 'killed')
  const cut = ['--workers', '2', '--shard-size', `${shard}`, '--out', out]
  await killed([...argv, ...cut], out, Math.ceil(paths / shard / 3))
  const kept = shardsIn(out)
  const times = timesOf(out, kept)
  say(`--workers 2, killed with SIGKILL, ${kept.length} shards kept, resumed`, await study([...argv, ...cut]))
  const untouched = timesOf(out, kept) === times
  console.log(hashes.size === 1 ? 'Equal hashes.' : `${hashes.size} different hashes.`)
  if (!untouched) console.log('Finished shards ran again.')
  return hashes.size === 1 && untouched
}

async function flatMemory(place: string, few: number, many: number): Promise<boolean> {
  console.log(`npm run study -- ${LONG.join(' ')} --workers 2`)
  const peaks: number[] = []
  for (const paths of [few, many]) {
    const argv = [...LONG, '--runs', `${paths}`, '--workers', '2', '--out', join(place, `${paths}`)]
    const { peak, seconds } = await study(argv)
    console.log(`${paths} paths: peak ${peak.toFixed(0)} MiB, ${seconds.toFixed(0)} s`)
    peaks.push(peak)
  }
  const [less, more] = [peaks[0]!, peaks[1]!]
  const flat = more <= MOST_MEMORY && more <= FLAT * less
  console.log(
    flat ? 'Constant memory.' : `Peak above ${MOST_MEMORY} MiB or above ${FLAT} times the smaller study.`,
  )
  return flat
}

async function cost(place: string, paths: number): Promise<boolean> {
  const measured = await costOf(place, paths, (text) => console.error(text))
  if (measured.queue === undefined) console.error('The queue was not measured: no redis-server is installed.')
  const text = costText(measured)
  console.log(text)
  if (process.argv.includes(WRITE)) writeToPage('bench:study', text)
  return true
}

const [what = '', ...sizes] = process.argv.slice(2).filter((word) => word !== WRITE)
const [first, second] = sizes.map(Number)
const KINDS: Readonly<Record<string, (place: string) => Promise<boolean>>> = {
  hash: (place) => oneHash(place, first ?? 2000),
  memory: (place) => flatMemory(place, first ?? 1000, second ?? 10_000),
  cost: (place) => cost(place, first ?? 2 * IN_SHARD),
}
const measure = KINDS[what]
if (measure === undefined) {
  console.error(`expected ${Object.keys(KINDS).join(', ')}; got "${what}".`)
  process.exit(2)
}
const place = mkdtempSync(join(tmpdir(), 'amt-lab-study-'))
try {
  process.exitCode = (await measure(place)) ? 0 : 1
} finally {
  rmSync(place, { recursive: true, force: true })
}
