/** Answers of a build that may lack a view, revert in it, or return what cannot be read. */
import { AbiDataError } from '../evm/abi/value.ts'
import { ViewReverted } from '../evm/chain.ts'
import { UnknownView } from '../evm/interface.ts'

/** Why something could not be observed: the build lacks a view, it reverts, or an answer cannot be read. */
export class Unanswered {
  readonly error: Error
  constructor(error: Error) {
    this.error = error
  }
}

/** The result of `act`, or why it could not be observed. Any other error is a bug and escapes. */
export function answeredBy<T>(act: () => T): T | Unanswered {
  try {
    return act()
  } catch (error) {
    if (error instanceof UnknownView || error instanceof ViewReverted || error instanceof AbiDataError)
      return new Unanswered(error)
    throw error
  }
}
