/** `npm run conclusions`: see `command.ts`. */
import { runCommand } from '../../src/cli/process.ts'
import { conclusions, OPTIONS } from './command.ts'

await runCommand('conclusions', conclusions, OPTIONS)
