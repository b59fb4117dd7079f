/**
 * Manners: how BTCB and USDT could treat their users, and do not: they may keep a fee of each transfer, and refuse accounts.
 *
 * Deployed tokens of Binance do neither, so that no economy has manners unless {@link withManners} gives it some, and no action changes
 * them: they are for the lockstep of hostile worlds alone, and `AccountFrozen` is not in the table of refusals. Mirrors
 * `contracts/outside/hostile/HostileToken.sol`.
 *
 * - Units: the fee is in basis points, rounded down, of what is sent. It is burnt.
 * - Refused are transfers from and to a frozen account, before anything else is checked. Allowances, minting and burning go on.
 */
import type { Account } from './accounts.ts'
import { Refusal } from './refusal.ts'
import type { Economy } from './state.ts'

/** The tokens that are not the project's. */
export type OutsideToken = 'btcb' | 'usdt'

export const OUTSIDE_TOKENS = ['btcb', 'usdt'] as const satisfies readonly OutsideToken[]

export function isOutsideToken(account: Account): account is OutsideToken {
  return account === 'btcb' || account === 'usdt'
}

export interface Manners {
  /** At most {@link BASIS_POINTS}. */
  readonly feeBps: bigint
  readonly frozen: ReadonlySet<Account>
}

/** By token; undefined where all is as Binance deployed it. */
export type MannersByToken = Readonly<Partial<Record<string, Manners>>>

export const BASIS_POINTS = 10_000n

export const GOOD_MANNERS: Manners = { feeBps: 0n, frozen: new Set() }

/** The same economy with a token that behaves differently from now on. */
export function withManners(economy: Economy, token: OutsideToken, manners: Manners): Economy {
  return { ...economy, manners: { ...economy.manners, [token]: manners } }
}

/** What a transfer of `amount` loses on its way. */
export function feeOf({ feeBps }: Manners, amount: bigint): bigint {
  return (amount * feeBps) / BASIS_POINTS
}

/** Refuses a transfer from or to a frozen account. */
export function refuseFrozen({ frozen }: Manners, from: Account, to: Account): void {
  if (frozen.has(from) || frozen.has(to)) throw new AccountFrozen()
}

/** The token does not serve this account. */
export class AccountFrozen extends Refusal {
  readonly code = 'AccountFrozen'
}
