/** Help: the `--help` text of the audit command. */
import { optionLines } from '../help.ts'
import { AUDIT_OPTIONS } from './request.ts'

export function auditHelp(): string {
  return `Holds contracts that somebody else compiled against the model, and reports every difference once.

Usage
  npm run audit [-- DIR | FILE] [options]
  DIR is Hardhat's artifacts, Foundry's out, solc's standard JSON output, verified sources of a block explorer,
  .abi and .bin files, or Solidity sources. Without it: the project's own contracts.

Options
${optionLines(AUDIT_OPTIONS)}

Where model and contracts part, the difference is recorded and both go back to before it, so that one cause
does not hide the next. Each finding has a story, a case file, and tests for vitest and Foundry in --out.

Exit codes
  0  results written; no difference that is not accepted
  1  results written; there are differences, or a canary survives
  2  nothing written: invalid input, or no build of this system
  3  nothing written: internal error

Examples
  npm run audit
  npm run audit -- ../other/artifacts --budget 5m
  npm run audit -- ../other/out --map Master=MasterV2 --config audit.yaml --accept accepted.yaml
  npm run audit -- ../other/out --case out/audit/findings/01/case.json
`
}
