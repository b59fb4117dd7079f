/**
 * Moves on the staking vault and the buy-back vault: deposits, withdrawals, the keeper's work, purchases and those who would profit by them.
 */
import type { Account } from '../../model/accounts.ts'
import type { Action } from '../../model/action.ts'
import { UINT256_MAX } from '../../model/uint256.ts'
import type { VaultName } from '../../model/vaults/deposits.ts'
import { DAY, drawAmount, drawDeadline, fraction } from '../amounts.ts'
import type { Entropy } from '../entropy.ts'
import {
  actors,
  allowance,
  anyone,
  balance,
  call,
  holderOf,
  ownerOf,
  supply,
  type Move,
  type Scene,
} from '../scene.ts'
import { surePayment } from './master-moves.ts'
import { approval, preparation } from './token-moves.ts'

/** A price record is good from this age on, in seconds. */
const MIN_WINDOW = 1_800n

function ask(scene: Scene, vault: VaultName, fn: 'harvestedTo' | 'pendingBtcb'): bigint {
  return scene.read({ on: vault, fn, args: [] }) as bigint
}

function of(scene: Scene, vault: VaultName, fn: 'depositOf' | 'settledTo', who: Account): bigint {
  return scene.read({ on: vault, fn, args: [who] }) as bigint
}

/** An actor with a deposit, if there is one. */
function depositor(scene: Scene, entropy: Entropy, vault: VaultName): Account {
  const depositors = actors(scene).filter((who) => of(scene, vault, 'depositOf', who) > 0n)
  return depositors.length === 0 || entropy.chance(10) ? anyone(scene, entropy) : entropy.pick(depositors)
}

export function harvest(vault: VaultName): Move {
  return (scene, entropy) => {
    const [last, done] = [scene.extent.snapshots, ask(scene, vault, 'harvestedTo')]
    const upTo = entropy.weighted([
      [5, last],
      [4, done + 1n],
      [2, done],
      [1, last + 1n],
      [0.5, 0n],
      [0.5, UINT256_MAX],
    ])
    return [call(anyone(scene, entropy), `${vault}.harvest`, { upTo })]
  }
}

export function settle(vault: VaultName): Move {
  return (scene, entropy) => {
    const account = entropy.chance(5)
      ? entropy.pick(['zero', 'pair', vault])
      : depositor(scene, entropy, vault)
    const done = ask(scene, vault, 'harvestedTo')
    const settled = scene.extent.people.includes(account) ? of(scene, vault, 'settledTo', account) : 0n
    const upTo = entropy.weighted([
      [5, settled + 1n],
      [4, done],
      [2, done + 1n],
      [1, settled],
      [0.5, UINT256_MAX],
    ])
    // What is not harvested cannot be settled.
    const last = scene.extent.snapshots
    const harvested = last > done && entropy.chance(60)
    const before = harvested ? [call(anyone(scene, entropy), `${vault}.harvest`, { upTo: last })] : []
    return [...before, call(anyone(scene, entropy), `${vault}.settle`, { account, upTo })]
  }
}

export function deposit(vault: VaultName): Move {
  return (scene, entropy) => {
    const by = holderOf(scene, entropy, 'amt')
    const held = balance(scene, 'amt', by)
    const amount = entropy.chance(50)
      ? fraction(entropy, held / 3n)
      : drawAmount(entropy, held, allowance(scene, 'amt', by, vault))
    return [
      ...preparation(scene, entropy, by, 'amt', vault, amount),
      call(by, `${vault}.deposit`, { amount }),
    ]
  }
}

export function withdraw(vault: VaultName): Move {
  return (scene, entropy) => {
    const by = depositor(scene, entropy, vault)
    const held = of(scene, vault, 'depositOf', by)
    const amount = entropy.weighted([
      [2, 0n],
      [3, held],
      [5, drawAmount(entropy, held)],
    ])
    return [
      ...(entropy.chance(20) ? surePayment(scene, entropy) : []),
      call(by, `${vault}.withdraw`, { amount }),
    ]
  }
}

export const poke: Move = (scene, entropy) => [call(anyone(scene, entropy), 'buyBackVault.poke', {})]

function purchase(scene: Scene, entropy: Entropy, deadline = drawDeadline(entropy, scene.now)): Action {
  const minAmtOut = entropy.chance(80) ? 0n : drawAmount(entropy, balance(scene, 'amt', 'pair') / 1000n)
  return call(anyone(scene, entropy), 'buyBackVault.buyBack', { minAmtOut, deadline })
}

export const buyBack: Move = (scene, entropy) => [purchase(scene, entropy)]

/** A record, the time that it needs or a second less or a day and a second, somebody's trade perhaps, and the purchase. */
export const keepersRound: Move = (scene, entropy) => {
  const seconds = entropy.pick([MIN_WINDOW, MIN_WINDOW, MIN_WINDOW, MIN_WINDOW - 1n, DAY, DAY + 1n])
  const isEmpty = balance(scene, 'amt', 'buyBackVault') === 0n
  const isIdle = ask(scene, 'buyBackVault', 'pendingBtcb') === 0n
  return [
    ...(isEmpty ? sureDeposit(scene, entropy, 'buyBackVault') : []),
    ...(isEmpty || isIdle ? surePayment(scene, entropy) : []),
    call(anyone(scene, entropy), 'buyBackVault.poke', {}),
    { wait: seconds },
    ...(entropy.chance(40) ? frontRun(scene, entropy) : []),
    purchase(scene, entropy, entropy.chance(8) ? scene.now : UINT256_MAX),
  ]
}

/** Somebody buys AMT before the vault does: so much that the purchase falls to about the minimum, at times far more. */
function frontRun(scene: Scene, entropy: Entropy): readonly Action[] {
  const binance = ownerOf(scene, 'btcb')
  const perMille = entropy.chance(80) ? 5 + entropy.below(20) : 500
  const amountA = (balance(scene, 'btcb', 'pair') * BigInt(perMille)) / 1000n
  if (!actors(scene).includes(binance) || supply(scene, 'btcb') > UINT256_MAX - amountA) return []
  return [
    call(binance, 'btcb.mint', { amount: amountA }),
    approval(binance, 'btcb', 'router', UINT256_MAX),
    call(binance, 'router.swapExactTokensForTokens', {
      amountA,
      limit: 0n,
      path: ['btcb', 'amt'],
      to: binance,
      deadline: UINT256_MAX,
    }),
  ]
}

function sureDeposit(scene: Scene, entropy: Entropy, vault: VaultName): readonly Action[] {
  const by = holderOf(scene, entropy, 'amt')
  const amount = fraction(entropy, balance(scene, 'amt', by))
  return [approval(by, 'amt', vault, UINT256_MAX), call(by, `${vault}.deposit`, { amount })]
}

/** A deposit between a payment and its harvest, collected at once: what a vault must not pay for. */
export function lateDeposit(vault: VaultName): Move {
  return (scene, entropy) => {
    const by = depositor(scene, entropy, vault)
    const amount = fraction(entropy, balance(scene, 'amt', by))
    return [
      ...surePayment(scene, entropy),
      approval(by, 'amt', vault, UINT256_MAX),
      call(by, `${vault}.deposit`, { amount }),
      call(by, `${vault}.withdraw`, { amount: entropy.chance(50) ? amount : 0n }),
    ]
  }
}
