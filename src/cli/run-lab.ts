/**
 * Runs the commands on a lab of one's own: `npx tsx mine.mts study whale`.
 *
 * The commands that results quote start with the module, so that its scenarios are found.
 */
import { isMainThread } from 'node:worker_threads'
import { amtLab } from './commands/amt-lab.ts'
import { labCommands } from './lab-commands.ts'
import type { Lab } from './lab.ts'
import { runCommand } from './process.ts'
import { showStart, startOf } from './start.ts'
import { versions } from './versions.ts'

/**
 * Runs a command of {@link labCommands} on this process's arguments. `labModule` is the URL of the module
 * that exports `lab` (`import.meta.url`); worker threads load it too, and nothing runs in them here.
 */
export async function runLab(lab: Lab, labModule: string): Promise<void> {
  if (!isMainThread) return
  showStart(startOf(labModule, process.cwd()))
  await runCommand('amt-lab', amtLab(labCommands(lab, labModule), versions().package))
}
