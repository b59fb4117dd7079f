/**
 * The town: people whom most scenarios need beside those that their question is about.
 */
import { btcb, type Amt, type Btcb } from '../../model/kernel/units.ts'
import { providers } from '../../sim/agents/liquidity/providers.ts'
import { namesOf, type Agent } from '../../sim/agent.ts'
import { partOf, poolPlan, type PoolChoice } from './july-2023.ts'

export interface Depth {
  /** What they provide of what the opening's pool needs; others bring the rest. */
  readonly percentage?: bigint
  /** Days from one claim to the next. */
  readonly every?: number
}

export const PROVIDERS = namesOf('provider', 8)

/** The liquidity providers who bring the opening's pool to its depth; they keep what they put in, and claim, weekly by default. */
export function depth(pool: PoolChoice, { percentage = 100n, every = 7 }: Depth = {}): Agent {
  const { deposit, depositBtcb } = poolPlan(pool)
  return providers({
    name: 'provider',
    count: PROVIDERS.length,
    deposit: partOf(deposit, percentage),
    btcb: (partOf(depositBtcb, percentage) + btcb('1')) as Btcb,
    spare: 0n as Amt,
    every,
    changesPerDay: 0,
  })
}
