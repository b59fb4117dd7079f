/**
 * Solver: asks Z3 about a lemma. The package `z3-solver` is optional: kept answers do without it
 * (`answers.ts`).
 */
import type * as Z3Solver from 'z3-solver'
import { variablesOf, type Lemma } from './lemma.ts'
import type { Values } from './expression.ts'
import { hashOf, question, RESOURCES } from './smt.ts'

/** `proved`: no integers contradict the lemma. `false`: some do. `unknown`: the work did not suffice. */
export interface Answer {
  readonly is: 'proved' | 'false' | 'unknown'
  /** Integers that contradict a false lemma. */
  readonly values?: Values
}

/** Answers by {@link hashOf} the lemma. */
export type Answers = Readonly<Record<string, Answer>>

/** The optional package and its command. */
export const INSTALL = 'npm install --save-dev z3-solver'

/**
 * Asks Z3, one lemma after another. Equal lemmas have equal answers.
 *
 * @throws {NoSolver} when the package is not installed.
 */
export async function solve(lemmas: readonly Lemma[]): Promise<Answers> {
  const { init } = await loaded()
  const { Z3, em } = await init()
  const configuration = Z3.mk_config()
  const answers: Record<string, Answer> = {}
  try {
    for (const lemma of lemmas) {
      const context = Z3.mk_context(configuration)
      const solver = Z3.mk_simple_solver(context)
      Z3.solver_inc_ref(context, solver)
      const limit = Z3.mk_params(context)
      Z3.params_inc_ref(context, limit)
      Z3.params_set_uint(context, limit, Z3.mk_string_symbol(context, 'rlimit'), RESOURCES)
      Z3.solver_set_params(context, solver, limit)
      // Not eval_smtlib2_string: it frees its text before its thread has read it.
      Z3.solver_from_string(context, solver, question(lemma))
      const asserted = Z3.ast_vector_size(context, Z3.solver_get_assertions(context, solver))
      if (asserted === 0)
        throw new NotUnderstood(lemma, Z3.get_error_msg(context, Z3.get_error_code(context)))
      const found = await Z3.solver_check(context, solver)
      const model =
        found === SAT ? Z3.model_to_string(context, Z3.solver_get_model(context, solver)) : undefined
      answers[hashOf(lemma)] = answerOf(lemma, found, model)
      Z3.del_context(context)
    }
  } finally {
    Z3.del_config(configuration)
    // Its threads keep the process from ending.
    em.PThread.terminateAllThreads()
  }
  return answers
}

/** Z3's `Z3_lbool` of a satisfiable question, and of one that is not. */
const [SAT, UNSAT] = [1, -1]

/** Whether the package is installed. */
export async function hasSolver(): Promise<boolean> {
  try {
    await loaded()
    return true
  } catch (error) {
    if (error instanceof NoSolver) return false
    throw error
  }
}

async function loaded(): Promise<typeof Z3Solver> {
  try {
    return await import('z3-solver')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new NoSolver()
  }
}

/** A model lists `name -> value`; it leaves out what may be anything. */
function answerOf(lemma: Lemma, found: number, model: string | undefined): Answer {
  if (found === UNSAT) return { is: 'proved' }
  if (model === undefined) return { is: 'unknown' }
  const listed = new Map([...model.matchAll(/^(\w+) -> (\d+)$/gm)].map(([, name, value]) => [name, value]))
  const values = variablesOf(lemma).map((name) => [name, BigInt(listed.get(name) ?? 0)] as const)
  return { is: 'false', values: Object.fromEntries(values) }
}

/** The package `z3-solver` is not installed. */
export class NoSolver extends Error {
  override readonly name = 'NoSolver'
  constructor() {
    super(`expected the package z3-solver, got none: ${INSTALL}`)
  }
}

/** The solver cannot read a lemma. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood'
  constructor({ name }: Lemma, reason: string) {
    super(`expected a question that Z3 can read for the lemma ${name}, got one it cannot: ${reason}`)
  }
}
