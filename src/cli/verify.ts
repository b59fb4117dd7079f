/** `npm run verify`: replays all scenarios on the compiled contracts. */
import { OPTIONS, verifyAll } from './commands/verify.ts'
import { lab } from './lab.ts'
import { runCommand } from './process.ts'

await runCommand('verify', verifyAll(lab), OPTIONS)
