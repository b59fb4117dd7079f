/**
 * Moves: what people do in generated worlds, as actions. They know no state; an action that cannot happen
 * reverts and changes nothing.
 */
import { call, type Action } from '../model/interface/action.ts'
import { UINT256_MAX } from '../model/kernel/uint256.ts'
import { CAP } from '../model/kernel/units.ts'
import { PEOPLE, type Draw } from './draw.ts'

export type Move = (draw: Draw) => readonly Action[]

/** Before the moves: everybody lets the contracts spend. */
export const ALLOWANCES: readonly Action[] = [
  ...PEOPLE.flatMap((person) => [
    call(person, 'amt.approve', { spender: 'burnVault', amount: UINT256_MAX }),
    call(person, 'amt.approve', { spender: 'router', amount: UINT256_MAX }),
    call(person, 'btcb.approve', { spender: 'router', amount: UINT256_MAX }),
  ]),
  call('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX }),
  call('owner', 'btcb.approve', { spender: 'master', amount: UINT256_MAX }),
]

/** The owner issues AMT. */
export const mint: Move = (draw) => [
  call('owner', 'master.mintMaster', { account: draw.person(), amount: draw.amount() }),
]

/** The owner issues as much as the cap allows, or a unit more. */
export const mintTheCap: Move = (draw) => [
  call('owner', 'master.mintMaster', {
    account: draw.person(),
    amount: draw.pick([CAP, CAP / 2n, CAP + 1n]),
  }),
]

/** Binance issues BTCB to the RCL. */
export const fundRcl: Move = (draw) => {
  const amount = draw.amount()
  return [
    call('binance', 'btcb.mint', { amount }),
    call('binance', 'btcb.transfer', { to: 'burnVault', amount }),
  ]
}

/** The owner receives BTCB, of which an emission might take a deposit. */
export const fundOwner: Move = (draw) => {
  const amount = draw.amount()
  return [call('binance', 'btcb.mint', { amount }), call('binance', 'btcb.transfer', { to: 'owner', amount })]
}

/** The payer receives BTCB and pays it; a payment is above 100 base units. */
export const pay: Move = (draw) => {
  const amount = draw.amount() + 100n
  const vaultParticipation = BigInt(draw.pick([0, 0, 20, 50, 100]))
  return [
    call('binance', 'btcb.mint', { amount }),
    call('binance', 'btcb.transfer', { to: 'payer', amount }),
    call('payer', 'master.payRent', { amountBtcb: amount, vaultParticipation }),
  ]
}

export const redeem: Move = (draw) => [
  call(draw.person(), 'burnVault.backingWithdraw', { amount: draw.amount() }),
]

export const claim: Move = (draw) => [
  call(draw.person(), 'master.charge', { snapId: BigInt(draw.whole(1, 3)) }),
]

/** Claims a range of payments. */
export const claimRange: Move = (draw) => [
  call(draw.person(), 'master.chargeFromTo', { from: 1n, to: BigInt(draw.whole(1, 3)) }),
]

export const send: Move = (draw) => [
  call(draw.person(), 'amt.transfer', { to: draw.person(), amount: draw.amount() }),
]

export const burn: Move = (draw) => [call(draw.person(), 'amt.burn', { amount: draw.amount() })]

/** Liquidity for the pool, directly on PancakeSwap; the first deposit must exceed 1,000 LP shares. */
export const provide: Move = (draw) => {
  const person = draw.person()
  const [amt, btcb] = [2_000n + draw.amount(), 2_000n + draw.amount()]
  return [
    call('owner', 'master.mintMaster', { account: person, amount: amt }),
    call('binance', 'btcb.mint', { amount: btcb }),
    call('binance', 'btcb.transfer', { to: person, amount: btcb }),
    call(person, 'router.addLiquidity', {
      tokenA: 'amt',
      tokenB: 'btcb',
      amountADesired: amt,
      amountBDesired: btcb,
      amountAMin: 0n,
      amountBMin: 0n,
      to: person,
      deadline: UINT256_MAX,
    }),
  ]
}

/** A sale of AMT into the pool. */
export const sell: Move = (draw) => {
  const person = draw.person()
  return [
    call(person, 'router.swapExactTokensForTokens', {
      amountA: draw.amount(),
      limit: 0n,
      path: ['amt', 'btcb'],
      to: person,
      deadline: UINT256_MAX,
    }),
  ]
}
