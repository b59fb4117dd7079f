/** `npm run claims`: finds verdicts for the whitepaper's claims. */
import { claims, OPTIONS } from './commands/claims.ts'
import { runCommand } from './process.ts'

await runCommand('claims', claims(), OPTIONS)
