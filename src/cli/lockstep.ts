/** `npm run lockstep`: compares model and contracts on generated sequences. */
import { lockstep } from './commands/lockstep.ts'
import { runCommand } from './process.ts'
import { LOCKSTEP_OPTIONS } from './lockstep/request.ts'

const source = import.meta.url.endsWith('.ts')

await runCommand(
  'lockstep',
  lockstep(new URL(source ? './lockstep/setup.ts' : './lockstep/setup.js', import.meta.url).href),
  LOCKSTEP_OPTIONS,
)
