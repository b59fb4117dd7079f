/**
 * Project: the owner claims the payouts of the project's AMT and locked liquidity, and sweeps rounding dust
 * from Master.
 *
 * Acts during the day: claims once a week, by one call to the locker for each payment, and sweeps each
 * payment's dust once, when the payment is `dustAfter` days old. It needs no funds and no approvals.
 */
import { call, type Agent, type Plan } from '../../agent.ts'
import { atStartOf } from '../../view/history.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { paymentsSince, type Payments } from '../holders/holders.ts'

/** Parameters of {@link project}: days after which dust is swept. */
export interface Project {
  /** Days after which a payment's dust is swept. */
  readonly dustAfter: number
}

const WEEK = 7

/** The project as owner of the contracts: it sweeps dust, and sells nothing. */
export function project({ dustAfter }: Project): Agent {
  return {
    name: 'project',
    people: [],
    phase: 'day',
    act: (view) => [
      ...(view.day % WEEK === WEEK - 1 ? ownClaims(paymentsSince(view, WEEK)) : []),
      ...dust(view, dustAfter),
    ],
  }
}

function ownClaims(unclaimed: Payments | undefined): readonly Plan[] {
  if (unclaimed === undefined) return []
  const plans: Plan[] = [[call('owner', 'master.chargeFromTo', unclaimed)]]
  for (let snapId = unclaimed.from; snapId <= unclaimed.to; snapId++)
    plans.push([call('owner', 'locker.charge', { snapId })])
  return plans
}

/** Sweeps the dust of the payments made `age` days ago. */
function dust(view: AgentView, age: number): readonly Plan[] {
  const day = view.day - age
  if (day < 0) return []
  const plans: Plan[] = []
  const last = atStartOf(view.history, day + 1).payments
  for (let snapId = atStartOf(view.history, day).payments + 1n; snapId <= last; snapId++)
    plans.push([
      call('owner', 'master.handleDust', { snapId }),
      call('owner', 'master.LiqHandleDust', { snapId }),
    ])
  return plans
}
