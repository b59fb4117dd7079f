/**
 * Runs the commands on a lab of one's own: `npx tsx mine.mts study whale`.
 *
 * The commands that results quote start with the module, so that its scenarios are found.
 */
import { isMainThread } from 'node:worker_threads'
import { amtLab } from './commands/amt-lab.ts'
import { shard } from './commands/shard.ts'
import { simulate } from './commands/simulate.ts'
import { study } from './commands/study.ts'
import { verifyAll } from './commands/verify.ts'
import { worker } from './commands/worker.ts'
import type { Lab } from './lab.ts'
import { runCommand } from './process.ts'
import { versions } from './versions.ts'

/**
 * Runs `simulate`, `study` or `verify` on this process's arguments. `labModule` is the URL of the module that
 * exports `lab` (`import.meta.url`); worker threads load it too, and nothing runs in them here.
 */
export async function runLab(lab: Lab, labModule: string): Promise<void> {
  if (!isMainThread) return
  const commands = {
    simulate: { summary: 'Runs a scenario and writes its report.', command: simulate(lab, labModule) },
    study: {
      summary: 'Runs many paths of a scenario and writes their statistics.',
      command: study(lab, labModule),
    },
    shard: { summary: 'Computes one shard of a study.', command: shard(lab, labModule) },
    worker: {
      summary: 'Computes shards of studies that a queue on Redis refers to.',
      command: worker(labModule),
    },
    verify: { summary: 'Replays scenarios on the compiled contracts.', command: verifyAll(lab) },
  }
  await runCommand('amt-lab', amtLab(commands, versions().package))
}
