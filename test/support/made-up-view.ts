/**
 * Made-up views: what an agent sees, stated by a test, for states that a run hardly reaches. Whatever the test
 * does not state is zero, or throws where there is no zero.
 */
import type { Account, Pair, Token } from '../../src/model/interface/accounts.ts'
import type { PoolReserves } from '../../src/model/contracts/pancake/quotes.ts'
import type { Value } from '../../src/model/interface/outcome.ts'
import type { Amt, Btcb, Timestamp } from '../../src/model/kernel/units.ts'
import type { Environment } from '../../src/sim/environment.ts'
import type { AgentView, Payment } from '../../src/sim/view/agent-view.ts'
import type { DayEnd, History } from '../../src/sim/view/history.ts'
import { poolOf } from '../model/planning/arbitrage/small.ts'

/** What a test states of a view. */
export interface Stated {
  readonly day?: number
  readonly now?: bigint
  readonly pool?: PoolReserves
  /** By holder and token, such as `alice amt`. */
  readonly balances?: Readonly<Record<string, bigint>>
  /** By token. @default 1,000 AMT */
  readonly supply?: Readonly<Record<string, bigint>>
  readonly backing?: bigint
  /** By id from 1. */
  readonly payments?: readonly Payment[]
  /** AMT at a payment, by holder and id, such as `alice 1`. */
  readonly amtAt?: Readonly<Record<string, bigint>>
  /** Claims made, such as `alice 1`. */
  readonly claimed?: readonly string[]
  readonly history?: History
  readonly environment?: Partial<Environment>
  /** Answers of other views, such as `market.fee`, with the arguments after a space each. */
  readonly answers?: Readonly<Record<string, Value>>
}

/** The view of what is stated. */
export function madeUpView(stated: Stated): AgentView {
  const { balances = {}, payments = [], amtAt = {}, claimed = [], answers = {} } = stated
  const balance = (token: Token | Pair, holder: Account): bigint => balances[`${holder} ${token}`] ?? 0n
  return {
    day: stated.day ?? 0,
    now: (stated.now ?? 1_689_120_000n) as Timestamp,
    environment: (stated.environment ?? {}) as Environment,
    history: stated.history ?? [],
    balance,
    held: (token, holders) => holders.reduce((sum, holder) => sum + balance(token, holder), 0n),
    supply: (token) => (stated.supply ?? { amt: 10n ** 21n })[token] ?? 0n,
    pool: () => stated.pool ?? poolOf(0n, 0n),
    backing: () => (stated.backing ?? 0n) as Btcb,
    payments: () => BigInt(payments.length),
    payment: (id) => payments[Number(id) - 1]!,
    amtAt: (id, holder) => (amtAt[`${holder} ${id}`] ?? 0n) as Amt,
    hasClaimed: (id, holder) => claimed.includes(`${holder} ${id}`),
    ask: ({ on, fn, args }) => {
      const question = [`${on}.${fn}`, ...args].join(' ')
      const answer = answers[question]
      if (answer === undefined) throw new Error(`expected a question that the test answers, got ${question}`)
      return answer
    },
  }
}

/** A payment of `holders` and `providers` BTCB wei at this AMT supply, `inPair` of it in the pool. */
export const paymentOf = (holders: bigint, supply: bigint, inPair = 0n, providers = 0n): Payment => ({
  holders: holders as Btcb,
  providers: providers as Btcb,
  supply: supply as Amt,
  inPair: inPair as Amt,
})

/** Ends of days with these numbers of payments so far. */
export const endsOf = (
  days: readonly (Partial<DayEnd> & { readonly payments: bigint })[],
): readonly DayEnd[] =>
  days.map((end) => ({
    payoutPerAmt: 0n,
    price: 0n,
    issued: 0n as Amt,
    environment: {} as Environment,
    ...end,
  }))
