/**
 * The resetter: the administrators carry out a Great Reset at the close of one day through the distributor, or not at all.
 *
 * The evening before, they have both vaults settle everybody, so that a deposit is what it is seen to be; on the day itself the buy-back vault
 * must not buy. Then, in one plan: the least payment takes the snapshot of the moment, the reserve sells, the distributor is deployed and
 * funded, and they send everybody's claim, but for those whom nobody thinks of. What these have left goes back once the claims are over. If the
 * reserve does not suffice, or somebody cannot be made whole, nothing happens.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import type { Policy } from '../../../model/planning/great-reset/compensation.ts'
import {
  claimActions,
  distributionActions,
  LEAST_PAYMENT,
  reclaimAction,
  takeMoment,
} from '../../../model/planning/great-reset/distribution.ts'
import {
  isFeasible,
  PAIRED,
  receivers,
  computeReset,
  type Reset,
} from '../../../model/planning/great-reset/reset.ts'
import type { Factor } from '../../../model/planning/great-reset/sale.ts'
import { SECONDS_PER_DAY, type Amt, type Btcb, type Lp } from '../../../model/kernel/units.ts'
import { VAULTS } from '../../../model/state/deposits.ts'
import { approveAll, call, type Agent, type Plan } from '../../agent.ts'
import { depositOf, harvestedTo, settledTo } from '../../view/vaults.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { deadlineOf } from '../plans/swap.ts'

export interface ResetOperator {
  readonly day: number
  readonly factor: Factor
  readonly policy: Policy
  /** Everybody whose AMT, deposits and liquidity count, wrapped and raw. */
  readonly names: readonly Account[]
  /** Those of them for whom nobody claims. */
  readonly forgotten: readonly Account[]
}

const RESERVE = 'owner'

/** Days that claims are open. */
const OPEN = 2

export function resetOperator(spec: ResetOperator): Agent {
  return {
    name: 'resetter',
    people: [],
    phase: 'close',
    prepare: () => [approveAll('payer', 'btcb', 'master')],
    act: (view) => {
      if (view.day === spec.day - 1) return settlements(view, spec.names)
      if (view.day === spec.day) return carryOut(view, spec)
      const isOver = view.day === spec.day + OPEN + 1
      return isOver && view.balance('amt', 'distributor') > 0n ? [[reclaimAction(RESERVE)]] : []
    },
  }
}

/** Each on its own: what has been settled already is refused, and nothing hangs on it. */
function settlements(view: AgentView, names: readonly Account[]): readonly Plan[] {
  const upTo = view.payments()
  return VAULTS.flatMap((vault) => {
    const depositors = names.filter(
      (account) => depositOf(view, vault, account) > 0n && settledTo(view, vault, account) < upTo,
    )
    const harvest = harvestedTo(view, vault) < upTo ? [call(RESERVE, `${vault}.harvest`, { upTo })] : []
    const plan = [
      ...harvest,
      ...depositors.map((account) => call(RESERVE, `${vault}.settle`, { account, upTo })),
    ]
    return depositors.length === 0 ? [] : [plan]
  })
}

function carryOut(view: AgentView, spec: ResetOperator): readonly Plan[] {
  const reset = resetOn(view, spec)
  if (!isFeasible(reset)) return []
  const claimDeadline = view.now + BigInt(OPEN) * SECONDS_PER_DAY
  const named = receivers(reset)
  return [
    [
      ...momentActions(),
      ...distributionActions(reset, { swapDeadline: deadlineOf(view), claimDeadline }),
      ...claimActions(reset, RESERVE).filter((_, index) => !spec.forgotten.includes(named[index]!.account)),
    ],
  ]
}

/** The least payment, from BTCB that Binance mints for it. */
function momentActions(): readonly Action[] {
  return [
    call('binance', 'btcb.mint', { amount: LEAST_PAYMENT as Btcb }),
    call('binance', 'btcb.transfer', { to: 'payer', amount: LEAST_PAYMENT as Btcb }),
    takeMoment('payer'),
  ]
}

/** The reckoning on that world, of a moment that its next payment takes. */
export function resetOn(
  view: AgentView,
  { factor, policy, names }: Pick<ResetOperator, 'factor' | 'policy' | 'names'>,
): Reset {
  const pool = view.pool()
  const stakes = names
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((account) => ({
      account,
      amt: owned(view, account),
      shares: (view.balance('liqAmt', account) + view.balance('pair', account)) as Lp,
    }))
    .filter(({ amt, shares }) => amt > 0n || shares > 0n)
  return computeReset(
    {
      pool,
      skims: PAIRED.some((token) => view.balance(token, 'pair') > pool[token]),
      snapshotId: view.payments() + 1n,
      stakes,
      shareSupply: view.supply('pair'),
      held: view.balance('amt', RESERVE),
    },
    { factor, policy, reserve: RESERVE },
  )
}

/** AMT in the wallet and in both vaults, as far as they are settled. */
export function owned(view: AgentView, account: Account): Amt {
  return VAULTS.reduce(
    (sum, vault) => sum + depositOf(view, vault, account),
    view.balance('amt', account),
  ) as Amt
}
