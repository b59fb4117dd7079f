/** The study command on the tests' lab as a process of its own, to be killed. */
import { study } from '../../../src/cli/commands/study.ts'
import { runCommand } from '../../../src/cli/process.ts'
import { lab } from './lab.ts'

await runCommand('study', study(lab, new URL('./lab.ts', import.meta.url).href))
