/**
 * `amt-lab/vitest`: the lockstep test as a vitest suite for any project.
 *
 * Needs vitest, a peer dependency. What is not exported here may change without notice.
 */
export { Counterexample, DuplicateInvariant, lockstepSuite, type LockstepSuiteOptions } from './suite.ts'
