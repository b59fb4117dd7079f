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
import { readWhole, type Range } from '../src/cli/number.ts'
import { didYouMean } from '../src/cli/suggest.ts'
import { WrongInput } from '../src/cli/wrong-input.ts'
import { times } from '../src/report/number.ts'
import { asked } from './arguments.ts'
import { writeToPage } from './page.ts'
import { costOf, IN_SHARD } from './study/cost.ts'
import { costText } from './study/cost-text.ts'
import { hashOf, start, study, type Ended } from './study/process.ts'

/** Few people and few days: the subject is the study runner, not the economy. */
const SHORT = ['baseline', '--days', '10', '--set', 'holders=10', '--set', 'traders=2', '--seed', '7']
/** A year of a scenario that pays weekly: two thirds of the actions of `baseline`. */
const LONG = ['split-policy', '--days', '365', '--seed', '7']

/** So many that a study can be killed half-way. */
const SIZES: Range = { min: 40n, max: 10_000_000n, example: 200n }

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
  if (write) writeToPage('bench:study', text)
  return true
}

const KINDS: Readonly<
  Record<string, (place: string, sizes: readonly (number | undefined)[]) => Promise<boolean>>
> = {
  hash: (place, [paths = 2000]) => oneHash(place, paths),
  memory: (place, [few = 1000, many = 10_000]) => flatMemory(place, few, many),
  cost: (place, [paths = 2 * IN_SHARD]) => cost(place, paths),
}
const { measure, sizes, write } = await asked({
  name: 'bench:study',
  does: 'Measures studies in processes of their own, as npm run study starts them.',
  usage: [
    ['hash [PATHS]', 'Equal hashes for any workers, shards and after SIGKILL; 2000 paths by default.'],
    ['memory [FEW [MANY]]', 'Peak memory of two sizes of a study; 1000 and 10000 paths by default.'],
    [
      'cost [PATHS]',
      `What a path, its files, adding up and the queue cost; ${2 * IN_SHARD} paths by default.`,
    ],
  ],
  most: 3,
  writes: true,
  read([what = '', ...words]) {
    const measure = Object.hasOwn(KINDS, what) ? KINDS[what] : undefined
    const kinds = Object.keys(KINDS)
    if (measure === undefined)
      throw new WrongInput({
        expected: `one of ${kinds.join(', ')}`,
        got: what === '' ? 'nothing' : `"${what}"`,
        advice: `${didYouMean(what, kinds)}See --help.`,
      })
    const most = what === 'memory' ? 2 : 1
    if (words.length > most)
      throw new WrongInput({
        expected: `at most ${times(most, 'number')} after ${what}`,
        got: `"${words.join(' ')}"`,
        advice: 'See --help.',
      })
    return { measure, sizes: words.map((word) => Number(readWhole('PATHS', word, SIZES))) }
  },
})
const place = mkdtempSync(join(tmpdir(), 'amt-lab-study-'))
try {
  process.exitCode = (await measure(place, sizes)) ? 0 : 1
} finally {
  rmSync(place, { recursive: true, force: true })
}
