/**
 * The staking vault's keeper: claims for the vault every so many days, and books each depositor's part, at the project's cost.
 *
 * Whoever withdraws then finds little left to book and pays for two transfers and no more.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { call, type Agent } from '../../agent.ts'
import { harvestedTo, settledTo } from '../../view/vaults.ts'

export interface Harvester {
  /** Days from one harvest to the next, the last of each turn. */
  readonly every: number
  /** For whom it books. */
  readonly depositors: readonly Account[]
}

const NAME = 'harvester'

export function harvester({ every, depositors }: Harvester): Agent {
  return {
    name: NAME,
    people: [{ name: NAME }],
    phase: 'close',
    act: (view) => {
      if (view.day % every !== every - 1) return []
      const upTo = view.payments()
      // A depositor who came today has made the vault claim already, and has been booked; the others have not.
      const isClaimed = upTo <= harvestedTo(view, 'stakingVault')
      const settlements = depositors
        .filter((account) => settledTo(view, 'stakingVault', account) < upTo)
        .map((account) => call(NAME, 'stakingVault.settle', { account, upTo }))
      const plan = isClaimed ? settlements : [call(NAME, 'stakingVault.harvest', { upTo }), ...settlements]
      return plan.length === 0 ? [] : [plan]
    },
  }
}
