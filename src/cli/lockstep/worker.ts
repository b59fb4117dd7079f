/** Worker thread of a campaign: prepares it, or runs batches, one after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import type { MappedBuild } from '../../evm/coverage/mapped-build.ts'
import {
  prepare,
  runBatch,
  type Batch,
  type BatchResult,
  type CampaignSetup,
  type Preparation,
} from '../../lockstep/campaign/batch.ts'

/** URL of a module that exports a {@link CampaignSetup} as `setup`. */
export interface CampaignAssignment {
  readonly setupModule: string
}

export type CampaignTask =
  | { readonly prepare: Pick<Batch, 'seed' | 'coverageEvery'> }
  | { readonly batch: Batch }

export type CampaignAnswer = { readonly prepared: Preparation } | { readonly done: BatchResult }

const { setupModule } = workerData as CampaignAssignment
const { setup: given } = (await import(setupModule)) as { readonly setup: CampaignSetup }

/** Compiles the contracts for coverage once. */
let mapped: MappedBuild | undefined
const setup: CampaignSetup = { ...given, mapped: () => (mapped ??= given.mapped()) }

const answer = (message: CampaignAnswer): void => parentPort!.postMessage(message)

async function perform(task: CampaignTask): Promise<void> {
  if ('batch' in task) answer({ done: await runBatch(setup, task.batch) })
  else answer({ prepared: await prepare(setup, task.prepare) })
}

parentPort!.on('message', (task: CampaignTask) => {
  void perform(task)
})
