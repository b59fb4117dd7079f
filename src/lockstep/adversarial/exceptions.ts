/**
 * Exceptions: reentrant calls that are not serializable, and why nobody loses except by their own doing.
 *
 * The model has no equal state, so the checker rewinds them, once every invariant holds on the chain and the
 * exception is within its bound (`bounds.ts`). Some differ from a serial order in their events only; after
 * those the model continues from that order.
 */
import { PAIRS } from '../../model/interface/accounts.ts'
import type { Call } from '../../model/interface/action.ts'
import type { FunctionName } from '../../model/interface/functions.ts'
import {
  countedAsThePairs,
  onlyTheGiverGives,
  redeemedAsBefore,
  withinTheLimits,
  type Bound,
} from './bounds.ts'

interface Documented {
  readonly during: readonly FunctionName[]
  readonly reentrant: readonly FunctionName[]
  readonly why: string
}

/** A serial order gives the same state; only the events differ. */
export interface EventsOnly extends Documented {
  readonly leavesTheSame: true
}

/** No serial order gives the same state, at least not always. */
export interface NonSerializable extends Documented {
  readonly leavesTheSame: false
  /** What it may change at most. */
  readonly bound: Bound
}

export type Exception = EventsOnly | NonSerializable

const RESERVES = ['pair.mint', 'pair.burn', 'pair.swap', 'pair.sync', 'pair.skim'] as const
const ROUTES = [
  'router.addLiquidity',
  'router.removeLiquidity',
  'router.swapExactTokensForTokens',
  'router.swapTokensForExactTokens',
  'router.swapExactTokensForTokensSupportingFeeOnTransferTokens',
] as const
const MASTER_ROUTES = ['master.addLiquidity', 'master.addLiquidityLocking', 'master.removeLiquidity'] as const
const GIFTS = ['amt.transfer', 'amt.transferFrom', 'btcb.transfer', 'btcb.transferFrom'] as const

export const EXCEPTIONS: readonly Exception[] = [
  {
    during: [
      'stakingVault.deposit',
      'stakingVault.withdraw',
      'buyBackVault.deposit',
      'buyBackVault.withdraw',
    ],
    reentrant: ['master.payRent'],
    leavesTheSame: true,
    why: 'The vault looks again, and harvests in two pieces what it would have harvested in one.',
  },
  {
    during: ['market.charge', 'locker.charge'],
    reentrant: ['market.charge', 'locker.charge'],
    leavesTheSame: true,
    why: 'What two claims have brought is sent on in one piece.',
  },
  {
    during: ['buyBackVault.buyBack'],
    reentrant: ['master.payRent'],
    leavesTheSame: false,
    bound: countedAsThePairs,
    why: 'In the swap the payment counts the AMT that is being bought as the pair’s, and is harvested in the next round.',
  },
  {
    during: ['master.payRent'],
    reentrant: ['burnVault.backingWithdraw'],
    leavesTheSame: false,
    bound: redeemedAsBefore,
    why: 'Who redeems there has been counted for the payment, and gets their part of the RCL as it was before it: less than a moment later.',
  },
  {
    during: [...ROUTES, 'buyBackVault.buyBack'],
    reentrant: [...RESERVES, ...ROUTES, ...MASTER_ROUTES],
    leavesTheSame: false,
    bound: withinTheLimits,
    why: 'PancakeSwap’s router goes by the reserves from before: the caller gets what it computed, at least their minimum, and the rest stays in the pool.',
  },
]

/**
 * A transfer to a pair during a call benefits the account that the call pays. The giver gives it away in any
 * case.
 */
export const GIFT: Exception = {
  during: [...RESERVES, ...ROUTES, ...MASTER_ROUTES, 'buyBackVault.buyBack'],
  reentrant: GIFTS,
  leavesTheSame: false,
  bound: onlyTheGiverGives,
  why: 'A gift to a pair while it counts goes to whoever is served, and not to the pool.',
}

/** The documented exception of a reentrant call, if it is one. */
export function exceptionOf(during: Call, reentrant: Call): Exception | undefined {
  const isIn = (known: Exception): boolean =>
    known.during.includes(during.call) && known.reentrant.includes(reentrant.call)
  const { to } = reentrant.args as { readonly to?: string }
  if (isIn(GIFT) && (PAIRS as readonly string[]).includes(to ?? '')) return GIFT
  return EXCEPTIONS.find(isIn)
}
