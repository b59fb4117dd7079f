/**
 * Staking keeper: every `every` days has the staking vault claim and settles every depositor, at the
 * project's cost.
 *
 * Acts at the close. A later withdrawal then has little to settle and costs little more gas than two
 * transfers. It needs no funds.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { call, type Agent } from '../../agent.ts'
import { harvestedTo, settledTo } from '../../view/vaults.ts'

/** Parameters of {@link harvester}: days between harvests. */
export interface Harvester {
  /** Length of a cycle in days; the vault claims on its last day. */
  readonly every: number
  /** Accounts that it settles. */
  readonly depositors: readonly Account[]
}

const NAME = 'harvester'

/** Harvests the staking vault and settles its depositors. */
export function harvester({ every, depositors }: Harvester): Agent {
  return {
    name: NAME,
    people: [{ name: NAME }],
    phase: 'close',
    act: (view) => {
      if (view.day % every !== every - 1) return []
      const upTo = view.payments()
      // A depositor who acted today has made the vault claim and has been settled; the others have not.
      const isClaimed = upTo <= harvestedTo(view, 'stakingVault')
      const settlements = depositors
        .filter((account) => settledTo(view, 'stakingVault', account) < upTo)
        .map((account) => call(NAME, 'stakingVault.settle', { account, upTo }))
      const plan = isClaimed ? settlements : [call(NAME, 'stakingVault.harvest', { upTo }), ...settlements]
      return plan.length === 0 ? [] : [plan]
    },
  }
}
