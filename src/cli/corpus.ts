/** `npm run corpus`: shows, grows, minimises and replays the corpus. Not part of the package. */
import { corpus } from './commands/corpus.ts'
import { runCommand } from './process.ts'

await runCommand('corpus', corpus())
