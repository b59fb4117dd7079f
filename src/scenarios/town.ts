/**
 * The town: people whom most scenarios need beside those that their question is about.
 */
import { btcb, type Amt, type Btcb } from '../model/units.ts'
import { providers } from '../sim/agents/providers.ts'
import type { Agent } from '../sim/agent.ts'
import { poolPlan, type PoolChoice } from './july-2023.ts'

/** The liquidity providers who bring the opening's pool to its depth; they keep what they put in, and claim weekly. */
export function depth(pool: PoolChoice): Agent {
  const { deposit, depositBtcb } = poolPlan(pool)
  return providers({
    name: 'provider',
    count: 8,
    deposit,
    btcb: (depositBtcb + btcb('1')) as Btcb,
    spare: 0n as Amt,
    every: 7,
    changesPerDay: 0,
  })
}
