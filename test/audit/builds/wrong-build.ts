/**
 * Wrong build: the whole system with one defect, as subtle as what real projects shipped, and its trigger.
 *
 * The trigger is a list of public calls after which the wrong contracts show another state or outcome than
 * the right ones. It runs on the chain alone and knows nothing of model or audit. Classes are those of the
 * OWASP Smart Contract Top 10 (2025) that apply to this system: BTCB and USDT have no hooks, so there is no
 * reentrancy without adversarial tokens (`docs/explanation/adversarial-tokens.md`), and the system has no
 * randomness.
 */
import { changedBuild, type Build } from '../../../src/evm/build.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Account, Token } from '../../../src/model/interface/accounts.ts'
import type { Edit } from '../../../src/evm/index.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import type { Value } from '../../../src/model/interface/outcome.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import type { View } from '../../../src/model/surface/observation.ts'

export type Weakness =
  | 'SC01 access control'
  | 'SC02 price oracle manipulation'
  | 'SC03 logic error'
  | 'SC04 lack of input validation'
  | 'SC06 unchecked external call'
  | 'SC08 integer overflow'
  | 'SC10 denial of service'

export interface WrongBuild {
  readonly name: string
  readonly weakness: Weakness
  /** Actions of its audit: at least twice as many as seed 1 takes to find it, in whole thousands. */
  readonly budget: number
  /** Contract, text that occurs once in it, replacement. */
  readonly edits: readonly (readonly [contract: string, find: string, replace: string])[]
  readonly trigger: readonly Action[]
  /**
   * What is looked at after the trigger: a view, or the outcome of its last action, `ok` or the revert's
   * code.
   */
  readonly sees: View | 'outcome'
  /** What the right contracts show, and what these show. */
  readonly right: Value
  readonly wrong: Value
  /** The function whose finding is this defect's. */
  readonly fn: string
}

/** The build. */
export function buildOf(wrong: WrongBuild): Build {
  return changedBuild(wrong.name, { edits: editsOf(wrong) })
}

/** Its edits, by path. */
export function editsOf({ name, edits }: WrongBuild): readonly Edit[] {
  return edits.map(([contract, find, replace]) => ({
    purpose: name,
    source: `contracts/${contract}.sol`,
    find,
    replace,
  }))
}

/** One token, in base units. */
export const ONE = 10n ** 18n

/** BTCB or USDT for somebody. */
export function given(token: 'btcb' | 'usdt', to: Account, amount: bigint): readonly Action[] {
  return [call('binance', `${token}.mint`, { amount }), call('binance', `${token}.transfer`, { to, amount })]
}

export function minted(account: Account, amount: bigint): Action {
  return call('owner', 'master.mintMaster', { account, amount })
}

export function trusts(by: Account, token: Token, spender: Account): Action {
  return call(by, `${token}.approve`, { spender, amount: UINT256_MAX })
}

/** A payment, with all that the payer needs for it. */
export function paid(amountBtcb: bigint, vaultParticipation = 0n): readonly Action[] {
  return [
    ...given('btcb', 'payer', amountBtcb),
    trusts('payer', 'btcb', 'master'),
    call('payer', 'master.payRent', { amountBtcb, vaultParticipation }),
  ]
}

/** Liquidity through Master, with all that the provider needs for it. */
export function provided(by: Account, amountAmt: bigint, amountBtcb: bigint): readonly Action[] {
  return [
    minted(by, amountAmt),
    ...given('btcb', by, amountBtcb),
    trusts(by, 'amt', 'master'),
    trusts(by, 'btcb', 'master'),
    call(by, 'master.addLiquidity', { amountAmt, amountBtcb }),
  ]
}

/** Liquidity that the owner locks, with all that it needs for it. */
export function locked(amount: bigint): readonly Action[] {
  return [
    minted('owner', amount),
    ...given('btcb', 'owner', amount),
    trusts('owner', 'amt', 'master'),
    trusts('owner', 'btcb', 'master'),
    call('owner', 'master.addLiquidityLocking', { amountAmt: amount, amountBtcb: amount }),
  ]
}

export function balance(on: Token, account: Account): View {
  return { on, fn: 'balanceOf', args: [account] }
}

/** A deadline that no run reaches, in seconds since 1970. */
export const NEVER = 2n ** 60n

/** A pool, a deposit in the buy-back vault, a payment to spend, and a price record of an hour ago. */
export const purchasable: readonly Action[] = [
  ...provided('alice', 1_000_000n * ONE, 10n * ONE),
  minted('bruno', 1_000_000n * ONE),
  trusts('bruno', 'amt', 'buyBackVault'),
  call('bruno', 'buyBackVault.deposit', { amount: 1_000_000n * ONE }),
  ...paid(ONE),
  call('carmen', 'buyBackVault.poke', {}),
  { wait: 7200n },
]
