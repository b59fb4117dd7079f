/**
 * Deserters: wrapped liquidity providers, whom another agent brings, who take a part of their liquidity out on one day.
 */
import type { Account } from '../../model/accounts.ts'
import { call, type Agent } from '../agent.ts'

export interface Deserters {
  readonly names: readonly Account[]
  readonly day: number
  /** What they take out, in ten-thousandths of their liqAMT; they have allowed Master to burn it. */
  readonly part: bigint
}

const WHOLE = 10_000n

export function deserters({ names, day, part }: Deserters): Agent {
  return {
    name: 'deserters',
    people: [],
    phase: 'day',
    act: (world) =>
      world.day !== day
        ? []
        : names.flatMap((by) => {
            const amount = (world.balance('liqAmt', by) * part) / WHOLE
            return amount === 0n ? [] : [[call(by, 'master.removeLiquidity', { amount })]]
          }),
  }
}
