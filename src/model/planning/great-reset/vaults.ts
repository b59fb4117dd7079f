/**
 * The vaults' deposits, as a Great Reset looks through them.
 *
 * A deposit is the AMT that its owner would get back: what was put in less what was taken out, and in the buy-back vault what finished
 * rounds have added. That is booked only when somebody settles the account, so it is settled here, on a fork that nobody sees: the same
 * transactions that anyone could send, without their effect on the economy.
 *
 * Cost grows with the number of depositors and with the payments that they have not settled; a reset is rare.
 */
import type { Account } from '../../interface/accounts.ts'
import { call } from '../../interface/action.ts'
import { apply } from '../../surface/apply.ts'
import type { Economy } from '../../state/economy-state.ts'
import { VAULTS, type VaultName } from '../../state/deposits.ts'
import { depositOf } from '../../contracts/vaults/vault.ts'
import { entries } from '../../kernel/vector.ts'
import type { Amt } from '../../kernel/units.ts'

/** A contract that holds AMT for others. */
export interface Vault {
  readonly account: Account
  /** AMT that each depositor would get back; an account may come more than once. */
  readonly deposits: readonly Deposit[]
}

export interface Deposit {
  readonly account: Account
  readonly amount: Amt
}

/** Both vaults with all deposits above zero. */
export function vaultsOf(economy: Economy): readonly Vault[] {
  return VAULTS.map((account) => {
    const settled = withEverythingSettled(economy, account)
    const deposits = depositors(economy, account).map((depositor) => ({
      account: depositor,
      amount: depositOf(settled, account, depositor),
    }))
    return { account, deposits: deposits.filter(({ amount }) => amount > 0n) }
  })
}

function withEverythingSettled(economy: Economy, vault: VaultName): Economy {
  const upTo = BigInt(economy.tokens.amt.snapshots.count)
  // What has been harvested before is refused, which leaves the fork as it was.
  const harvested = apply(economy, call('owner', `${vault}.harvest`, { upTo })).economy
  return depositors(economy, vault).reduce(
    (state, account) => settled(state, vault, account, upTo),
    harvested,
  )
}

/** Settles until there is nothing left to settle: after many purchases one call does not do it. */
function settled(start: Economy, vault: VaultName, account: Account, upTo: bigint): Economy {
  let state = start
  for (;;) {
    const { economy, outcome } = apply(state, call('owner', `${vault}.settle`, { account, upTo }))
    if (!outcome.ok) return state
    state = economy
  }
}

/** Whoever has ever deposited: growth and withdrawals come after a deposit. */
function depositors(economy: Economy, vault: VaultName): readonly Account[] {
  return [...entries(economy.vaults[vault].depositors)].map(([index]) => economy.names.list[index]!)
}
