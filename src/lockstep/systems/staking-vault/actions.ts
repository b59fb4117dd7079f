/**
 * Commands on the staking vault and the buy-back vault: deposits, withdrawals, the keeper's work.
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
  type Command,
  type Commands,
  type GeneratorContext,
} from '../../generate/context.ts'
import { surePayment } from '../master/actions.ts'
import { approval, preparation } from '../tokens/actions.ts'

function ask(context: GeneratorContext, vault: VaultName, fn: 'harvestedTo'): bigint {
  return context.read({ on: vault, fn, args: [] }) as bigint
}

function of(
  context: GeneratorContext,
  vault: VaultName,
  fn: 'depositOf' | 'settledTo',
  who: Account,
): bigint {
  return context.read({ on: vault, fn, args: [who] }) as bigint
}

/** An actor with a deposit, if there is one. */
function depositor(context: GeneratorContext, entropy: Entropy, vault: VaultName): Account {
  const depositors = actors(context).filter((who) => of(context, vault, 'depositOf', who) > 0n)
  return depositors.length === 0 || entropy.chance(10) ? anyone(context, entropy) : entropy.pick(depositors)
}

export function harvest(vault: VaultName): Command {
  return (context, entropy) => {
    const [last, done] = [context.domain.snapshots, ask(context, vault, 'harvestedTo')]
    const upTo = entropy.weighted([
      [5, last],
      [4, done + 1n],
      [2, done],
      [1, last + 1n],
      [0.5, 0n],
      [0.5, UINT256_MAX],
    ])
    return [call(anyone(context, entropy), `${vault}.harvest`, { upTo })]
  }
}

export function settle(vault: VaultName): Command {
  return (context, entropy) => {
    const account = entropy.chance(5)
      ? entropy.pick(['zero', 'pair', vault])
      : depositor(context, entropy, vault)
    const done = ask(context, vault, 'harvestedTo')
    const settled = context.domain.people.includes(account) ? of(context, vault, 'settledTo', account) : 0n
    const upTo = entropy.weighted([
      [5, settled + 1n],
      [4, done],
      [2, done + 1n],
      [1.5, settled],
      [0.5, UINT256_MAX],
    ])
    // What is not harvested cannot be settled.
    const last = context.domain.snapshots
    const harvested = last > done && entropy.chance(60)
    const before = harvested ? [call(anyone(context, entropy), `${vault}.harvest`, { upTo: last })] : []
    return [...before, call(anyone(context, entropy), `${vault}.settle`, { account, upTo })]
  }
}

export function deposit(vault: VaultName): Command {
  return (context, entropy) => {
    const by = holderOf(context, entropy, 'amt')
    const held = balance(context, 'amt', by)
    const amount = entropy.chance(50)
      ? fraction(entropy, held / 3n)
      : drawAmount(entropy, held, allowance(context, 'amt', by, vault))
    return [
      ...preparation(context, entropy, by, 'amt', vault, amount),
      call(by, `${vault}.deposit`, { amount }),
    ]
  }
}

export function withdraw(vault: VaultName): Command {
  return (context, entropy) => {
    const by = depositor(context, entropy, vault)
    const held = of(context, vault, 'depositOf', by)
    const amount = entropy.weighted([
      [2, 0n],
      [3, held],
      [5, drawAmount(entropy, held)],
      [0.4, held + 1n],
    ])
    return [
      ...(entropy.chance(20) ? surePayment(context, entropy) : []),
      call(by, `${vault}.withdraw`, { amount }),
    ]
  }
}

/** A deposit with all that it needs. */
export function sureDeposit(
  context: GeneratorContext,
  entropy: Entropy,
  vault: VaultName,
): readonly Action[] {
  const by = holderOf(context, entropy, 'amt')
  const amount = fraction(entropy, balance(context, 'amt', by))
  return [approval(by, 'amt', vault, UINT256_MAX), call(by, `${vault}.deposit`, { amount })]
}

/** A deposit between a payment and its harvest, withdrawn at once: it must earn nothing. */
export function lateDeposit(vault: VaultName): Command {
  return (context, entropy) => {
    const by = depositor(context, entropy, vault)
    const amount = fraction(entropy, balance(context, 'amt', by))
    return [
      ...surePayment(context, entropy),
      approval(by, 'amt', vault, UINT256_MAX),
      call(by, `${vault}.deposit`, { amount }),
      call(by, `${vault}.withdraw`, { amount: entropy.chance(50) ? amount : 0n }),
    ]
  }
}

/** Commands by function, with their weights in a sequence. */
export const STAKING_VAULT_COMMANDS = {
  'stakingVault.harvest': [4, harvest('stakingVault')],
  'stakingVault.settle': [4, settle('stakingVault')],
  'stakingVault.deposit': [7, deposit('stakingVault')],
  'stakingVault.withdraw': [8, withdraw('stakingVault')],
} as const satisfies Commands
