/**
 * Model on the workload: every step as the actions that a chain would execute, with allowances, events and
 * reverts.
 *
 * A payment keeps a snapshot of the ledger and touches no holder; a holder's due is computed when they claim
 * it.
 */
import { call, type Action } from '../../src/model/interface/action.ts'
import { seedPayment } from '../../src/model/planning/arbitrage/floor.ts'
import { swapPlan } from '../../src/model/planning/arbitrage/plan.ts'
import {
  amtBought,
  KEPT,
  OF,
  poolReserves,
  type PoolReserves,
} from '../../src/model/contracts/pancake/quotes.ts'
import { apply, deployEconomy, type Economy, type DeploymentSpec } from '../../src/model/economy.ts'
import { totalSupply } from '../../src/model/contracts/token.ts'
import { UINT256_MAX } from '../../src/model/kernel/uint256.ts'
import { btcb } from '../../src/model/kernel/units.ts'
import { approveAll } from '../../src/sim/agent.ts'
import { SECONDS_PER_DAY, timestampOf } from '../../src/sim/calendar.ts'
import { DAYS, INITIAL_STATE, production, VAULT_SHARE, type Day, type End } from './workload.ts'
import { floorOf, type Floor } from '../../src/model/contracts/burn-vault.ts'

export const ARBITRAGEUR = 'arbitrageur'

/** People, order of token addresses, and timestamp of the genesis block. */
export const DEPLOYMENT: DeploymentSpec = {
  people: [...INITIAL_STATE.names, ARBITRAGEUR],
  tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
  timestamp: timestampOf('2023-07-12'),
}

/** All balances distributed and all allowances given. */
export function initialState(): Economy {
  return initialActions().reduce(applied, deployEconomy(DEPLOYMENT))
}

export function initialActions(): readonly Action[] {
  const { pool, backing, holders, names, purse, capital } = INITIAL_STATE
  const btcbOf = (to: string, amount: bigint): Action => call('binance', 'btcb.transfer', { to, amount })
  return [
    call('binance', 'btcb.mint', { amount: btcb('2000000') }),
    btcbOf('burnVault', backing),
    btcbOf('payer', btcb('1000')),
    btcbOf('owner', pool.btcb),
    btcbOf(ARBITRAGEUR, capital),
    approveAll('payer', 'btcb', 'master'),
    call('owner', 'master.mintMaster', { account: 'owner', amount: pool.amt }),
    approveAll('owner', 'amt', 'master'),
    approveAll('owner', 'btcb', 'master'),
    call('owner', 'master.addLiquidityLocking', { amountAmt: pool.amt, amountBtcb: pool.btcb }),
    approveAll(ARBITRAGEUR, 'btcb', 'router'),
    approveAll(ARBITRAGEUR, 'amt', 'burnVault'),
    ...names.flatMap((name, n) => [
      call('owner', 'master.mintMaster', { account: name, amount: holders[n]! }),
      btcbOf(name, purse),
      approveAll(name, 'btcb', 'router'),
      approveAll(name, 'amt', 'router'),
    ]),
  ]
}

/** Runs a path; at its end the first `claimants` holders each claim all payments. */
export function model(economy: Economy, days: readonly Day[], claimants = 0): End & { economy: Economy } {
  let now = economy
  for (const day of days) {
    now = applied(now, payment(day))
    now = applied(now, swap(day))
    for (const action of arbitrage(poolReserves(now), floorOf(now))) now = applied(now, action)
    now = applied(now, { wait: SECONDS_PER_DAY })
  }
  for (let holder = 0; holder < claimants; holder++) now = applied(now, claim(holder))
  return {
    economy: now,
    backing: floorOf(now).backing,
    supply: totalSupply(now, 'amt'),
    pool: poolReserves(now),
    due: (holder) => {
      const { outcome } = apply(now, claim(holder))
      return outcome.ok ? (outcome.returned as bigint) : -1n
    },
  }
}

export function payment({ difficulty }: Day): Action {
  return call('payer', 'master.payRent', {
    amountBtcb: production(difficulty),
    vaultParticipation: VAULT_SHARE,
  })
}

export function swap({ swap: { holder, side, amount } }: Day): Action {
  const name = INITIAL_STATE.names[holder]!
  return call(name, 'router.swapExactTokensForTokens', {
    amountA: amount,
    limit: 0n,
    path: side === 'buy' ? ['btcb', 'amt'] : ['amt', 'btcb'],
    to: name,
    deadline: UINT256_MAX,
  })
}

/** The closed-form floor arbitrage; empty unless the pool price is below the floor by more than the fee. */
export function arbitrage(pool: PoolReserves, floor: Floor): readonly Action[] {
  if (OF * pool.btcb * floor.supply >= KEPT * pool.amt * floor.backing) return []
  const pay = seedPayment(pool, floor)
  const buy = amtBought(pool, pay)
  return [
    swapPlan(['btcb', 'amt'], pay, buy, ARBITRAGEUR, UINT256_MAX),
    call(ARBITRAGEUR, 'burnVault.backingWithdraw', { amount: buy }),
  ]
}

function claim(holder: number): Action {
  return call(INITIAL_STATE.names[holder]!, 'master.chargeFromTo', { from: 1n, to: BigInt(DAYS) })
}

function applied(economy: Economy, action: Action): Economy {
  const { economy: next, outcome } = apply(economy, action)
  if (!outcome.ok) throw new Error(`expected an action that succeeds, got revert ${outcome.revert}`)
  return next
}
