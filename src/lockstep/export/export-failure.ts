/**
 * Exports of a failure: a vitest file, a Foundry project and an ITF trace, as texts.
 */
import type { Build } from '../../evm/build.ts'
import { RULES, type Rules } from '../compare/rules.ts'
import type { Failure } from '../lockstep.ts'
import { buildFile } from './build-file.ts'
import { caseFile } from './case-file.ts'
import { differencesAfter } from './differences.ts'
import { caseOf, type ExportedFile } from './failure-case.ts'
import { evidenceOf } from './evidence.ts'
import { foundryProject, invariantProject } from './foundry/project.ts'
import { itfTrace } from './itf/write.ts'
import { UnknownInvariant, vitestFile, type VitestFileOptions } from './vitest-file.ts'

/**
 * Everything about a failure, for one folder:
 *
 * - `story.txt`: what happened, told with named people, and the command that finds it again.
 * - `case.json`: the case file, which `readCaseFile` and `replayCase` replay.
 * - `counterexample.test.ts`: replays it on the build in `build.json`. Left out if an invariant is broken that
 *   is not the lab's, unless `invariants` says where it is exported.
 * - `foundry/`: a Foundry project.
 * - `trace.itf.json`: an ITF trace.
 *
 * @param build the contracts that the failure was found on.
 */
export function exportFailure(
  failure: Failure,
  build: Build,
  { rules = RULES, ...options }: ExportOptions = {},
): readonly ExportedFile[] {
  return [
    {
      path: 'story.txt',
      text: `${caseOf(failure).about}\n\n${failure.story}\n\nRepeat: ${failure.command}\n`,
    },
    ...vitestOf(failure, options),
    { path: 'case.json', text: caseFile(caseOf(failure)) },
    { path: 'build.json', text: buildFile(build) },
    { path: 'trace.itf.json', text: exportItf(failure, { rules }) },
    ...exportFoundry(failure, build, { rules }).map(({ path, text }) => ({ path: `foundry/${path}`, text })),
  ]
}

function vitestOf(failure: Failure, options: VitestFileOptions): readonly ExportedFile[] {
  try {
    return [{ path: 'counterexample.test.ts', text: exportVitest(failure, options) }]
  } catch (error) {
    if (error instanceof UnknownInvariant) return []
    throw error
  }
}

/** Names and paths of the exported files. */
export interface ExportOptions extends VitestFileOptions {
  /** The model. @default the model as it stands */
  readonly rules?: Rules
}

/**
 * A vitest file that replays the failure on the build in `build.json` beside it, and fails if it shows it.
 */
export function exportVitest(failure: Failure, options: VitestFileOptions = {}): string {
  return vitestFile(caseOf(failure), options)
}

/**
 * The files of a Foundry project whose test fails on `build` and passes on one that does as the model; of a
 * broken invariant, on one that does anything else than when it broke.
 */
export function exportFoundry(
  failure: Failure,
  build: Build,
  { rules = RULES }: Pick<ExportOptions, 'rules'> = {},
): readonly ExportedFile[] {
  const about = caseOf(failure)
  const { deployment, actions } = about
  const { invariant } = failure
  const evidence = invariant && evidenceOf(invariant, rules, build, deployment, actions)
  return evidence === undefined
    ? foundryProject(about, build, differencesAfter(rules, build, deployment, actions))
    : invariantProject(about, build, evidence)
}

/** An ITF trace of the model, with the divergence in its last state. */
export function exportItf(failure: Failure, { rules = RULES }: Pick<ExportOptions, 'rules'> = {}): string {
  return itfTrace(caseOf(failure), rules)
}
