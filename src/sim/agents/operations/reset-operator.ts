/**
 * Reset operator: the administrators carry out a Great Reset at the close of one day through the distributor,
 * or not at all.
 *
 * At the close before, it settles every depositor of both vaults, so that deposits are up to date; the
 * buy-back vault must not buy on the day itself. On the day, one plan takes the snapshot with a minimal
 * payment, sells from the reserve, deploys and funds the distributor, and sends the claims of all accounts
 * except the `forgotten` ones. When claims are over, the rest returns to the reserve. If the reserve does not
 * suffice, or an account cannot be compensated in full, nothing happens. It needs AMT of the owner.
 *
 * The list may look through contracts to the people behind them or not, and cover a part of every stake
 * ({@link Coverage}).
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import type { Policy } from '../../../model/planning/great-reset/compensation.ts'
import {
  claimActions,
  distributionActions,
  LEAST_PAYMENT,
  reclaimAction,
  snapshotPayment,
} from '../../../model/planning/great-reset/distribution.ts'
import {
  isFeasible,
  PAIRED,
  receivers,
  computeReset,
  type Reset,
} from '../../../model/planning/great-reset/reset.ts'
import type { Factor } from '../../../model/planning/great-reset/sale.ts'
import type { Stake } from '../../../model/planning/great-reset/stakes.ts'
import { BASIS_POINTS, SECONDS_PER_DAY, type Amt, type Btcb, type Lp } from '../../../model/kernel/units.ts'
import { VAULTS } from '../../../model/state/deposits.ts'
import { approveAll, call, type Agent, type Plan } from '../../agent.ts'
import { depositOf, harvestedTo, settledTo } from '../../view/vaults.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { deadlineOf } from '../plans/swap.ts'

/** Parameters of {@link resetOperator}. */
export interface ResetOperator {
  readonly day: number
  readonly factor: Factor
  readonly policy: Policy
  /** Accounts whose AMT, deposits and liquidity, wrapped and raw, are compensated. */
  readonly names: readonly Account[]
  /** Accounts among them whose claims are not sent. */
  readonly forgotten: readonly Account[]
  /** What counts as an account's stake. @default all of it, looked through */
  readonly coverage?: Coverage
}

/** What counts as an account's stake. */
export interface Coverage {
  /**
   * Whether AMT in both vaults and liquidity belong to the people behind them. If not, only AMT in the
   * account itself counts, and nobody receives anything for that of contracts.
   */
  readonly looksThrough: boolean
  /** Part of every stake that is compensated, in basis points, rounded down. */
  readonly eligibleBps: bigint
}

const EVERYTHING: Coverage = { looksThrough: true, eligibleBps: BASIS_POINTS }

const RESERVE = 'owner'

/** Days that claims are open. */
const OPEN = 2

/** Carries out a Great Reset: sale from the reserve, then airdrop. */
export function resetOperator(spec: ResetOperator): Agent {
  return {
    name: 'resetter',
    people: [],
    phase: 'close',
    prepare: () => [approveAll('payer', 'btcb', 'master')],
    act: (view) => {
      if (view.day === spec.day - 1) return settlements(view, spec.names)
      if (view.day === spec.day) return executeReset(view, spec)
      const isOver = view.day === spec.day + OPEN + 1
      return isOver && view.balance('amt', 'distributor') > 0n ? [[reclaimAction(RESERVE)]] : []
    },
  }
}

/**
 * One plan for each vault: a harvest if payments are outstanding, then the settlement of each depositor who
 * is not up to date.
 */
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

function executeReset(view: AgentView, spec: ResetOperator): readonly Plan[] {
  const reset = resetOn(view, spec)
  if (!isFeasible(reset)) return []
  const claimDeadline = view.now + BigInt(OPEN) * SECONDS_PER_DAY
  const recipients = receivers(reset)
  return [
    [
      ...snapshotActions(),
      ...distributionActions(reset, { swapDeadline: deadlineOf(view), claimDeadline }),
      ...claimActions(reset, RESERVE).filter(
        (_, index) => !spec.forgotten.includes(recipients[index]!.account),
      ),
    ],
  ]
}

/** A minimal payment, from BTCB that Binance mints for it, which takes the snapshot. */
function snapshotActions(): readonly Action[] {
  return [
    call('binance', 'btcb.mint', { amount: LEAST_PAYMENT as Btcb }),
    call('binance', 'btcb.transfer', { to: 'payer', amount: LEAST_PAYMENT as Btcb }),
    snapshotPayment('payer'),
  ]
}

/** The reset computed from `view`, at the snapshot of the next payment. */
export function resetOn(
  view: AgentView,
  {
    factor,
    policy,
    names,
    coverage = EVERYTHING,
  }: Pick<ResetOperator, 'factor' | 'policy' | 'names' | 'coverage'>,
): Reset {
  const pool = view.pool()
  const stakes = names
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((account) => covered(view, account, coverage))
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

/** The part of an account's stake that is compensated. */
function covered(view: AgentView, account: Account, { looksThrough, eligibleBps }: Coverage): Stake {
  const eligible = (amount: bigint): bigint => (amount * eligibleBps) / BASIS_POINTS
  return {
    account,
    amt: eligible(looksThrough ? owned(view, account) : view.balance('amt', account)) as Amt,
    shares: eligible(looksThrough ? sharesOf(view, account) : 0n) as Lp,
  }
}

/** LP shares of an account, raw and wrapped as liqAMT. */
export const sharesOf = (view: AgentView, account: Account): Lp =>
  (view.balance('liqAmt', account) + view.balance('pair', account)) as Lp

/** AMT in the wallet and in both vaults, as of their last settlement. */
export function owned(view: AgentView, account: Account): Amt {
  return VAULTS.reduce(
    (sum, vault) => sum + depositOf(view, vault, account),
    view.balance('amt', account),
  ) as Amt
}
