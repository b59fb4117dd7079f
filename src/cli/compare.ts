/** `npm run compare`: saved results side by side. */
import { compare } from './commands/compare.ts'
import { OPTIONS } from './compare/request.ts'
import { runCommand } from './process.ts'

await runCommand('compare', compare, OPTIONS)
