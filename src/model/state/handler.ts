/**
 * Handlers: one table of functions per contract. Each contract module exports its table;
 * `surface/dispatch.ts` joins them.
 *
 * The catalogue determines the types: a function added there does not compile until its contract handles it.
 */
import type { Call } from '../interface/action.ts'
import type { Contract, FunctionName, FunctionsOf } from '../interface/functions.ts'
import type { Value } from '../interface/outcome.ts'
import type { Step } from './economy-state.ts'

/** Executes one call on a step. Returns the function's return value; throws a `Revert` to revert. */
export type Handler<F extends FunctionName> = (step: Step, call: Call<F>) => Value | void

/** The handlers of a contract, by function name in the ABI. */
export type Handlers<C extends Contract> = {
  readonly [N in FunctionsOf<C>]: Handler<`${C}.${N}` & FunctionName>
}
