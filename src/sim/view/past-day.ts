/**
 * Past day: the main figures of a day's close, for scenarios that ask no more of days before the last.
 *
 * The state of a close shares structure with the next one, but what the day has changed stays with it until
 * the end of the run: 6 MB in a year of `baseline`, whose path without invariants takes a fifth less CPU time
 * when only figures are kept (`docs/explanation/performance.md`).
 */
import type { Token, Pair } from '../../model/interface/accounts.ts'
import type { PoolReserves } from '../../model/contracts/pancake/quotes.ts'
import type { Btcb, Timestamp } from '../../model/kernel/units.ts'
import type { AgentView, Payment } from './agent-view.ts'
import type { Environment } from '../environment.ts'
import type { History } from './history.ts'

/** What days before the last keep: the whole state, or no more than its main figures. */
export type PastDays = 'states' | 'figures'

/**
 * The main figures of `view`: environment, reserves of the pool, AMT supply, BTCB in the RCL, and payments.
 * Any other question throws {@link NotKept}.
 *
 * @param payments of the run by id from 1, at least those of the view; more may be appended later.
 */
export const pastDay = (view: AgentView, payments: readonly Payment[]): AgentView =>
  new PastDay(view, payments)

class PastDay implements AgentView {
  readonly day: number
  readonly now: Timestamp
  readonly environment: Environment
  readonly history: History
  private readonly reserves: PoolReserves
  private readonly amtSupply: bigint
  private readonly btcb: Btcb
  private readonly made: bigint
  private readonly all: readonly Payment[]

  constructor(view: AgentView, payments: readonly Payment[]) {
    this.day = view.day
    this.now = view.now
    this.environment = view.environment
    this.history = view.history
    this.reserves = view.pool()
    this.amtSupply = view.supply('amt')
    this.btcb = view.backing()
    this.made = view.payments()
    this.all = payments
  }

  supply(token: Token | Pair): bigint {
    return token === 'amt' ? this.amtSupply : this.notKept(`supply of ${token}`)
  }

  pool(): PoolReserves {
    return this.reserves
  }

  backing(): Btcb {
    return this.btcb
  }

  payments(): bigint {
    return this.made
  }

  payment(id: bigint): Payment {
    return 0n < id && id <= this.made ? this.all[Number(id) - 1]! : this.notKept(`payment ${id}`)
  }

  balance(token: Token | Pair): never {
    return this.notKept(`balance of ${token}`)
  }

  held(token: Token | Pair): never {
    return this.notKept(`held ${token}`)
  }

  amtAt(id: bigint): never {
    return this.notKept(`amtAt of payment ${id}`)
  }

  hasClaimed(id: bigint): never {
    return this.notKept(`hasClaimed of payment ${id}`)
  }

  ask({ on, fn }: { readonly on: string; readonly fn: string }): never {
    return this.notKept(`${on}.${fn}`)
  }

  private notKept(question: string): never {
    throw new NotKept(question, this.day, this.made)
  }
}

/** A scenario that keeps the main figures of past days asked one of them for more. */
export class NotKept extends Error {
  override readonly name = 'NotKept'
  constructor(question: string, day: number, made: bigint) {
    super(
      `expected a question about the pool, the AMT supply, the backing or payments 1 to ${made} of day ` +
        `${day}, got ${question}; a scenario with pastDays: 'states' keeps the whole state of every day`,
    )
  }
}
