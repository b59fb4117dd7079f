/** `npm run shard`: computes one shard of a study. */
import { SHARD_OPTIONS, shard } from './commands/shard.ts'
import { lab } from './lab.ts'
import { runCommand } from './process.ts'

const labModule = import.meta.url.replace(/shard(\.[jt]s)$/, 'lab$1')

await runCommand('shard', shard(lab, labModule), SHARD_OPTIONS)
