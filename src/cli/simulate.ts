/** `npm run simulate`: runs a scenario and writes its report. */
import { simulate } from './commands/simulate.ts'
import { lab } from './lab.ts'
import { runCommand } from './process.ts'

await runCommand('simulate', simulate(lab))
