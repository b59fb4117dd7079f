/**
 * Mutant: a mistake as a person might make it, planted on purpose in one of the two writings.
 *
 * A mutant is one edit of a source that must match exactly once. Lockstep must find every one: what it does not find it does not check.
 */
import { changedBuild, projectBuild, type Build } from '../../evm/build.ts'
import type { Edit } from '../../evm/compile/edit.ts'
import { RULES, type Rules } from '../compare/rules.ts'
import { mutatedRules } from './mutated-model.ts'

export interface Mutant {
  /** Short and stable. */
  readonly name: string
  /** In which writing it is planted. */
  readonly side: 'contracts' | 'model'
  /** The source, the text and what it becomes. */
  readonly edit: Omit<Edit, 'purpose'>
  /** Invariants that it breaks on its own side, by name; none for mutants that only a comparison can see. */
  readonly breaks: readonly string[]
}

/** A mutant in one of the project's contracts; `breaks` names the invariants that it breaks by itself. */
export function inContract(
  name: string,
  file: string,
  find: string,
  replace: string,
  ...breaks: readonly string[]
): Mutant {
  return { name, side: 'contracts', edit: { source: `contracts/${file}.sol`, find, replace }, breaks }
}

/** A mutant in PancakeSwap: in one of its sources as `src/evm/pancake/edits.ts` leaves them, without `@uniswap/`. */
export function inPancake(
  name: string,
  file: string,
  find: string,
  replace: string,
  ...breaks: readonly string[]
): Mutant {
  return { name, side: 'contracts', edit: { source: `@uniswap/${file}.sol`, find, replace }, breaks }
}

/** A mutant in a file of the model. */
export function inModel(
  name: string,
  file: string,
  find: string,
  replace: string,
  ...breaks: readonly string[]
): Mutant {
  return { name, side: 'model', edit: { source: `src/model/${file}.ts`, find, replace }, breaks }
}

/** What a lockstep of this mutant against the sound other side runs. */
export interface MutatedSystem {
  readonly build: Build
  readonly rules: Rules
}

/**
 * Plants a mutant: compiles the changed contracts, or loads a changed copy of the model.
 *
 * @throws {EditMismatch} the text is not there exactly once: the source has changed under the mutant.
 */
export async function applyMutant({ name, side, edit }: Mutant): Promise<MutatedSystem> {
  const change: Edit = { ...edit, purpose: name }
  if (side === 'contracts') return { build: changedBuild(name, { edits: [change] }), rules: RULES }
  return { build: projectBuild(), rules: await mutatedRules(change) }
}
