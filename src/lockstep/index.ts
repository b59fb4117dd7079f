/**
 * `amt-lab/lockstep`: differential testing of the model against compiled contracts.
 *
 * Generated sequences, adversarial tokens, rehearsals of the Great Reset, mutants, and the replay of recorded
 * runs. Mutants of the model need the project's sources and a loader for TypeScript: they run in a clone, not
 * in the package. What is not exported here may change without notice.
 */
export {
  InvalidLockstep,
  runLockstep,
  type Failure,
  type LockstepOptions,
  type LockstepReport,
} from './lockstep.ts'
export { coverageGaps, coverageGapText, coverageTable } from './report/coverage.ts'
export { replay, type Replayed, type ReplayOptions } from './compare/replay.ts'
export { divergenceText, type Divergence, type Finding as LockstepFinding } from './compare/comparison.ts'
export { sentence, story } from './report/story.ts'
export { reproSource } from './report/repro.ts'
export { coverageOf, SequenceDiverges, type ActionList } from './campaign/coverage-of.ts'
export {
  exportFailure,
  exportFoundry,
  exportItf,
  exportVitest,
  type ExportOptions,
} from './export/export-failure.ts'
export type { ExportedFile } from './export/failure-case.ts'
export { caseFile, InvalidCaseFile, readCaseFile, type SavedCase } from './export/case-file.ts'
export { buildFile, InvalidBuildFile, readBuildFile } from './export/build-file.ts'
export { arbitraryAction, arbitraryAmount, arbitraryCall } from './arbitrary/action.ts'
export { arbitraryRun, type GeneratedRun, type RunArbitraryOptions } from './arbitrary/run.ts'
export { arbitraryGenesis } from './generate/sequence.ts'
export { genesisActions, type Genesis, type Holding } from './generate/genesis.ts'
export { importItf, InvalidTrace, type ItfCase } from './export/itf/read.ts'
export { replayCase, type CaseFinding, type CaseOptions } from './export/replay-case.ts'
export {
  runCampaign,
  type CampaignOptions,
  type CampaignReport,
  type AdversarialFinding,
} from './adversarial/campaign.ts'
export { ADVERSARIES, type Adversary } from './adversarial/generate.ts'
export { rehearse, type Rehearsed, type RehearsalOptions } from './great-reset/rehearsal.ts'
export { sampleTrials, type Trial } from './great-reset/trial.ts'
export { searchKill, type Caught, type KillOptions } from './mutation/kill.ts'
export { inContract, type Mutant } from './mutation/mutant.ts'
export { MUTANTS } from './systems/mutants.ts'
