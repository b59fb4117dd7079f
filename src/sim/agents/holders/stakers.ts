/**
 * Stakers: deposit all their AMT into a vault in the initial state; from a given day on they withdraw it and
 * may sell it.
 *
 * They act during the day and do not settle in between: a withdrawal does. The first withdrawal asks for the
 * deposit as of the last settlement. What it settles in addition follows with a second withdrawal the next
 * day. They need AMT and approvals of vault and router.
 */
import type { Amt } from '../../../model/kernel/units.ts'
import type { VaultName } from '../../../model/state/deposits.ts'
import { approveAll, call, namesOf, type Agent } from '../../agent.ts'
import { depositOf } from '../../view/vaults.ts'
import { AT_ANY_PRICE } from '../plans/exit.ts'
import { sellAmt } from '../plans/swap.ts'

/** Parameters of {@link stakers}. */
export interface Stakers {
  readonly name: string
  readonly count: number
  /** AMT of all of them together, in equal parts; the remainder of the division is not issued. */
  readonly amt: Amt
  readonly vault: VaultName
  /** First day of withdrawals; undefined for never. */
  readonly leaveFrom: number | undefined
  /** Whether they sell what they withdraw. @default true */
  readonly sells?: boolean
}

/** Holders that deposit in a vault, and may withdraw and sell on a day. */
export function stakers({ name, count, amt, vault, leaveFrom, sells = true }: Stakers): Agent {
  const names = namesOf(name, count)
  const each = (amt / BigInt(count)) as Amt
  return {
    name,
    people: names.map((person) => ({ name: person, amt: each })),
    phase: 'day',
    prepare: () =>
      names.flatMap((by) => [
        approveAll(by, 'amt', vault),
        approveAll(by, 'amt', 'router'),
        call(by, `${vault}.deposit`, { amount: each }),
      ]),
    act: (view) => {
      if (leaveFrom === undefined || view.day < leaveFrom) return []
      return names.flatMap((by) => {
        const amount = depositOf(view, vault, by)
        if (amount === 0n) return []
        const sale = sells ? sellAmt(view, by, amount, AT_ANY_PRICE) : []
        return [[call(by, `${vault}.withdraw`, { amount }), ...sale]]
      })
    },
  }
}
