/**
 * Preconditions: takes one precondition of a call away and leaves the others.
 *
 * A call that lacks one thing only, such as the allowance for one of two tokens, is rare among generated
 * ones: most that lack something lack more. So now and then, before a call that the model does, its actor
 * gives up one allowance or one balance, the call is tried, and everything is undone.
 */
import { TOKENS, type Token } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import { splitName } from '../../model/interface/functions.ts'
import { allowance, balance, call, type GeneratorContext } from '../../lockstep/generate/context.ts'

/** Contracts that take tokens from their callers. */
const TAKERS: ReadonlySet<string> = new Set(['master', 'burnVault', 'market', 'stakingVault', 'buyBackVault'])

export class Preconditions {
  /** Whose, or which, turn it is. */
  turn = 0

  /**
   * One action that takes something from the caller, each time another thing; none if there is nothing to
   * take.
   */
  removalFor(action: Action, context: () => GeneratorContext): Action | undefined {
    if (isWait(action)) return undefined
    const [contract] = splitName(action.call)
    if (!TAKERS.has(contract)) return undefined
    const { by } = action
    const state = context()
    const takes = TOKENS.flatMap((token): readonly Action[] => {
      const held = balance(state, token, by)
      if (held === 0n) return []
      const without = call(by, `${token}.approve` as 'amt.approve', { spender: contract, amount: 0n })
      const away = call(by, `${token}.transfer` as 'amt.transfer', { to: 'dead', amount: held })
      return isAllowed(state, token, by, contract) ? [without, away] : [away]
    })
    return takes.length === 0 ? undefined : takes[this.turn++ % takes.length]
  }
}

function isAllowed(state: GeneratorContext, token: Token, by: string, spender: string): boolean {
  return allowance(state, token, by, spender) > 0n
}
