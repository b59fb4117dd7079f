/**
 * The town: people whom most scenarios need beside those that their question is about.
 */
import { btcb, type Amt, type Btcb } from '../model/units.ts'
import { providers } from '../sim/agents/providers.ts'
import { namesOf, type Agent } from '../sim/agent.ts'
import { partOf, poolPlan, type PoolChoice } from './july-2023.ts'

export const PROVIDERS = namesOf('provider', 8)

/**
 * The liquidity providers who bring the opening's pool to its depth; they keep what they put in, and claim weekly. Or `percentage` of it, if
 * others provide the rest.
 */
export function depth(pool: PoolChoice, percentage = 100n): Agent {
  const { deposit, depositBtcb } = poolPlan(pool)
  return providers({
    name: 'provider',
    count: PROVIDERS.length,
    deposit: partOf(deposit, percentage),
    btcb: (partOf(depositBtcb, percentage) + btcb('1')) as Btcb,
    spare: 0n as Amt,
    every: 7,
    changesPerDay: 0,
  })
}
