/** What every agent states of itself: its phase of the day, its accounts, and the order of its approvals. */
import { describe, expect, test } from 'vitest'

import { amt, btcb, usdt, type Usdt } from '../../../src/model/kernel/units.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import type { Agent } from '../../../src/sim/agent.ts'
import { arbitrageur } from '../../../src/sim/agents/arbitrage/floor-arbitrageur.ts'
import { marketArbitrageur } from '../../../src/sim/agents/arbitrage/market-arbitrageur.ts'
import { accumulators } from '../../../src/sim/agents/holders/accumulators.ts'
import { drawdownSellers } from '../../../src/sim/agents/holders/drawdown-sellers.ts'
import { holders } from '../../../src/sim/agents/holders/holders.ts'
import { leavers } from '../../../src/sim/agents/holders/leavers.ts'
import { customers } from '../../../src/sim/agents/holders/market-customers.ts'
import { redeemers } from '../../../src/sim/agents/holders/redeemers.ts'
import { roundSellers } from '../../../src/sim/agents/holders/round-sellers.ts'
import { savers } from '../../../src/sim/agents/holders/savers.ts'
import { stakers } from '../../../src/sim/agents/holders/stakers.ts'
import { traders } from '../../../src/sim/agents/holders/traders.ts'
import { valueHolders } from '../../../src/sim/agents/holders/value-holders.ts'
import { whale } from '../../../src/sim/agents/holders/whale.ts'
import { emitter } from '../../../src/sim/agents/issuance/emitter.ts'
import { orderEmitter } from '../../../src/sim/agents/issuance/machine-order-emitter.ts'
import { liquidityWithdrawers } from '../../../src/sim/agents/liquidity/liquidity-withdrawers.ts'
import { providers } from '../../../src/sim/agents/liquidity/providers.ts'
import { rawProviders } from '../../../src/sim/agents/liquidity/raw-providers.ts'
import { usdtMarketMaker } from '../../../src/sim/agents/liquidity/usdt-market-maker.ts'
import { sandwicher } from '../../../src/sim/agents/mev/buy-back-sandwicher.ts'
import { dividendFrontRunner } from '../../../src/sim/agents/mev/dividend-front-runner.ts'
import { dividendSniper } from '../../../src/sim/agents/mev/dividend-sniper.ts'
import { swapSandwicher } from '../../../src/sim/agents/mev/swap-sandwicher.ts'
import { buyBackKeeper } from '../../../src/sim/agents/operations/buy-back-keeper.ts'
import { costSellers } from '../../../src/sim/agents/operations/cost-sellers.ts'
import { marketKeeper } from '../../../src/sim/agents/operations/market-keeper.ts'
import { powerCostSeller } from '../../../src/sim/agents/operations/power-cost-seller.ts'
import { project } from '../../../src/sim/agents/operations/project.ts'
import { resetOperator } from '../../../src/sim/agents/operations/reset-operator.ts'
import { harvester } from '../../../src/sim/agents/operations/staking-keeper.ts'
import { treasury } from '../../../src/sim/agents/operations/treasury.ts'
import { unlocker } from '../../../src/sim/agents/operations/unlocker.ts'
import { FARM } from '../../../src/model/economics/mining.ts'
import { poolOf } from '../../model/planning/arbitrage/small.ts'
import { madeUpView } from '../../support/made-up-view.ts'

const some = { name: 'some', count: 1, amt: amt('1'), every: 7 }
const exit = { exit: 'rcl', slippageBps: 0n } as const
const costs = { costs: 'retained', farm: FARM, vaultShare: 20n } as const

/** Agents with their phases, and their approvals in order: owner, token and spender. */
const AGENTS: readonly [Agent, Agent['phase'], readonly string[]][] = [
  [arbitrageur({ capital: btcb('1'), gas: btcb('0') }), 'close', ['btcb router', 'amt burnVault']],
  [
    arbitrageur({ capital: btcb('1'), gas: btcb('0'), isSlow: true }),
    'day',
    ['btcb router', 'amt burnVault'],
  ],
  [
    marketArbitrageur({ capital: usdt('1'), gas: 0n as Usdt }),
    'close',
    ['usdt market', 'usdt router', 'amt router', 'amt market'],
  ],
  [
    marketArbitrageur({ capital: usdt('1'), gas: 0n as Usdt, isSlow: true }),
    'day',
    ['usdt market', 'usdt router', 'amt router', 'amt market'],
  ],
  [sandwicher({ capital: btcb('1'), gas: btcb('0') }), 'day', ['btcb router', 'amt router']],
  [swapSandwicher({ capital: btcb('1'), gas: btcb('0') }), 'day', ['btcb router', 'amt router']],
  [dividendFrontRunner({ stake: btcb('1'), gas: btcb('0') }), 'payment', ['btcb router', 'amt router']],
  [dividendSniper({ stake: btcb('1'), gas: btcb('0'), every: 1 }), 'close', ['btcb router', 'amt router']],
  [accumulators({ ...some, slippageBps: 0n }), 'day', ['btcb router']],
  [
    drawdownSellers({ ...some, ...exit, lookBack: 30, thresholds: [20, 40], partPct: 50n }),
    'day',
    ['amt router', 'amt burnVault'],
  ],
  [holders(some), 'day', []],
  [leavers({ ...some, ...exit, from: 2, days: 3 }), 'day', ['amt router', 'amt burnVault']],
  [customers({ usdt: usdt('1'), perDay: 1, meanUsd: 1, meanPremium: 1 }), 'day', ['usdt market']],
  [redeemers({ ...some, redemptionsPerDay: 1 }), 'day', ['amt burnVault']],
  [roundSellers({ amt: amt('1'), part: 1n }), 'day', ['amt router']],
  [
    savers({ name: 'some', each: amt('1'), exit: 'rcl', days: [3] }),
    'close',
    ['amt router', 'amt burnVault'],
  ],
  [stakers({ ...some, vault: 'stakingVault', leaveFrom: 3 }), 'day', ['amt stakingVault', 'amt router']],
  [
    traders({
      ...some,
      btcb: btcb('1'),
      tradesPerDay: 1,
      meanSize: 0.1,
      valuations: [() => 1],
      conviction: 1,
      slippageBps: 0n,
    }),
    'day',
    ['amt router', 'btcb router'],
  ],
  [
    valueHolders({
      ...some,
      btcb: btcb('1'),
      valuations: [() => 1],
      spread: 1,
      band: 0,
      partPct: 1n,
      stops: [1, 1],
      lookBack: 1,
      slippageBps: 0n,
    }),
    'day',
    ['amt router', 'amt burnVault', 'btcb router'],
  ],
  [whale({ amt: amt('1'), from: 1, impactBps: 1n, slippageBps: 0n }), 'day', ['amt router']],
  [emitter({ day: 1, amount: amt('1'), depositMatch: 0n }), 'day', []],
  [orderEmitter({} as never), 'day', []],
  [liquidityWithdrawers({ names: [], day: 1, part: 1n }), 'day', []],
  [
    providers({ ...some, deposit: amt('0'), btcb: btcb('1'), spare: amt('1'), changesPerDay: 1 }),
    'day',
    ['amt master', 'btcb master', 'liqAmt master'],
  ],
  [
    rawProviders({ ...some, deposit: amt('0'), btcb: btcb('1') }),
    'day',
    ['amt router', 'btcb router', 'pair router'],
  ],
  [usdtMarketMaker({ depth: btcb('1') }), 'payment', ['usdt router', 'btcb router']],
  [buyBackKeeper({ every: 7, slippageBps: 0n }), 'close', []],
  [costSellers({ ...some, usdPerThDay: 1 }), 'day', ['amt router', 'amt burnVault']],
  [marketKeeper({ stock: amt('1'), usdt: usdt('1'), premium: 0n, fee: 0n, every: 7 }), 'payment', []],
  [powerCostSeller(costs), 'day', ['amt router']],
  [project({ dustAfter: 1 }), 'day', []],
  [
    resetOperator({ day: 1, factor: { n: 1n, d: 1n }, policy: 'spot', names: [], forgotten: [] }),
    'close',
    ['btcb master'],
  ],
  [harvester({ every: 7, depositors: [] }), 'close', []],
  [treasury(costs), 'payment', ['btcb master']],
  [unlocker(), 'day', ['liqAmt master']],
]

const view = madeUpView({
  pool: poolOf(10n ** 20n, 10n ** 18n),
  environment: { btc: { usd: 30_400 } },
})

const approvalsIn = (actions: readonly Action[]): readonly string[] =>
  actions.flatMap((action) => {
    if (!('call' in action) || !action.call.endsWith('.approve')) return []
    const { spender, amount } = action.args as { readonly spender: string; readonly amount: bigint }
    return [`${action.call.split('.')[0]} ${spender}${amount === 2n ** 256n - 1n ? '' : ` ${amount}`}`]
  })

describe.each(AGENTS)('the agent %#', (agent, phase, approvals) => {
  test(`${agent.name} acts in the phase ${phase}`, () => {
    expect(agent.phase).toBe(phase)
  })

  test(`${agent.name} approves without limit, and in order: ${approvals.join(', ') || 'nothing'}`, () => {
    expect(approvalsIn(agent.prepare?.(view) ?? [])).toEqual(approvals)
  })
})
