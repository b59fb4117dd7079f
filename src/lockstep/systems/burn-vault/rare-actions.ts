/**
 * Rare situations of the supply: one account holds all AMT, redeems it, or puts it into the pool before a
 * payment.
 */
import type { Action } from '../../../model/interface/action.ts'
import { ONE } from '../../../model/kernel/units.ts'
import { actors, balance, byOwner, call, ownerOf, supply, type Command } from '../../generate/context.ts'
import { provideWith } from '../../generate/bulk-actions.ts'
import { surePayment } from '../master/actions.ts'
import { sureApprovals } from '../pancake/sure-liquidity.ts'
import { approval } from '../tokens/actions.ts'
import { bankRun } from './actions.ts'

/**
 * One account gathers all AMT of people, or is issued the first; it redeems everything, claims it, or
 * provides it.
 */
export const wholeSupply: Command = (context, entropy) => {
  const holders = actors(context).filter((who) => balance(context, 'amt', who) > 0n)
  const by = holders[0] ?? entropy.pick(actors(context))
  const gathered = holders.reduce((sum, who) => sum + balance(context, 'amt', who), 0n)
  const total = supply(context, 'amt')
  // What contracts hold cannot be gathered.
  if (total > gathered) return bankRun(context, entropy)
  const owner = ownerOf(context, 'master')
  const amount = total === 0n ? ONE : total
  const issue =
    total === 0n ? byOwner(context, owner, [call(owner, 'master.mintMaster', { account: by, amount })]) : []
  const gathering = holders
    .slice(1)
    .map((who) => call(who, 'amt.transfer', { to: by, amount: balance(context, 'amt', who) }))
  const snapId = context.domain.snapshots + 1n
  const redeeming = [
    approval(by, 'amt', 'burnVault', amount),
    call(by, 'burnVault.backingWithdraw', { amount }),
  ]
  const uses = entropy.pick<readonly Action[]>([
    redeeming,
    redeeming,
    [...surePayment(context, entropy), call(by, 'master.charge', { snapId })],
    [
      ...provideWith(context, by, ONE),
      ...sureApprovals(by, 'master'),
      call(by, 'master.addLiquidity', { amountAmt: amount, amountBtcb: ONE }),
      ...surePayment(context, entropy),
    ],
  ])
  return [...issue, ...gathering, ...uses]
}
