/**
 * Vault deposits: the depositors' AMT, for the stakes of a Great Reset.
 *
 * A deposit is the AMT that its owner could withdraw: deposits less withdrawals, plus the growth from
 * finished rounds in the buy-back vault. Growth is recorded only when an account is settled, so every account
 * is settled on a discarded fork, by transactions that anyone could send.
 *
 * Cost grows with the number of depositors and their unsettled payments; a reset is rare.
 */
import type { Account } from '../../interface/accounts.ts'
import { call } from '../../interface/action.ts'
import { apply } from '../../surface/apply.ts'
import type { Economy } from '../../state/economy-state.ts'
import { VAULTS, type VaultName } from '../../state/deposits.ts'
import { depositOf } from '../../contracts/vaults/vault.ts'
import { entries } from '../../kernel/vector.ts'
import type { Amt } from '../../kernel/units.ts'

/** A contract that holds AMT for depositors. */
export interface Vault {
  readonly account: Account
  /** AMT that each depositor could withdraw; an account may occur more than once. */
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
  // A harvest of payments already harvested reverts and leaves the fork unchanged.
  const harvested = apply(economy, call('owner', `${vault}.harvest`, { upTo })).economy
  return depositors(economy, vault).reduce(
    (state, account) => settled(state, vault, account, upTo),
    harvested,
  )
}

/** Settles until nothing is left: after many purchases one call does not suffice. */
function settled(start: Economy, vault: VaultName, account: Account, upTo: bigint): Economy {
  let state = start
  for (;;) {
    const { economy, outcome } = apply(state, call('owner', `${vault}.settle`, { account, upTo }))
    if (!outcome.ok) return state
    state = economy
  }
}

/** Every account that has ever deposited. */
function depositors(economy: Economy, vault: VaultName): readonly Account[] {
  return [...entries(economy.vaults[vault].depositors)].map(([index]) => economy.names.list[index]!)
}
