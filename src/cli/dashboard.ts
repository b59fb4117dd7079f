/** `npm run dashboard`: one state of the economy. */
import { dashboard } from './commands/dashboard.ts'
import { OPTIONS } from './dashboard/request.ts'
import { runCommand } from './process.ts'

await runCommand('dashboard', dashboard, OPTIONS)
