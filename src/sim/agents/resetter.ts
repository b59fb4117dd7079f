/**
 * The resetter: the administrators carry out a Great Reset at the close of one day, by direct transfers from their reserve, or not at all.
 *
 * Reckoned on what they see there and then, with nobody acting in between: the sale, and an airdrop for everybody on the list of names. If the
 * reserve does not suffice, or somebody cannot be made whole, nothing happens.
 */
import type { Account } from '../../model/accounts.ts'
import type { Policy } from '../../model/great-reset/compensation.ts'
import { isFeasible, reckonReset, resetActions, type Reset } from '../../model/great-reset/reset.ts'
import type { Factor } from '../../model/great-reset/sale.ts'
import type { Amt, Lp } from '../../model/units.ts'
import type { Agent } from '../agent.ts'
import type { World } from '../world.ts'
import { deadlineOf } from './swap.ts'

export interface Resetter {
  readonly day: number
  readonly factor: Factor
  readonly policy: Policy
  /** Everybody whose AMT and liquidity count, wrapped and raw. */
  readonly names: readonly Account[]
}

const RESERVE = 'owner'
const PAIRED = ['amt', 'btcb'] as const

export function resetter(spec: Resetter): Agent {
  return {
    name: 'resetter',
    people: [],
    phase: 'close',
    act: (world) => {
      if (world.day !== spec.day) return []
      const reset = resetOn(world, spec)
      return isFeasible(reset) ? [resetActions(reset, deadlineOf(world))] : []
    },
  }
}

/** The reckoning on that world. */
export function resetOn(world: World, { factor, policy, names }: Omit<Resetter, 'day'>): Reset {
  const pool = world.pool()
  const stakes = names
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((account) => ({
      account,
      amt: world.balance('amt', account) as Amt,
      shares: (world.balance('liqAmt', account) + world.balance('pair', account)) as Lp,
    }))
    .filter(({ amt, shares }) => amt > 0n || shares > 0n)
  return reckonReset(
    {
      pool,
      skims: PAIRED.some((token) => world.balance(token, 'pair') > pool[token]),
      snapshotId: undefined,
      stakes,
      shareSupply: world.supply('pair'),
      held: world.balance('amt', RESERVE),
    },
    { factor, policy, reserve: RESERVE },
  )
}
