/**
 * The sandwicher of the buy-back: buys AMT, has the vault buy, and sells, in one go.
 *
 * Anyone may call the purchase, so nobody has to be overtaken: the three are one plan, with no limit of their own on the purchase. What
 * protects the vault is that it spends little at a time, and wants 97% of the average price. The average is known to be the last close's
 * price if nobody has traded since, so the sandwicher looks every day whether a purchase can be made and is large enough to pay, and
 * moves the price as far as the average allows, and no further than pays.
 *
 * Told to force it, it trades a given amount around every purchase that can be made, whether that pays or not: what somebody would lose (or
 * gain) who does not do the sum first, or who has a reason beside the profit.
 */
import { amtBought, outDown, type PoolReserves } from '../../../model/contracts/pancake/quotes.ts'
import { MIN_OUT_PERCENT } from '../../../model/contracts/vaults/buy-back.ts'
import { ONE, type Amt, type Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../agent.ts'
import { gasToday } from '../../view/gas.ts'
import { nextPurchase } from '../../view/vaults.ts'
import { deadlineOf } from '../plans/swap.ts'

export interface Sandwicher {
  readonly capital: Btcb
  /** Cost of one sandwich, in BTCB at 3 gwei. */
  readonly gas: Btcb
  /** BTCB that goes in before every purchase, as far as the average allows, whatever comes of it; if undefined, as much as pays best. */
  readonly force?: Btcb | undefined
}

export interface Sandwich {
  /** BTCB that goes in before the purchase, and the AMT that it buys. */
  readonly pay: Btcb
  readonly buy: Amt
  /** What the vault then gets. */
  readonly bought: Amt
  readonly profit: bigint
}

export const SANDWICHER = 'sandwicher'

/** A thousandth above the 97% that the vault insists on, for trades since the last close. */
const LEAST_PER_MILLE = 10n * MIN_OUT_PERCENT + 1n

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

/** AMT that a sandwich leaves a purchase for `spends`, if the average price is `price` (BTCB for 1 AMT). */
export function leastFor(spends: Btcb, price: bigint): Amt {
  return ((((spends * ONE) / price) * LEAST_PER_MILLE) / 1000n) as Amt
}

/** What `pay` before a purchase for `spends` brings. */
export function sandwich(pool: PoolReserves, spends: Btcb, pay: Btcb): Sandwich {
  const buy = amtBought(pool, pay)
  const [amt, btcb] = [pool.amt - buy, pool.btcb + pay]
  const bought = outDown(spends, btcb, amt) as Amt
  const profit = outDown(buy, amt - bought, btcb + spends) - pay
  return { pay, buy, bought, profit }
}

/** The largest sandwich that leaves the vault at least `least` AMT, with at most `capital`: by halves, since what it leaves falls with `pay`. */
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
 * The most profitable sandwich that leaves the vault at least `least` AMT, by thirds: profit rises with `pay` and falls after its top. To
 * within a millionth of a satoshi of input; without any profit, the best is to pay nothing.
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
