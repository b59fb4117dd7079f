/** Vault moves: what people do with the staking vault and the buy-back vault. */
import { call, type Action } from '../model/interface/action.ts'
import type { Account } from '../model/interface/accounts.ts'
import { UINT256_MAX } from '../model/kernel/uint256.ts'
import type { VaultName } from '../model/state/deposits.ts'
import { PEOPLE } from './draw.ts'
import type { Move } from './moves.ts'

/** Before the moves: everybody lets the vault take deposits. */
export function vaultAllowances(vault: VaultName): readonly Action[] {
  return PEOPLE.map((who) => call(who, 'amt.approve', { spender: vault, amount: UINT256_MAX }))
}

/** AMT from the owner, deposited by a person. */
export function deposited(vault: VaultName, who: Account, amount: bigint): readonly Action[] {
  return [
    call('owner', 'master.mintMaster', { account: who, amount }),
    call(who, `${vault}.deposit`, { amount }),
  ]
}

export function deposit(vault: VaultName): Move {
  return (draw) => deposited(vault, draw.person(), draw.amount())
}

/** A part of a deposit, or nothing, which only collects. */
export function withdraw(vault: VaultName): Move {
  return (draw) => [call(draw.person(), `${vault}.withdraw`, { amount: draw.pick([0n, draw.amount()]) })]
}

/** Anybody makes the vault claim the payments up to an id. */
export function harvest(vault: VaultName): Move {
  return (draw) => [call(draw.actor(), `${vault}.harvest`, { upTo: BigInt(draw.whole(1, 3)) })]
}

/** The buy-back vault notes the pool's price. */
export const poke: Move = (draw) => [call(draw.actor(), 'buyBackVault.poke', {})]

/** Anybody makes the buy-back vault buy. */
export const buyBack: Move = (draw) => [
  call(draw.actor(), 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX }),
]

/** From half an hour to a day. */
export const shortWait: Move = (draw) => [{ wait: BigInt(draw.pick([1_800, 3_600, 86_400])) }]

/** All that a purchase needs: a payment is made already, the price is noted, and half an hour passes. */
export const noteWaitBuy: Move = (draw) => [...poke(draw), { wait: 1_800n }, ...buyBack(draw)]
