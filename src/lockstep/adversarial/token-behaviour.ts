/**
 * Adversarial token behaviour: BTCB and USDT with a fee on transfer and a blacklist, which the deployed
 * tokens do not have.
 *
 * Mirrors `contracts/outside/adversarial/AdversarialToken.sol`. Passed to the model as a transfer policy.
 *
 * - Units: the fee is in basis points of what is sent, rounded down. It is burnt.
 * - A transfer from or to a frozen account reverts before anything else is checked. Allowances, minting and
 *   burning go on.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { BASIS_POINTS } from '../../model/kernel/units.ts'
import { Revert } from '../../model/kernel/revert.ts'
import type { TransferPolicy } from '../../model/state/transfer-policy.ts'

/** The tokens that are not the project's. */
export const OUTSIDE_TOKENS = ['btcb', 'usdt'] as const
export type OutsideToken = (typeof OUTSIDE_TOKENS)[number]

export function isOutsideToken(account: Account): account is OutsideToken {
  return account === 'btcb' || account === 'usdt'
}

export interface TokenBehaviour {
  /** At most {@link BASIS_POINTS}. */
  readonly feeBps: bigint
  /** The blacklist. */
  readonly frozen: ReadonlySet<Account>
}

export type Behaviours = Readonly<Record<OutsideToken, TokenBehaviour>>

/** As deployed by Binance: no fee, nobody frozen. */
export const AS_DEPLOYED: TokenBehaviour = { feeBps: 0n, frozen: new Set() }

/** Both tokens as deployed. */
export const ALL_AS_DEPLOYED: Behaviours = { btcb: AS_DEPLOYED, usdt: AS_DEPLOYED }

/** The behaviours as the model's transfer policy. Its check reverts with {@link AccountFrozen}. */
export function policyOf(behaviours: Behaviours): TransferPolicy {
  return {
    check(coin, from, to) {
      if (!isOutsideToken(coin)) return
      const { frozen } = behaviours[coin]
      if (frozen.has(from) || frozen.has(to)) throw new AccountFrozen()
    },
    feeDown: (coin, amount) =>
      isOutsideToken(coin) ? (amount * behaviours[coin].feeBps) / BASIS_POINTS : 0n,
  }
}

/** The token does not serve this account. */
export class AccountFrozen extends Revert {
  readonly code = 'AccountFrozen'
}
