/**
 * `amt-lab/vitest`: the lockstep test and the audit as vitest suites for any project.
 *
 * Needs vitest, a peer dependency. What is not exported here may change without notice.
 */
export { AuditFailed, auditSuite, type AuditSuiteOptions } from './audit-suite.ts'
export {
  Counterexample,
  DuplicateInvariant,
  InvalidSuite,
  lockstepSuite,
  type LockstepSuiteOptions,
} from './suite.ts'
