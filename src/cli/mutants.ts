/** `npm run mutants`: judges generated mutants. Not part of the package, which has no tests to run. */
import { mutants } from './commands/mutants.ts'
import { runCommand } from './process.ts'
import { MUTANTS_OPTIONS } from './mutants/request.ts'

await runCommand('mutants', mutants(), MUTANTS_OPTIONS)
