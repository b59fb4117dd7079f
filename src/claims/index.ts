/**
 * `src/claims`: the whitepaper's statements, each with readings, and the search that finds their verdicts.
 */
export { CLAIMS, STATEMENTS } from './claims.ts'
export type { Assumption, Claim, Figure, Reading, Search, Study, StudyFinding } from './claim.ts'
export { CASES, counterexamplesOf, evaluate, verdictText, type Evaluated, type Verdict } from './evaluate.ts'
export { MECHANISMS, type Mechanism } from './mechanisms.ts'
export type { Counterexample } from './search.ts'
export { confirm, type Confirmation } from './confirm.ts'
export { isConfirmed, ledger, type Entry, type Story } from './ledger.ts'
export { findInconsistencies, INCONSISTENCIES, type Found, type Inconsistency } from './inconsistencies.ts'
export { repairedBuild, repairedRules, REPAIRS, type Repair } from './repairs.ts'
export { page } from './page.ts'
