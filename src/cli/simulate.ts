/** `npm run simulate`: runs a scenario and writes its report. */
import { simulate } from './commands/simulate.ts'
import { lab } from './lab.ts'
import { runCommand } from './process.ts'
import { OPTIONS } from './request.ts'

const labModule = import.meta.url.replace(/simulate(\.[jt]s)$/, 'lab$1')

await runCommand('simulate', simulate(lab, labModule), OPTIONS)
