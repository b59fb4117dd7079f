/**
 * Commands on the RCL: redemptions.
 */
import type { Action } from '../../../model/interface/action.ts'
import { drawAmount } from '../../generate/amounts.ts'
import {
  actors,
  allowance,
  anyone,
  balance,
  call,
  holderOf,
  type Command,
  type Commands,
} from '../../generate/context.ts'
import { approval, preparation } from '../tokens/actions.ts'

export const backingWithdraw: Command = (context, entropy) => {
  const by = holderOf(context, entropy, 'amt')
  const held = balance(context, 'amt', by)
  const amount = drawAmount(entropy, held / 2n, held, allowance(context, 'amt', by, 'burnVault'))
  return [
    ...preparation(context, entropy, by, 'amt', 'burnVault', amount),
    call(by, 'burnVault.backingWithdraw', { amount }),
  ]
}

/**
 * Everybody with AMT redeems everything: the way to an empty supply and to a payment that nobody can earn.
 */
export const bankRun: Command = (context, entropy) => {
  const holders = actors(context).filter((who) => balance(context, 'amt', who) > 0n)
  const runs = holders.flatMap((who): Action[] => {
    const amount = balance(context, 'amt', who)
    return [approval(who, 'amt', 'burnVault', amount), call(who, 'burnVault.backingWithdraw', { amount })]
  })
  const last = call(anyone(context, entropy), 'burnVault.backingWithdraw', {
    amount: BigInt(entropy.below(2)),
  })
  const some = entropy.chance(30) ? 2 * (1 + entropy.below(holders.length)) : runs.length
  return [...runs.slice(0, some), last]
}

/** Commands by function, with their weights in a sequence. */
export const BURN_VAULT_COMMANDS = {
  'burnVault.backingWithdraw': [9, backingWithdraw],
} as const satisfies Commands
