/**
 * `amt-lab/audit`: contracts that somebody else compiled, held against the model.
 *
 * Reads builds of other tools, takes a census of their differences, shrinks, ranks and exports each. What is
 * not exported here may change without notice.
 */
export { audit, readSubject, setupOf, type Audit, type AuditOptions, type Subject } from './audit.ts'
export { comparedWith, type Comparison } from './against.ts'
export { readAccepted, InvalidAcceptance, type Accepted } from './accept.ts'
export { readConfig, InvalidConfig, STANDARD_CONFIG, type AuditConfig } from './config.ts'
export { type EventAdaptor, type Grades } from './grades.ts'
export { type CensusSetup } from './census/runner.ts'
export { type Finding } from './finding.ts'
export { SEVERITIES, type Severity } from './severity.ts'
export { exportFinding } from './export.ts'
export { replayFinding, type ReplayedFinding } from './replay-finding.ts'
export { NoContracts } from './input/read-contracts.ts'
export { AmbiguousRole, NotThisSystem, UnknownContract, type RoleMap } from './input/roles.ts'
export { type RoleSurface } from './input/surface.ts'
export { NoCompiler } from './input/compilers.ts'
export { ImportMissing } from './input/imports.ts'
export { auditData } from './report/data.ts'
export { auditMarkdown } from './report/markdown.ts'
export { auditSarif } from './report/sarif.ts'
export { auditText } from './report/text.ts'
export { verdictOf, type Verdict } from './report/verdict.ts'
