/**
 * Liquidity providers of the AMT/BTCB pool, as most scenarios have them.
 */
import { btcb, type Amt, type Btcb } from '../../model/kernel/units.ts'
import { providers } from '../../sim/agents/liquidity/providers.ts'
import { namesOf, type Agent } from '../../sim/agent.ts'
import { partOf, poolPlan, type PoolChoice } from './july-2023.ts'

export interface PoolProviders {
  /**
   * Their share of the deposits that the initial pool needs, in percent; other agents bring the rest.
   *
   * @default 100
   */
  readonly percentage?: bigint
  /**
   * Days between claims.
   *
   * @default 7
   */
  readonly every?: number
}

export const PROVIDERS = namesOf('provider', 8)

/**
 * Providers who deposit what the initial pool needs after the launch. They never withdraw, and claim
 * regularly.
 */
export function poolProviders(pool: PoolChoice, { percentage = 100n, every = 7 }: PoolProviders = {}): Agent {
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
