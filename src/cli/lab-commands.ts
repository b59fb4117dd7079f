/**
 * The commands on a lab, the project's or one's own.
 */
import type { Subcommand } from './commands/amt-lab.ts'
import { shard } from './commands/shard.ts'
import { simulate } from './commands/simulate.ts'
import { study } from './commands/study.ts'
import { verifyAll } from './commands/verify.ts'
import { worker } from './commands/worker.ts'
import type { Lab } from './lab.ts'

/** The commands by name, on the lab that `labModule` exports. */
export function labCommands(lab: Lab, labModule: string): Readonly<Record<string, Subcommand>> {
  return {
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
}
