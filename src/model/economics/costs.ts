/**
 * Costs: allocates power, pool and machine costs to the holders or to the project.
 *
 * The whitepaper states both. "Todo el esquema … contempla los costos … con los tokens que se quedará el
 * proyecto": all production is paid out, and the project covers its costs from its retained AMT (policy
 * `retained`). On the daily distribution: "descontando los gastos de producción", costs are deducted first
 * (policy `deducted`).
 *
 * - Units: BTCB base units; a payment is whole satoshi, since BTC has no smaller unit.
 * - Rounding: payments and incomes down, amounts to sell up.
 * - Idling: under `deducted`, machines stop on a day on which power costs more than they would earn; nothing
 *   is mined and no power is paid: they are disconnected, so `standby` (`mining.ts`) is the draw in downtime
 *   only. Under `retained` they run, since the project pays the power.
 * - Not modelled: losses carried forward. Under `deducted`, a day with negative net production pays nothing
 *   and the project bears the loss.
 */
import { leastIn, type PoolReserves } from '../contracts/pancake/quotes.ts'
import type { Production } from './mining.ts'
import { BASE_UNITS_PER_SAT, type Amt, type Btcb } from '../kernel/units.ts'

/** Whether power is deducted from payments, or retained and paid by the project. */
export const COST_POLICIES = ['deducted', 'retained'] as const
/** One of {@link COST_POLICIES}. */
export type CostPolicy = (typeof COST_POLICIES)[number]

/** Allocation of a day's production between holders and project. */
export interface Settlement {
  /** Amount paid out, before the RCL's share. */
  readonly payment: Btcb
  /** Costs that the payment does not bear; the project covers them. */
  readonly borne: Btcb
  /** Remainder below one satoshi; stays with the project. */
  readonly kept: Btcb
}

/** A day's production and its settlement under a policy. */
export interface DaysWork extends Production, Settlement {
  /** True if the machines stopped because power costs more than they earn. */
  readonly idle: boolean
}

/** Decides whether the machines run or idle, and settles the day. `running` is the production if they run. */
export function work(running: Production, policy: CostPolicy): DaysWork {
  const idle = policy === 'deducted' && running.mined - running.poolFee < running.power
  const production = idle ? atRest(running) : running
  return { ...production, ...settle(production, policy), idle }
}

/** Idle machines earn nothing and draw no power; depreciation continues. */
function atRest({ capex }: Production): Production {
  const nothing = 0n as Btcb
  return { mined: nothing, poolFee: nothing, power: nothing, capex, net: -capex }
}

/** Settles a day's production: `payment + kept - borne = net` under either policy. */
export function settle({ mined, poolFee, power, capex, net }: Production, policy: CostPolicy): Settlement {
  const due = policy === 'retained' ? mined - poolFee : net > 0n ? net : 0n
  const payment = (due / BASE_UNITS_PER_SAT) * BASE_UNITS_PER_SAT
  const borne = policy === 'retained' ? power + capex : due - net
  return { payment: payment as Btcb, borne: borne as Btcb, kept: (due - payment) as Btcb }
}

/**
 * Income of the project's own AMT from a payment: `floor(N·retained/S)` with `N = payment -
 * floor(payment·v/100)`.
 *
 * `retained` excludes the project's AMT in the pool, which earns as liquidity. Zero if `supply` is zero.
 */
export function retainedIncomeDown(payment: Btcb, vaultPercent: bigint, retained: Amt, supply: Amt): Btcb {
  if (supply === 0n) return 0n as Btcb
  const toHolders = payment - (payment * vaultPercent) / 100n
  return ((toHolders * retained) / supply) as Btcb
}

/** Least AMT to sell in the pool for `btcb`; undefined if the pool holds no more BTCB than that. */
export function amtToSellUp(btcb: Btcb, pool: PoolReserves): Amt | undefined {
  if (btcb <= 0n) return 0n as Amt
  return btcb < pool.btcb ? (leastIn(btcb, pool.amt, pool.btcb) as Amt) : undefined
}
