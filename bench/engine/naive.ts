/**
 * Naive baselines: loops over all holders at every payment, in bigint and in floats.
 *
 * The bigint variants are exact: every holder's share of every payment rounds down. Not modelled: accounts
 * other than the holders, allowances, events, reverts, history; only cumulative totals are kept.
 */
import { seedPayment } from '../../src/model/planning/arbitrage/floor.ts'
import { amtBought, KEPT, OF, outDown } from '../../src/model/contracts/pancake/quotes.ts'
import type { Amt, Btcb } from '../../src/model/kernel/units.ts'
import { INITIAL_STATE, production, productionFloat, VAULT_SHARE, type Day, type End } from './workload.ts'

interface Holder<N = bigint> {
  readonly amt: N
  /** BTCB from all payments so far, not yet claimed. */
  readonly due: N
}

/** Runs a path in bigint; holders are mutated in place. */
export function naiveBigint(days: readonly Day[]): End {
  const holders = INITIAL_STATE.holders.map((amt) => ({ amt: amt as bigint, due: 0n }))
  return naive(days, {
    due: (forHolders, outside) => {
      for (const holder of holders) holder.due += (forHolders * holder.amt) / outside
    },
    add: (n, amt) => {
      holders[n]!.amt += amt
    },
    holders: () => holders,
  })
}

/** Runs a path in bigint; every step returns a new state, as in cadCAD and radCAD. */
export function naiveStates(days: readonly Day[]): End {
  let holders: readonly Holder[] = INITIAL_STATE.holders.map((amt) => ({ amt, due: 0n }))
  return naive(days, {
    due: (forHolders, outside) => {
      holders = holders.map((holder) => ({
        ...holder,
        due: holder.due + (forHolders * holder.amt) / outside,
      }))
    },
    add: (n, amt) => {
      holders = holders.with(n, { ...holders[n]!, amt: holders[n]!.amt + amt })
    },
    holders: () => holders,
  })
}

/** State of the holders, mutable or immutable. */
interface HolderState<N = bigint> {
  /** Credits every holder their share of a payment, in bigint rounded down. */
  readonly due: (forHolders: N, outside: N) => void
  /** Adds to the balance of holder n; negative amounts subtract. */
  readonly add: (n: number, amt: N) => void
  readonly holders: () => readonly Holder<N>[]
}

/** Runs a path in bigint on holders that are kept in any way. */
export function naive(days: readonly Day[], state: HolderState): End {
  let { amt: x, btcb: y } = INITIAL_STATE.pool as { amt: bigint; btcb: bigint }
  let backing: bigint = INITIAL_STATE.backing
  let supply = state.holders().reduce((sum, { amt }) => sum + amt, x)
  for (const { difficulty, swap } of days) {
    const payment = production(difficulty)
    const toVault = (payment * VAULT_SHARE) / 100n
    const rest = payment - toVault
    backing += toVault
    state.due(rest - (rest * x) / supply, supply - x)

    if (swap.side === 'buy') {
      const bought = outDown(swap.amount, y, x)
      state.add(swap.holder, bought)
      x -= bought
      y += swap.amount
    } else {
      state.add(swap.holder, -swap.amount)
      y -= outDown(swap.amount, x, y)
      x += swap.amount
    }

    if (OF * y * supply < KEPT * x * backing) {
      const pool = { amt: x as Amt, btcb: y as Btcb }
      const pay = seedPayment(pool, { backing: backing as Btcb, supply: supply as Amt })
      const bought = amtBought(pool, pay)
      x -= bought
      y += pay
      backing -= (bought * backing) / supply
      supply -= bought
    }
  }
  return {
    backing: backing as Btcb,
    supply: supply as Amt,
    pool: { amt: x as Amt, btcb: y as Btcb },
    due: (holder) => state.holders()[holder]!.due,
  }
}

/** Base units in whole tokens. */
export const float = (amount: bigint): number => Number(amount) / 1e18

/** Share of the input that is left after the swap fee of 0.25%. */
const G = 0.9975

/** End state of a path in floats, in whole tokens: BTCB in the RCL and BTCB due to each holder. */
export interface FloatEnd {
  readonly backing: number
  readonly due: readonly number[]
}

/** Runs a path in floats; holders are mutated in place. */
export function naiveFloat(days: readonly Day[]): FloatEnd {
  const holders = INITIAL_STATE.holders.map((amt) => ({ amt: float(amt), due: 0 }))
  return naiveFloats(days, {
    due: (forHolders, outside) => {
      for (const holder of holders) holder.due += (forHolders * holder.amt) / outside
    },
    add: (n, amt) => {
      holders[n]!.amt += amt
    },
    holders: () => holders,
  })
}

/** Runs a path in floats on holders that are kept in any way. */
export function naiveFloats(days: readonly Day[], state: HolderState<number>): FloatEnd {
  let [x, y, backing] = [
    float(INITIAL_STATE.pool.amt),
    float(INITIAL_STATE.pool.btcb),
    float(INITIAL_STATE.backing),
  ]
  let supply = x + state.holders().reduce((sum, { amt }) => sum + amt, 0)
  for (const { difficulty, swap } of days) {
    const payment = productionFloat(Number(difficulty))
    const toVault = (payment * Number(VAULT_SHARE)) / 100
    const rest = payment - toVault
    const forHolders = rest - (rest * x) / supply
    const outside = supply - x
    backing += toVault
    state.due(forHolders, outside)

    const amount = float(swap.amount)
    if (swap.side === 'buy') {
      const bought = (G * amount * x) / (y + G * amount)
      state.add(swap.holder, bought)
      x -= bought
      y += amount
    } else {
      state.add(swap.holder, -amount)
      y -= (G * amount * y) / (x + G * amount)
      x += amount
    }

    const rate = backing / supply
    if (y < G * rate * x) {
      const pay = (Math.sqrt(G * rate * x * y) - y) / G
      const bought = (G * pay * x) / (y + G * pay)
      x -= bought
      y += pay
      backing -= bought * rate
      supply -= bought
    }
  }
  return { backing, due: state.holders().map(({ due }) => due) }
}
