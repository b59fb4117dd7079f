/** Help: the `--help` text of the lockstep command. */
import { optionLines } from '../help.ts'
import { LOCKSTEP_OPTIONS } from './request.ts'

export function lockstepHelp(): string {
  return `Compares model and contracts on generated sequences of actions, in batches on worker threads.

Usage
  npm run lockstep [-- options]

Options
${optionLines(LOCKSTEP_OPTIONS)}

Each batch has its own seed, so it can be repeated alone, and results do not depend on the number of workers. A
first interrupt (Ctrl-C) stops the campaign after the batches that are running.

Exit codes
  0  results written; model and contracts agree, and no invariant is broken
  1  results written; they differ, an invariant is broken, or a canary survives
  2  nothing written: invalid input, or a directory that is not writable
  3  nothing written: internal error

Examples
  npm run lockstep
  npm run lockstep -- --runs 20000 --seed 42 --workers 2
  npm run lockstep -- --runs 1000000 --minutes 30
  npm run lockstep -- --batch 38 --seed 42
`
}
