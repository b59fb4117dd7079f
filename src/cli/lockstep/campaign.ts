/**
 * Campaign: runs its batches on worker threads, in order, until all are done, one fails, time is up or it is
 * stopped.
 *
 * Batches start in order, and a started batch is finished: what is done is always the first batches, without
 * a gap. So the first failure is the same for any number of threads.
 */
import { Worker } from 'node:worker_threads'
import type { Preparation } from '../../lockstep/campaign/batch.ts'
import { CampaignTally, type CampaignTotals } from '../../lockstep/campaign/tally.ts'
import { ATTEMPTS, runTasks } from '../pool.ts'
import { campaignCommand, type CampaignRequest } from './request.ts'
import type { CampaignProgress } from './saved-campaign.ts'
import type { CampaignAnswer, CampaignAssignment, CampaignTask } from './worker.ts'

export interface CampaignOutcome {
  readonly totals: CampaignTotals
  readonly preparation: Preparation
  /** Batches that were asked for. */
  readonly batches: number
  /** Why it ended before the last batch. */
  readonly stopped: 'time' | 'interrupt' | 'failure' | undefined
}

export interface CampaignHooks {
  /** Clock in milliseconds. */
  readonly now: () => number
  /** Whether to stop after the batches that are running. */
  readonly isStopped: () => boolean
  readonly onBatch: (totals: CampaignTotals, batches: number) => void
  /** Called when more batches count, while none has failed: the campaign could go on from here. */
  readonly onProgress: (progress: CampaignProgress) => void
  readonly onLost: (what: string, why: string) => void
}

/**
 * Runs a campaign.
 *
 * @param earlier how far it has come in an earlier run, from which it goes on
 * @throws {BatchLost} when threads end unexpectedly in the same batch in all attempts.
 */
export async function runCampaign(
  request: CampaignRequest,
  setupModule: string,
  { now, isStopped, onBatch, onProgress, onLost }: CampaignHooks,
  earlier?: CampaignProgress,
): Promise<CampaignOutcome> {
  const { minutes, workers } = request
  const batches = batchesOf(request)
  const tally = new CampaignTally(request.only, earlier?.totals)
  const deadline = minutes === undefined ? Infinity : now() + minutes * 60_000
  let preparation = earlier?.preparation
  let counted = earlier?.totals.batches ?? 0
  let started = 0
  let stopped: CampaignOutcome['stopped']
  const tasks = taskList(request, batches, counted)
  const least = earlier === undefined ? 2 : 1
  await runTasks<CampaignTask, CampaignAnswer>({
    threads: Math.min(workers, batches + 1),
    next: () => {
      if (started >= tasks.length) return undefined
      if (tally.isOver()) stopped = 'failure'
      // The preparation and a batch always run: a campaign without them says nothing, or goes nowhere.
      else if (started >= least && isStopped()) stopped = 'interrupt'
      else if (started >= least && now() >= deadline) stopped = 'time'
      return stopped === undefined ? tasks[started++] : undefined
    },
    start: () => start({ setupModule }),
    onMessage: (answer) => {
      if ('prepared' in answer) preparation = answer.prepared
      else {
        tally.add(answer.done)
        onBatch(tally.totals(), batches)
      }
      const totals = tally.totals()
      if (preparation !== undefined && totals.failure === undefined && totals.batches > counted) {
        counted = totals.batches
        onProgress({ preparation, totals })
      }
      return true
    },
    onLost: (task, why) => onLost(taskName(task), why),
    lost: (task, why) => new BatchLost(taskName(task), why),
  })
  const totals = tally.totals()
  return {
    totals,
    preparation: preparation!,
    batches,
    stopped: totals.failure === undefined ? stopped : totals.batches < batches ? 'failure' : undefined,
  }
}

/** Number of batches that a request asks for. */
export function batchesOf({ runs, batchSize, only }: CampaignRequest): number {
  return only === undefined ? Math.ceil(runs / batchSize) : 1
}

/** The preparation, then the batches; after the first `done` batches the rest. The last may be a part. */
function taskList(request: CampaignRequest, batches: number, done: number): readonly CampaignTask[] {
  const { seed, runs, batchSize, coverageEvery, only } = request
  const numbers = only === undefined ? Array.from({ length: batches }, (_, index) => index + 1) : [only]
  return [
    ...(done === 0 ? [{ prepare: { seed, coverageEvery } }] : []),
    ...numbers.slice(done).map((batch) => ({
      batch: {
        seed,
        batch,
        sequences: only === undefined ? Math.min(batchSize, runs - (batch - 1) * batchSize) : batchSize,
        coverageEvery,
        command: campaignCommand(request, { batch }),
      },
    })),
  ]
}

function taskName(task: CampaignTask): string {
  return 'batch' in task ? `batch ${task.batch.batch}` : 'the canaries'
}

function start(workerData: CampaignAssignment): Worker {
  const file = import.meta.url.endsWith('.ts') ? './worker-of-sources.mjs' : './worker.js'
  return new Worker(new URL(file, import.meta.url), { workerData, execArgv: [] })
}

/** Threads ended unexpectedly in the same batch in all attempts. */
export class BatchLost extends Error {
  override readonly name = 'BatchLost'
  constructor(what: string, why: string) {
    super(
      `expected ${what} to run; got ${ATTEMPTS} worker threads that ended, the last with ${why}. ` +
        'Use fewer workers if memory is short.',
    )
  }
}
