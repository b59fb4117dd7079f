/**
 * Buy-back sandwicher: buys AMT, triggers the vault's purchase and sells again, in one plan.
 *
 * Acts during the day. Anyone may trigger the purchase, so no ordering by gas price is needed, and the
 * purchase itself is sent without a limit. The vault is protected by its small purchases and by its minimum
 * of 97% of the average price. The average equals the price of the last close if nobody has traded since.
 * Every day the sandwicher checks whether a purchase is possible and whether a sandwich within that minimum
 * earns more than its gas. It needs BTCB and approvals of the router.
 *
 * With `force` it sandwiches every possible purchase with a given amount, profitable or not: for the losses
 * of an attacker who does not optimise, or who has another motive than profit.
 */
import { amtBought, outDown, type PoolReserves } from '../../../model/contracts/pancake/quotes.ts'
import { MIN_OUT_PERCENT } from '../../../model/contracts/vaults/buy-back.ts'
import { ONE, type Amt, type Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../agent.ts'
import { gasToday } from '../../view/gas.ts'
import { nextPurchase } from '../../view/vaults.ts'
import { deadlineOf } from '../plans/swap.ts'

/** Parameters of {@link sandwicher}: capital and gas cost in BTCB wei. */
export interface Sandwicher {
  readonly capital: Btcb
  /** Gas cost of one sandwich, in BTCB at 3 gwei. */
  readonly gas: Btcb
  /**
   * BTCB spent before every purchase, as far as the minimum allows, whether profitable or not. @default
   * undefined, for the most profitable amount
   */
  readonly force?: Btcb | undefined
}

/** A sandwich: what it buys before, and sells after, a purchase of the vault. */
export interface Sandwich {
  /** BTCB spent before the purchase, and the AMT that it buys. */
  readonly pay: Btcb
  readonly buy: Amt
  /** AMT that the vault then gets. */
  readonly bought: Amt
  /** BTCB wei, before gas; negative for a loss. */
  readonly profit: bigint
}

/** Account of the sandwicher. */
export const SANDWICHER = 'sandwicher'

/** The vault's minimum of 97% plus a margin of 0.1% for trades since the last close. */
const LEAST_PER_MILLE = 10n * MIN_OUT_PERCENT + 1n

/** Sandwiches purchases of the buy-back vault. */
export function sandwicher({ capital, gas, force }: Sandwicher): Agent {
  const by = SANDWICHER
  return {
    name: by,
    people: [{ name: by, btcb: capital }],
    phase: 'day',
    prepare: () => [approveAll(by, 'btcb', 'router'), approveAll(by, 'amt', 'router')],
    act: (view) => {
      const price = view.history.at(-1)?.price ?? 0n
      const spends = nextPurchase(view)
      if (spends === 0n || price === 0n) return []
      const least = leastFor(spends, price)
      const mine = view.balance('btcb', by) as Btcb
      const { pay, buy, profit } =
        force === undefined
          ? bestSandwich(view.pool(), spends, least, mine)
          : largestSandwich(view.pool(), spends, least, (force < mine ? force : mine) as Btcb)
      if (force === undefined ? profit <= gasToday(view, gas) : buy === 0n) return []
      const deadline = deadlineOf(view)
      const swap = { to: by, deadline }
      return [
        [
          call(by, 'router.swapExactTokensForTokens', {
            ...swap,
            amountA: pay,
            limit: buy,
            path: ['btcb', 'amt'],
          }),
          call(by, 'buyBackVault.buyBack', { minAmtOut: 0n, deadline }),
          call(by, 'router.swapExactTokensForTokens', {
            ...swap,
            amountA: buy,
            limit: 0n,
            path: ['amt', 'btcb'],
          }),
        ],
      ]
    },
  }
}

/**
 * Least AMT that a sandwich may leave a purchase for `spends` at an average price of `price` (BTCB wei per
 * AMT); rounded down.
 */
export function leastFor(spends: Btcb, price: bigint): Amt {
  return ((((spends * ONE) / price) * LEAST_PER_MILLE) / 1000n) as Amt
}

/** Outcome of a sandwich with `pay` around a purchase for `spends`. */
export function sandwich(pool: PoolReserves, spends: Btcb, pay: Btcb): Sandwich {
  const buy = amtBought(pool, pay)
  const [amt, btcb] = [pool.amt - buy, pool.btcb + pay]
  const bought = outDown(spends, btcb, amt) as Amt
  const profit = outDown(buy, amt - bought, btcb + spends) - pay
  return { pay, buy, bought, profit }
}

/**
 * Largest sandwich that leaves the vault at least `least` AMT, with at most `capital`. By bisection: what it
 * leaves decreases with `pay`.
 */
export function largestSandwich(pool: PoolReserves, spends: Btcb, least: Amt, capital: Btcb): Sandwich {
  let [low, high] = [0n, capital as bigint]
  while (high > low) {
    const middle = (low + high + 1n) / 2n
    if (sandwich(pool, spends, middle as Btcb).bought >= least) low = middle
    else high = middle - 1n
  }
  return sandwich(pool, spends, low as Btcb)
}

/**
 * Most profitable sandwich that leaves the vault at least `least` AMT. By ternary search: profit is unimodal
 * in `pay`. Exact to a millionth of a satoshi of input; pays nothing if no sandwich is profitable.
 */
export function bestSandwich(pool: PoolReserves, spends: Btcb, least: Amt, capital: Btcb): Sandwich {
  const at = (pay: bigint): Sandwich => sandwich(pool, spends, pay as Btcb)
  let [low, high] = [0n, largestSandwich(pool, spends, least, capital).pay as bigint]
  while (high - low > CLOSE_ENOUGH) {
    const third = (high - low) / 3n
    if (at(low + third).profit < at(high - third).profit) low += third
    else high -= third
  }
  const [none, best] = [at(0n), at(high)]
  return best.profit > none.profit ? best : none
}

const CLOSE_ENOUGH = 10_000n
