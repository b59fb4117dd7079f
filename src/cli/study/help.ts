/**
 * Help: the `--help` text of the study command.
 */
import { optionLines } from '../help.ts'
import { OPTIONS } from './options.ts'
import { DEFAULT_SCENARIO } from './request.ts'

export function studyHelp(): string {
  return `Runs many paths of a scenario at one or more parameter points, and writes a report of their statistics.

Usage
  npm run study [-- NAME | FILE.yaml] [options]
  Without a name: ${DEFAULT_SCENARIO}. A file sets a scenario and its parameters; options override the file. A study ignores its path.

Options
${optionLines(OPTIONS)}

Designs
  grid      every combination of the values
  zip       the first values of all sweeps, then the second values, and so on
  lhs       a Latin hypercube of n points; n is the number after the colon of each range
  sobol     n points of a Sobol' sequence
  morris    n random walks, for elementary effects
  saltelli  n(k+2) points for k parameters, for Sobol' indices; n should be a power of two

Exit codes
  0  report written; every invariant holds on every path, and with --verify-worst model and EVM agree
  1  report written; an invariant is broken, a path failed, or model and EVM differ
  2  not completed: invalid input, a directory that is not writable, or stopped with --executor bullmq; finished shards are kept
  3  not completed: internal error; finished shards are kept
  4  results are complete, but stdout or stderr could not be written

Examples
  npm run study -- baseline --runs 1000
  npm run study -- baseline --runs 200 --sweep vaultShare=0..100:5 --days 180
  npm run study -- baseline --runs 8 --design saltelli --sweep vaultShare=0..100:64 --sweep powerPrice=0.045..0.07:64
  npm run study -- baseline --runs 100 --verify-worst 3 --by holderReturn
`
}
