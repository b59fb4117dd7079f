/**
 * Pool: worker processes that judge mutants. A worker that is silent for too long is stopped and replaced;
 * its mutant counts as killed, since a mutated loop may have no end.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { GeneratedMutant } from '../../mutants/generated-mutant.ts'
import type { StageOptions } from '../../mutants/registry.ts'
import type { MutantResult } from '../../mutants/result.ts'
import type { FromWorker, ToWorker } from './job.ts'

export interface PoolOptions {
  readonly workers: number
  readonly options: Omit<StageOptions, 'scratch'>
  /** Directory of the workers' scratch copies: one below it for each. */
  readonly scratch: string
  readonly onResult: (result: MutantResult) => void
  /** Receives what ends all workers at once, for a process that is about to end. */
  readonly onStart: (end: () => void) => void
}

/**
 * Silence in ms after which a worker is stopped. Workers report after each sequence, which takes a tenth of a
 * second, before each test of the bundle, and before each round of tests; compiling takes some seconds.
 */
const SILENCE = { suites: 1_500_000, bundle: 600_000, lockstep: 180_000 }

/** A worker is replaced after this many mutants: each leaves compiled code in the process. */
const MUTANTS_PER_WORKER = 150

/**
 * Judges all mutants. `onResult` is called in the order of completion.
 *
 * @throws {WorkerFailed} when a worker fails with an error or ends by itself.
 */
export async function judgeAll(mutants: readonly GeneratedMutant[], pool: PoolOptions): Promise<void> {
  const queue = [...mutants]
  const running = new Set<ChildProcess>()
  const slots = Math.min(pool.workers, queue.length)
  const end = (): void => {
    for (const child of running) child.kill('SIGKILL')
    rmSync(pool.scratch, { recursive: true, force: true })
  }
  pool.onStart(end)
  try {
    await Promise.all(Array.from({ length: slots }, (_each, slot) => serve(slot, queue, running, pool)))
  } finally {
    end()
  }
}

/** One slot: starts workers until the queue is empty. */
async function serve(
  slot: number,
  queue: GeneratedMutant[],
  running: Set<ChildProcess>,
  pool: PoolOptions,
): Promise<void> {
  for (let started = 0; queue.length > 0; started++) {
    const options: StageOptions = { ...pool.options, scratch: `${pool.scratch}/${slot}-${started}` }
    const child = fork(fileURLToPath(new URL('./worker-of-sources.mjs', import.meta.url)), { execArgv: [] })
    running.add(child)
    try {
      await drive(child, options, queue, pool.onResult)
    } finally {
      child.kill('SIGKILL')
      running.delete(child)
      rmSync(options.scratch, { recursive: true, force: true })
    }
  }
}

/** Sends mutants to a worker, until the queue is empty or the worker must be replaced. */
function drive(
  child: ChildProcess,
  options: StageOptions,
  queue: GeneratedMutant[],
  onResult: (result: MutantResult) => void,
): Promise<void> {
  const slowest =
    (['suites', 'bundle'] as const).find((stage) => options.stages.includes(stage)) ?? 'lockstep'
  const silence = SILENCE[slowest]
  return new Promise((resolve, reject) => {
    let mutant: GeneratedMutant | undefined
    let timer: NodeJS.Timeout | undefined
    let done = 0
    const end = (finish: () => void): void => {
      clearTimeout(timer)
      child.removeAllListeners()
      finish()
    }
    const listen = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (mutant !== undefined) onResult(endless(mutant))
        end(resolve)
      }, silence)
    }
    const send = (message: ToWorker): void => void child.send(message)
    const next = (): void => {
      mutant = done < MUTANTS_PER_WORKER ? queue.shift() : undefined
      if (mutant === undefined) end(resolve)
      else send({ mutant })
    }
    child.on('message', (message: FromWorker) => {
      listen()
      if ('error' in message) return end(() => reject(new WorkerFailed(mutant, message.error)))
      if ('result' in message) {
        done++
        onResult(message.result)
      }
      if (!('alive' in message)) next()
    })
    child.on('error', (error) => end(() => reject(new WorkerFailed(mutant, error.message))))
    child.on('exit', (code, signal) =>
      end(() => reject(new WorkerFailed(mutant, `exit code ${code ?? signal}`))),
    )
    listen()
    send({ options })
  })
}

function endless({ id }: GeneratedMutant): MutantResult {
  const by = 'no end: the worker was silent'
  return { id, outcome: 'killed', stage: 'timeout', verdicts: { timeout: { verdict: 'killed', by } } }
}

/** A worker process failed. */
export class WorkerFailed extends Error {
  override readonly name = 'WorkerFailed'
  constructor(mutant: GeneratedMutant | undefined, why: string) {
    const where =
      mutant === undefined ? 'at its start' : `at mutant ${mutant.id} (${mutant.source}:${mutant.line})`
    super(`expected a worker to judge its mutants; it failed ${where}: ${why}`)
  }
}
