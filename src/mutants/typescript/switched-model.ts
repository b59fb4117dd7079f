/**
 * Switched model: the whole of `src/model` with all mutants in it, one of them active.
 *
 * One bundle, evaluated once for all mutants of functions, which a number selects. A mutant that acts while
 * its module is loaded, such as one of a constant, gets an evaluation of its own. Nothing is written to disk.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { compileFunction } from 'node:vm'
import { projectRoot } from '../../evm/compile/root.ts'
import type { Rules } from '../../lockstep/compare/rules.ts'
import type { GeneratedMutant } from '../generated-mutant.ts'
import type { TypeScriptProject } from './project.ts'
import { ACTIVE, ROUND, schemaOf } from './schemata.ts'
import { scriptOf } from './script.ts'

/**
 * Rounds of loops in one call of the rules after which a mutant counts as endless. Calls need a few hundred.
 */
const MOST_ROUNDS = 1_000_000

export interface SwitchedModel {
  /** The model with a mutant, or without any. Valid until the next selection. */
  select(mutant: GeneratedMutant | undefined): Rules
}

/** What a bundle exports. */
interface Instance {
  readonly rules: Rules
  /** Selects a mutant, and counts rounds from zero. */
  activate(number: number): void
}

/** @param entry the module of the model that is exported, such as `src/model/economy.ts`. */
export async function switchedModel(
  project: TypeScriptProject,
  mutants: readonly GeneratedMutant[],
  entry = 'src/model/economy.ts',
): Promise<SwitchedModel> {
  const numbers = new Map(mutants.map(({ id }, index) => [id, index]))
  const atLoad = new Set<string>()
  const texts = new Map<string, string>()
  for (const source of new Set(mutants.map((mutant) => mutant.source))) {
    const own = mutants.filter((mutant) => mutant.source === source)
    const schema = schemaOf(project.treeOf(source), own, numbers)
    texts.set(join(projectRoot, source), schema.text)
    for (const id of schema.atLoad) atLoad.add(id)
  }
  const evaluate = evaluator(
    await scriptOf({ entryPoints: [join(projectRoot, entry)] }, (path) => texts.get(path)),
  )
  let shared: Instance | undefined
  return {
    select(mutant) {
      const number = mutant === undefined ? NONE : numbers.get(mutant.id)
      if (number === undefined) throw new UnknownMutant(mutant!.id)
      if (mutant !== undefined && atLoad.has(mutant.id)) return evaluate(number).rules
      shared ??= evaluate(NONE)
      shared.activate(number)
      return shared.rules
    },
  }
}

/** No mutant has this number. */
const NONE = -1

function evaluator(code: string): (number: number) => Instance {
  const body = `let ${ACTIVE} = $first
let $rounds = 0
function ${ROUND}() { if (++$rounds > ${MOST_ROUNDS}) throw new Error('a loop does not end') }
${code}
return (number = ${ACTIVE}) => { ${ACTIVE} = number; $rounds = 0 }`
  const evaluate = compileFunction(body, ['$first', 'require', 'module'])
  const require = createRequire(import.meta.url)
  return (number) => {
    const module: { exports: object } = { exports: {} }
    const activate = evaluate(number, require, module) as (number?: number) => void
    return { rules: counting(module.exports as Rules, activate), activate }
  }
}

/** Counts the rounds of each call by itself. */
function counting(rules: Rules, restart: () => void): Rules {
  const fresh =
    <A extends readonly unknown[], R>(call: (...args: A) => R) =>
    (...args: A): R => {
      restart()
      return call(...args)
    }
  return {
    deployEconomy: fresh(rules.deployEconomy),
    apply: fresh(rules.apply),
    read: fresh(rules.read),
    viewDomainOf: fresh(rules.viewDomainOf),
    changedViews: fresh(rules.changedViews),
  }
}

/** The mutant is not one of those that the model was built with. */
export class UnknownMutant extends Error {
  override readonly name = 'UnknownMutant'
  constructor(id: string) {
    super(`expected one of the mutants that the switched model was built with, got ${id}`)
  }
}
