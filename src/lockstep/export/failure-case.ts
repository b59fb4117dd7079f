/**
 * Failure case: what an export needs of a failure. A `Failure` of a lockstep run is one.
 *
 * A told case is what a Foundry project needs: any actions with their outcomes and a story.
 */
import type { DeploymentSpec } from '../../model/economy.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { aboutWhat, type Divergence } from '../compare/comparison.ts'
import type { Failure } from '../lockstep.ts'

export interface ToldCase {
  /** What diverges: `answer to pays`. */
  readonly about: string
  readonly deployment: DeploymentSpec
  readonly actions: readonly Action[]
  /** The model's, one for each action unless it crashed. */
  readonly outcomes: readonly Outcome[]
  readonly story: string
  /** Finds it again. */
  readonly command: string
}

export interface FailureCase extends ToldCase {
  /** After the last action. */
  readonly divergence: Divergence
}

/** A file of an export: its path in the folder, with forward slashes, and its text. */
export interface ExportedFile {
  readonly path: string
  readonly text: string
}

/** The case of a failure. */
export function caseOf({ found, deployment, story, command }: Failure): FailureCase {
  const { finding, outcomes } = found
  const { actions, divergence } = finding
  return { about: aboutWhat(finding), deployment, actions, outcomes, divergence, story, command }
}
