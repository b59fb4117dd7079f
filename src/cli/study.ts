/** `npm run study`: runs many paths of a scenario and writes what they add up to. */
import { study } from './commands/study.ts'
import { lab } from './lab.ts'
import { runCommand } from './process.ts'
import { OPTIONS } from './study/options.ts'

const source = import.meta.url.endsWith('.ts')

await runCommand(
  'study',
  study(lab, new URL(source ? './lab.ts' : './lab.js', import.meta.url).href),
  OPTIONS,
)
