/**
 * Costs: who pays for power, pool and machines.
 *
 * The whitepaper says both. "Todo el esquema … contempla los costos … con los tokens que se quedará el proyecto": all that is mined is paid
 * out, and the project covers its costs from the AMT that it keeps (`retained`). And of the daily distribution: "descontando los gastos de
 * producción", costs come off first (`deducted`). So it is a switch.
 *
 * - Units: BTCB base units; a payment is whole satoshi, since BTC has no smaller unit.
 * - Rounding: payments and incomes down, what has to be sold up.
 * - On a day on which power costs more than the machines would earn they idle under `deducted`: nothing is mined, no power is paid. Under
 *   `retained` they run, since others pay.
 * - Not modelled: a loss carried to the next day. Under `deducted`, a day whose machines are not earned back pays nothing and the project
 *   bears the difference.
 */
import { leastIn, type PoolReserves } from '../contracts/pancake/quotes.ts'
import type { Production } from './mining.ts'
import { BASE_UNITS_PER_SAT, type Amt, type Btcb } from '../kernel/units.ts'

export const COST_POLICIES = ['deducted', 'retained'] as const
export type CostPolicy = (typeof COST_POLICIES)[number]

/** A day's production divided between the holders and the project. */
export interface Settlement {
  /** What is paid out, before the RCL's part. */
  readonly payment: Btcb
  /** Costs that the payment does not bear, for the project to cover. */
  readonly borne: Btcb
  /** What is left below a satoshi; stays with the project. */
  readonly kept: Btcb
}

/** A day's production under a policy, and what becomes of it. */
export interface DaysWork extends Production, Settlement {
  /** Power would have cost more than the machines earned, so they stood still. */
  readonly idle: boolean
}

/** The day as it goes: what would be produced if the machines ran, or what is if they idle, settled. */
export function work(running: Production, policy: CostPolicy): DaysWork {
  const idle = policy === 'deducted' && running.mined - running.poolFee < running.power
  const production = idle ? atRest(running) : running
  return { ...production, ...settle(production, policy), idle }
}

/** Machines that stand still earn nothing and need no power; what they cost is written off all the same. */
function atRest({ capex }: Production): Production {
  const nothing = 0n as Btcb
  return { mined: nothing, poolFee: nothing, power: nothing, capex, net: -capex }
}

/** `payment + kept - borne = net` under either policy. */
export function settle({ mined, poolFee, power, capex, net }: Production, policy: CostPolicy): Settlement {
  const due = policy === 'retained' ? mined - poolFee : net > 0n ? net : 0n
  const payment = (due / BASE_UNITS_PER_SAT) * BASE_UNITS_PER_SAT
  const borne = policy === 'retained' ? power + capex : due - net
  return { payment: payment as Btcb, borne: borne as Btcb, kept: (due - payment) as Btcb }
}

/**
 * What a payment brings to the project's own AMT: `floor(N·retained/S)` with N = payment - floor(payment·v/100). AMT of the project in
 * the pool earns through its liquidity and does not count here.
 */
export function retainedIncomeDown(payment: Btcb, vaultPercent: bigint, retained: Amt, supply: Amt): Btcb {
  if (supply === 0n) return 0n as Btcb
  const toHolders = payment - (payment * vaultPercent) / 100n
  return ((toHolders * retained) / supply) as Btcb
}

/** AMT that the project has to sell in the pool to raise `btcb`, rounded up; undefined if the pool has not that much. */
export function amtToSellUp(btcb: Btcb, pool: PoolReserves): Amt | undefined {
  if (btcb <= 0n) return 0n as Amt
  return btcb < pool.btcb ? (leastIn(btcb, pool.amt, pool.btcb) as Amt) : undefined
}
