/**
 * Trial: a build in the state that a sequence has left, in which a probe may act. Everything is undone.
 *
 * Gas: an action fails if it needs more than the machine's default, 30,000,000, which is below every block
 * gas limit that BNB Smart Chain has had.
 */
import type { Chain } from '../../evm/chain.ts'
import type { GeneratorContext } from '../../lockstep/generate/context.ts'
import { CONTRACT_ACCOUNTS, type Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { View, ViewDomain } from '../../model/surface/observation.ts'

export class Trial {
  readonly tokenOrder: Chain['tokenOrder']
  private readonly chain: Chain
  private readonly lacks: ReadonlySet<string>
  private readonly look: () => GeneratorContext

  constructor(chain: Chain, lacks: ReadonlySet<string>, look: () => GeneratorContext) {
    this.chain = chain
    this.lacks = lacks
    this.look = look
    this.tokenOrder = chain.tokenOrder
  }

  /** Everybody and everything that views can be about. */
  get domain(): ViewDomain {
    return this.look().domain
  }

  /** What a command would see. */
  get context(): GeneratorContext {
    return this.look()
  }

  /** Accounts with a key. */
  get people(): readonly Account[] {
    return this.domain.people
  }

  /** People and contracts. */
  get accounts(): readonly Account[] {
    return [...CONTRACT_ACCOUNTS, ...this.people]
  }

  /** An amount that a view answers. */
  amount(on: Account, fn: View['fn'], ...args: View['args']): bigint {
    return this.chain.read({ on, fn, args }) as bigint
  }

  read(view: View): unknown {
    return this.chain.read(view)
  }

  /** Whether the build has the function of an action. */
  has(action: Action): boolean {
    return isWait(action) || !this.lacks.has(action.call)
  }

  /** Applies an action. */
  act(action: Action): Outcome {
    return this.chain.apply(action)
  }

  /** Applies actions up to the first that reverts: its code, or undefined if all are done. */
  all(actions: readonly Action[]): string | undefined {
    for (const action of actions) {
      const outcome = this.chain.apply(action)
      if (!outcome.ok) return outcome.revert
    }
    return undefined
  }

  /** The result of `what`, whose effects are undone. */
  undone<T>(what: () => T): T {
    const mark = this.chain.checkpoint()
    try {
      return what()
    } finally {
      this.chain.rewind(mark)
    }
  }
}
