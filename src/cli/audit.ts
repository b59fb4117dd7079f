/** `npm run audit`: holds contracts that somebody else compiled against the model. */
import { audit } from './commands/audit.ts'
import { runCommand } from './process.ts'

await runCommand('audit', audit())
