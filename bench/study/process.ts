/** Processes of studies and workers, as `npm run study` and `npm run worker` start them; what they used. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { here } from '../page.ts'

const PROGRAM = join(here, 'scripts/start.mjs')
/** Makes a process write its CPU time in microseconds and its peak resident set in KiB as its last line. */
const TELL =
  'data:text/javascript,process.on("exit",()=>{const {user,system}=process.cpuUsage();' +
  'process.stderr.write(`\\n${user+system} ${process.resourceUsage().maxRSS}\\n`)})'

export interface Ended {
  readonly out: string
  /** Wall time. */
  readonly seconds: number
  /** CPU seconds of the whole process with its threads. */
  readonly cpu: number
  /** In MiB. */
  readonly peak: number
}

export interface Started {
  readonly child: ChildProcess
  /** @throws {Error} when the exit code is not 0. */
  readonly ended: Promise<Ended>
}

/** Starts a command. */
export function start(argv: readonly string[]): Started {
  const since = performance.now()
  const child = spawn(process.execPath, ['--import', TELL, PROGRAM, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => void (out += text))
  child.stderr.on('data', (text) => void (err += text))
  const ended = new Promise<Ended>((resolve, reject) =>
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`expected exit code 0 of ${argv[0]}, got ${code}: ${err}`))
      const [cpu, peak] = err.trimEnd().split('\n').at(-1)!.split(' ').map(Number)
      const seconds = (performance.now() - since) / 1000
      resolve({ out, seconds, cpu: cpu! / 1e6, peak: peak! / 1024 })
    }),
  )
  // A study that is killed on purpose has no end.
  ended.catch(() => {})
  return { child, ended }
}

/** Runs a study to its end. */
export const study = (argv: readonly string[]): Promise<Ended> => start(['study', ...argv, '--json']).ended

export const hashOf = ({ out }: Ended): string => (JSON.parse(out) as { resultHash: string }).resultHash
