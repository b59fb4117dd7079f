/** `npm run stress`: compares all scenarios with and without shocks of the past. */
import { stress } from './commands/stress.ts'
import { lab } from './lab.ts'
import { runCommand } from './process.ts'
import { OPTIONS } from './stress/request.ts'

const labModule = import.meta.url.replace(/stress(\.[jt]s)$/, 'lab$1')

await runCommand('stress', stress(lab, labModule), OPTIONS)
