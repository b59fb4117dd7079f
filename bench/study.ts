/**
 * Studies, run for real: that a large one gives one hash however it is cut, run and killed, and that its memory does not grow with its paths.
 *
 * Every study is a process of its own, as `npm run study` starts it. `npm run bench:study -- hash [PATHS]` runs one study with one thread and
 * with two, with small and with large shards, and kills one with SIGKILL half-way and asks for it again. `npm run bench:study -- memory [FEW MANY]`
 * tells the most memory that the whole process ever had (its resident set). Exits 1 if hashes differ, if finished paths are run again, or if
 * memory grows.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Few people and few days: what is tried is the study, not the economy. */
const SHORT = ['baseline', '--days', '10', '--set', 'holders=10', '--set', 'traders=2', '--seed', '7']
/** A year of the scenario whose paths are the cheapest. */
const LONG = ['split-policy', '--days', '365', '--seed', '7']

/** What 10,000 paths of 365 days may need, in MiB. */
const MOST_MEMORY = 512
/** Memory that is flat may still differ by when the garbage collector came. */
const FLAT = 1.25

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const program = fileURLToPath(new URL('../src/cli/study.ts', import.meta.url))
/** Has a process write its peak, in KiB, as its last line on stderr. */
const tellPeak = `data:text/javascript,process.on("exit",()=>process.stderr.write(process.resourceUsage().maxRSS+"\\n"))`

interface Ended {
  readonly out: string
  readonly seconds: number
  /** In MiB. */
  readonly peak: number
}

function begin(argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', tellPeak, '--import', tsx, program, ...argv, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function study(argv: readonly string[]): Promise<Ended> {
  const start = performance.now()
  const child = begin(argv)
  let [out, err] = ['', '']
  child.stdout!.on('data', (text) => void (out += text))
  child.stderr!.on('data', (text) => void (err += text))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`expected a study that ends well, got exit code ${code}: ${err}`)
  const peak = Number(err.trimEnd().split('\n').at(-1)) / 1024
  return { out, seconds: (performance.now() - start) / 1000, peak }
}

const hashOf = ({ out }: Ended): string => (JSON.parse(out) as { resultHash: string }).resultHash

/** Begins a study and kills it as soon as that many of its shards are done. */
async function killed(argv: readonly string[], directory: string, shards: number): Promise<void> {
  const child = begin(argv)
  const died = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)))
  while (shardsIn(directory).length < shards && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGKILL')
  if ((await died) !== 'SIGKILL') throw new Error('expected a study that is not done when it is killed')
}

function shardsIn(directory: string): readonly string[] {
  const place = join(directory, 'stretches')
  return existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.parquet')) : []
}

/** When each of these shards was written. */
function timesOf(directory: string, names: readonly string[]): string {
  return names.map((name) => statSync(join(directory, 'stretches', name)).mtimeMs).join()
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
  say(
    `--workers 2, killed with SIGKILL, ${kept.length} shards kept, asked again`,
    await study([...argv, ...cut]),
  )
  const untouched = timesOf(out, kept) === times
  console.log(hashes.size === 1 ? 'One hash.' : `${hashes.size} hashes!`)
  if (!untouched) console.log('What was done before the kill was done again!')
  return hashes.size === 1 && untouched
}

async function flatMemory(place: string, few: number, many: number): Promise<boolean> {
  console.log(`npm run study -- ${LONG.join(' ')} --workers 2`)
  const peaks: number[] = []
  for (const paths of [few, many]) {
    const argv = [...LONG, '--runs', `${paths}`, '--workers', '2', '--out', join(place, `${paths}`)]
    const { peak, seconds } = await study(argv)
    console.log(`${paths} paths: at most ${peak.toFixed(0)} MiB, ${seconds.toFixed(0)} s`)
    peaks.push(peak)
  }
  const [less, more] = [peaks[0]!, peaks[1]!]
  const flat = more <= MOST_MEMORY && more <= FLAT * less
  console.log(flat ? 'Flat.' : `More than ${MOST_MEMORY} MiB, or ${FLAT} times as much!`)
  return flat
}

const [what, ...sizes] = process.argv.slice(2)
const [first, second] = sizes.map(Number)
const place = mkdtempSync(join(tmpdir(), 'amt-lab-study-'))
try {
  if (what !== 'hash' && what !== 'memory') throw new Error(`expected hash or memory, got ${what}`)
  const fine =
    what === 'hash'
      ? await oneHash(place, first ?? 2000)
      : await flatMemory(place, first ?? 1000, second ?? 10_000)
  process.exitCode = fine ? 0 : 1
} finally {
  rmSync(place, { recursive: true, force: true })
}
