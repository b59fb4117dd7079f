/**
 * Stakers: put all their AMT into a vault when the run opens, and from one day on take it out again, to sell it or to keep it.
 *
 * They settle nothing in between: a withdrawal does. The first asks for the deposit that they see; what purchases have added to it is
 * settled by then and goes with a second, the day after.
 */
import type { Amt } from '../../../model/kernel/units.ts'
import type { VaultName } from '../../../model/state/deposits.ts'
import { approveAll, call, namesOf, type Agent } from '../../agent.ts'
import { depositOf } from '../../view/vaults.ts'
import { AT_ANY_PRICE } from '../plans/exit.ts'
import { sellAmt } from '../plans/swap.ts'

export interface Stakers {
  readonly name: string
  readonly count: number
  /** What they own together, in equal parts; the remainder stays with nobody. */
  readonly amt: Amt
  readonly vault: VaultName
  /** Day on which they begin to leave; never if undefined. */
  readonly leaveFrom: number | undefined
  /** Whether they then sell what they take out; they do unless told otherwise. */
  readonly sells?: boolean
}

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
