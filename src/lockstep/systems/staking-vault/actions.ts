/**
 * Moves on the staking vault and the buy-back vault: deposits, withdrawals, the keeper's work.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import type { VaultName } from '../../../model/state/deposits.ts'
import { drawAmount, fraction } from '../../generate/amounts.ts'
import type { Entropy } from '../../generate/entropy.ts'
import {
  actors,
  allowance,
  anyone,
  balance,
  call,
  holderOf,
  type Move,
  type Scene,
} from '../../generate/context.ts'
import { surePayment } from '../master/actions.ts'
import { approval, preparation } from '../tokens/actions.ts'

function ask(scene: Scene, vault: VaultName, fn: 'harvestedTo'): bigint {
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
      [1.5, settled],
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

/** A deposit with all that it needs. */
export function sureDeposit(scene: Scene, entropy: Entropy, vault: VaultName): readonly Action[] {
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
