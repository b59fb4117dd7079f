/**
 * Help: what the study command takes.
 */
import { optionLines } from '../help.ts'
import { DEFAULT_SCENARIO, OPTIONS } from './request.ts'

export function studyHelp(): string {
  return `Runs many paths of a scenario, at one or many points of its parameters, and writes what they add up to.

Usage
  npm run study [-- NAME | FILE.yaml] [options]
  Without a name: ${DEFAULT_SCENARIO}. A file names a scenario and its settings; options win over it, and a study takes all paths.

Options
${optionLines(OPTIONS)}

Designs
  grid      every combination of the values
  zip       the first values together, the second ones together, and so on
  lhs       a Latin hypercube of n points; n is the number after the colon of the ranges
  sobol     n points of a Sobol' sequence
  morris    n random walks, for the elementary effects of each parameter
  saltelli  n(k+2) points for k parameters, for their Sobol' indices; best with n a power of two

Exit codes
  0  done; every invariant holds on every path, and with --verify-worst the EVM agrees with the model
  1  done, report written; an invariant is broken, a path failed, or the EVM disagrees
  2  not done: wrong input, or a directory that cannot be written; what was done of the study stays
  3  not done: an error in the program itself

Examples
  npm run study -- baseline --runs 1000
  npm run study -- baseline --runs 200 --sweep vaultShare=0..100:5 --days 180
  npm run study -- baseline --runs 8 --design saltelli --sweep vaultShare=0..100:64 --sweep powerPrice=0.045..0.07:64
  npm run study -- baseline --runs 100 --verify-worst 3 --by holderReturn
`
}
