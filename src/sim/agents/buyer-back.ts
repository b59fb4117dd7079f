/**
 * The buy-back's keeper: has the buy-back vault spend what it has claimed, every so many days.
 *
 * A purchase is measured by a price record of 30 minutes to a day ago, so the keeper leaves one the day before. It asks for the quote that
 * it sees less its slippage; the vault's own limit, 97% of the average price, holds besides.
 */
import { amtBought } from '../../model/arbitrage/pools.ts'
import { call, type Agent, type Plan } from '../agent.ts'
import { spendable } from '../vaults.ts'
import { deadlineOf } from './swap.ts'
import type { World } from '../world.ts'

export interface BuyerBack {
  /** Days from one purchase to the next, the last of each turn. */
  readonly every: number
  readonly slippageBps: bigint
}

const NAME = 'keeper'
const BASIS_POINTS = 10_000n

export function buyerBack({ every, slippageBps }: BuyerBack): Agent {
  return {
    name: NAME,
    people: [{ name: NAME }],
    phase: 'close',
    act: (world) => {
      const plans: Plan[] = []
      if (isPurchaseDay(world.day, every) && world.day > 0) plans.push(...purchase(world, slippageBps))
      if (isPurchaseDay(world.day + 1, every)) plans.push([call(NAME, 'buyBackVault.poke', {})])
      return plans
    },
  }
}

/** Whether the vault is to buy on that day. */
export const isPurchaseDay = (day: number, every: number): boolean => day % every === every - 1

function purchase(world: World, slippageBps: bigint): readonly Plan[] {
  const quote = amtBought(world.pool(), spendable(world))
  if (quote === 0n) return []
  const minAmtOut = (quote * (BASIS_POINTS - slippageBps)) / BASIS_POINTS
  return [[call(NAME, 'buyBackVault.buyBack', { minAmtOut, deadline: deadlineOf(world) })]]
}
