/**
 * Verification: a run's actions from the engine, replayed by a worker that has the compiled contracts. The
 * worker's script and the contracts are unpacked when they are asked for.
 */
import type { Verification } from '../../report/manifest.ts'
import { unpacked } from '../../report/page/data.js'
import type { Content } from '../../report/content.ts'
import type { Experiment } from '../experiment.ts'
import type { FromVerifier, ToVerifier } from '../verify/worker.ts'
import { Cancelled, type Channel } from './channel.ts'

export interface Verifying {
  /** Rejects with {OtherRun}, {ReplayFailed}, {Cancelled}, or as the engine does. */
  readonly result: Promise<Verification>
  cancel(): void
}

/** Starts to verify what is shown. `engine` runs it again, and is ended here. */
export function startVerification(
  engine: Channel,
  { experiment, report }: { readonly experiment: Experiment; readonly report: Content },
  onAction: (done: number, of: number) => void,
): Verifying {
  let worker: Worker | undefined
  let isCancelled = false
  let reject: (error: Error) => void = () => {}
  const cancelled = new Promise<never>((_resolve, stop) => (reject = stop))
  const replayed = async (): Promise<Verification> => {
    const [script, contracts, recorded] = await Promise.all([
      unpacked('verifier'),
      unpacked('contracts'),
      engine.ask('recorded', experiment),
    ])
    engine.end()
    if (!report.body.includes(recorded.hash)) throw new OtherRun(recorded.hash)
    if (isCancelled) throw new Cancelled('the replay was ended')
    const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
    worker = new Worker(address)
    URL.revokeObjectURL(address)
    return answerOf(worker, { runs: recorded.runs, contracts }, onAction)
  }
  const end = (): void => {
    engine.end()
    worker?.terminate()
  }
  return {
    result: Promise.race([replayed(), cancelled]).finally(end),
    cancel: () => {
      isCancelled = true
      end()
      reject(new Cancelled('the replay was ended'))
    },
  }
}

const answerOf = (
  worker: Worker,
  task: ToVerifier,
  onAction: (done: number, of: number) => void,
): Promise<Verification> =>
  new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<FromVerifier>) => {
      if ('done' in data) onAction(data.done, data.of)
      else if ('failed' in data) reject(new ReplayFailed(data.failed))
      else resolve(data.verification)
    })
    // A worker that does not start, or runs out of memory.
    worker.addEventListener('error', ({ message }) => reject(new ReplayFailed(message)))
    worker.postMessage(task)
  })

/** The run that was repeated is not the one that is shown: a bug. */
export class OtherRun extends Error {
  override readonly name = 'OtherRun'
  constructor(hash: string) {
    super(`expected a run with the result hash of the report, got ${hash}`)
  }
}

/** The replay ended with an error other than a divergence. */
export class ReplayFailed extends Error {
  override readonly name = 'ReplayFailed'
}
