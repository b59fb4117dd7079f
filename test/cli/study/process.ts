/** The study command on the test lab as a separate process, for tests that kill it. */
import { study } from '../../../src/cli/commands/study.ts'
import { runCommand } from '../../../src/cli/process.ts'
import { lab } from './lab.ts'

await runCommand('study', study(lab, new URL('./lab.ts', import.meta.url).href))
