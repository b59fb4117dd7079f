/** `npm run corpus`: shows, grows, minimises and replays the corpus. Not part of the package. */
import { corpus } from './commands/corpus.ts'
import { runCommand } from './process.ts'
import { CORPUS_OPTIONS } from './corpus/request.ts'

await runCommand('corpus', corpus(), CORPUS_OPTIONS)
