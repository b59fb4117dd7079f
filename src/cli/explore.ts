/** `npm run explore`: writes the explorer, one page, and opens it. */
import { explore } from './commands/explore.ts'
import { OPTIONS } from './explore/request.ts'
import { runCommand } from './process.ts'

await runCommand('explore', explore, OPTIONS)
