/**
 * Mutant: one deliberate defect in the contracts or in the model.
 *
 * A mutant is one edit of a source that must match exactly once. Lockstep must kill every mutant: a surviving
 * one shows what it does not check.
 */
import { changedBuild, projectBuild, type Build } from '../../evm/build.ts'
import type { Edit } from '../../evm/compile/edit.ts'
import { RULES, type Rules } from '../compare/rules.ts'
import { mutatedRules } from './mutated-model.ts'

/** A mutant: the text of a source that it replaces, and its replacement. */
export interface Mutant {
  /** Short and stable. */
  readonly name: string
  /** Which implementation it changes. */
  readonly side: 'contracts' | 'model'
  /** Source, text, replacement. */
  readonly edit: Omit<Edit, 'purpose'>
  /** Names of the invariants that it violates on its own side; none if only a comparison can see it. */
  readonly breaks: readonly string[]
}

/** A mutant of one of the project's contracts. `breaks` names the invariants that it violates by itself. */
export function inContract(
  name: string,
  file: string,
  find: string,
  replace: string,
  ...breaks: readonly string[]
): Mutant {
  return { name, side: 'contracts', edit: { source: `contracts/${file}.sol`, find, replace }, breaks }
}

/**
 * A mutant of PancakeSwap: of a source after the edits of `src/evm/pancake/edits.ts`, without `@uniswap/`.
 */
export function inPancake(
  name: string,
  file: string,
  find: string,
  replace: string,
  ...breaks: readonly string[]
): Mutant {
  return { name, side: 'contracts', edit: { source: `@uniswap/${file}.sol`, find, replace }, breaks }
}

/** A mutant of a file of the model; `file` is its path in `src/model` without `.ts`. */
export function inModel(
  name: string,
  file: string,
  find: string,
  replace: string,
  ...breaks: readonly string[]
): Mutant {
  return { name, side: 'model', edit: { source: `src/model/${file}.ts`, find, replace }, breaks }
}

/** The mutant on its side, the sound implementation on the other. */
export interface MutatedSystem {
  readonly build: Build
  readonly rules: Rules
}

/**
 * Applies a mutant: compiles the changed contracts, or loads a changed copy of the model.
 *
 * @throws {EditMismatch} if the text does not occur exactly once, because the source has changed.
 */
export async function applyMutant({ name, side, edit }: Mutant): Promise<MutatedSystem> {
  const change: Edit = { ...edit, purpose: name }
  if (side === 'contracts') return { build: changedBuild(name, { edits: [change] }), rules: RULES }
  return { build: projectBuild(), rules: await mutatedRules(change) }
}
