/**
 * Handlers: the functions of a contract as one table, which its module exports and `surface/dispatch.ts` joins.
 *
 * The types come from the catalogue: a function added there does not compile until its contract handles it.
 */
import type { Call } from '../interface/action.ts'
import type { Contract, FunctionName, FunctionsOf } from '../interface/functions.ts'
import type { Value } from '../interface/outcome.ts'
import type { Step } from './economy-state.ts'

/** Applies one call to the step under way; returns what the function returns, or throws a revert. */
export type Handler<F extends FunctionName> = (step: Step, call: Call<F>) => Value | void

/** Every function of a contract, by its name in the ABI. */
export type Handlers<C extends Contract> = {
  readonly [N in FunctionsOf<C>]: Handler<`${C}.${N}` & FunctionName>
}
