/** `npm run audit`: holds contracts that somebody else compiled against the model. */
import { audit } from './commands/audit.ts'
import { runCommand } from './process.ts'
import { AUDIT_OPTIONS } from './audit/request.ts'

await runCommand('audit', audit(), AUDIT_OPTIONS)
