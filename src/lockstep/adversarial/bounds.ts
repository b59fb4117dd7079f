/**
 * Bounds: what a non-serializable exception may change at most, checked on the chain before the exception is
 * rewound.
 *
 * Each exception has a bound of its own. All of them share one: an account that takes no part, and from which
 * neither call takes, has no less of any token than before. A bound returns its violation as text, or
 * nothing.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { ArgsOf, Call } from '../../model/interface/action.ts'
import { viewKey, type Observed, type View } from '../../model/surface/observation.ts'
import type { Event, Success, Value } from '../../model/interface/outcome.ts'
import type { Reentry } from './adversarial-chain.ts'

/** An action with a reentrant call, as the chain executed it. */
export interface Excused {
  readonly action: Call
  readonly reentrant: Call
  /** Of the action, without what belongs to the reentrant call. */
  readonly outcome: Success
  readonly reentry: Reentry
  /** The model before either, and after the action alone. */
  readonly before: Observed
  readonly alone: Observed
  /** The chain as they leave it. */
  readonly chain: Observed
  /** Views in which the chain differs from the model after the action and then the reentrant call. */
  readonly differing: readonly Difference[]
  /** What the reentrant call emits in the model where it comes first; nothing if it reverts there. */
  readonly reentrantFirst: readonly Event[]
  readonly people: readonly Account[]
  readonly tokens: readonly Account[]
}

/** A view, what the model answers and what the chain does. */
export interface Difference {
  readonly view: View
  readonly model: Value
  readonly chain: Value
}

export type Bound = (excused: Excused) => string | undefined

/** Accounts that take no part lose nothing. */
export const bystandersKeep: Bound = (excused) => {
  const { action, reentrant } = excused
  const { from } = reentrant.args as { readonly from?: Account }
  const { from: payer } = action.args as { readonly from?: Account }
  const involved = new Set([action.by, reentrant.by, from, payer])
  return lessThan(excused, excused.before, (account) => !involved.has(account))
}

/** A gift to a pair: only the giver has less than without it. */
export const onlyTheGiverGives: Bound = (excused) => {
  const { from, to } = excused.reentrant.args as { readonly from?: Account; readonly to: Account }
  const giver = from ?? excused.reentrant.by
  return lessThan(excused, excused.alone, (account) => account !== giver && account !== to)
}

/** The router pays at least the requested minimum and takes at most the offered amount. */
export const withinTheLimits: Bound = ({ action, outcome, reentry }) => {
  const moved = (way: 'from' | 'to', account: Account, token: Account): bigint =>
    movedIn(outcome.events, way, account, token)
  const within = (what: string, amount: bigint, least: bigint, most?: bigint): string | undefined => {
    if (amount < least) return `${what}: ${amount}, at least ${least}`
    return most !== undefined && amount > most ? `${what}: ${amount}, at most ${most}` : undefined
  }
  switch (action.call) {
    case 'router.swapExactTokensForTokens':
    case 'router.swapExactTokensForTokensSupportingFeeOnTransferTokens': {
      const { amountA, limit, path, to } = action.args as ArgsOf<'router.swapExactTokensForTokens'>
      // This function counts whatever arrived meanwhile.
      const meanwhile =
        action.call === 'router.swapExactTokensForTokens'
          ? 0n
          : movedIn(reentry.during, 'to', to, path.at(-1)!)
      return (
        within('received', moved('to', to, path.at(-1)!) + meanwhile, limit) ??
        within('paid', moved('from', action.by, path[0]!), 0n, amountA)
      )
    }
    case 'router.swapTokensForExactTokens': {
      const { amountA, limit, path, to } = action.args as ArgsOf<'router.swapTokensForExactTokens'>
      return (
        within('received', moved('to', to, path.at(-1)!), amountA) ??
        within('paid', moved('from', action.by, path[0]!), 0n, limit)
      )
    }
    case 'router.addLiquidity': {
      const { tokenA, tokenB, amountADesired, amountAMin, amountBDesired, amountBMin } =
        action.args as ArgsOf<'router.addLiquidity'>
      return (
        within(tokenA, moved('from', action.by, tokenA), amountAMin, amountADesired) ??
        within(tokenB, moved('from', action.by, tokenB), amountBMin, amountBDesired)
      )
    }
    case 'router.removeLiquidity': {
      const { tokenA, tokenB, amountAMin, amountBMin, to } = action.args as ArgsOf<'router.removeLiquidity'>
      return (
        within(tokenA, moved('to', to, tokenA), amountAMin) ??
        within(tokenB, moved('to', to, tokenB), amountBMin)
      )
    }
    case 'buyBackVault.buyBack': {
      const { minAmtOut } = action.args as ArgsOf<'buyBackVault.buyBack'>
      return within('bought', moved('to', 'buyBackVault', 'amt'), minAmtOut)
    }
    default:
      return `${action.call} has no limits`
  }
}

/**
 * A redemption during a payment is paid from the RCL as it was before the payment. What it misses stays in
 * the RCL. Nothing else differs.
 */
export const redeemedAsBefore: Bound = ({ reentrant, reentry, reentrantFirst, differing }) => {
  const paid = burnt(reentry.during)
  const before = burnt(reentrantFirst)
  if (paid === undefined || paid !== before) return `redeemed for ${paid}, before the payment ${before}`
  const moved = onlyMoved(differing, [`btcb.balanceOf(${reentrant.by})`, 'btcb.balanceOf(burnVault)'])
  if (typeof moved === 'string') return moved
  const [less] = moved
  return less! <= 0n ? undefined : `redeemed for ${less} more than a moment later`
}

/**
 * A payment during the buy-back's swap: what the AMT in the pair earns goes to the providers. Nothing else
 * differs.
 */
export const countedAsThePairs: Bound = ({ chain, differing }) => {
  const id = chain.read({ on: 'amt', fn: 'getCurrentSnapshotId', args: [] }) as bigint
  const pots = ['pays', 'liqPays'].map((fn) => `master.${fn}(${id})`)
  const held = ['buyBackVault', 'pair'].map((account) => `amt.balanceOfAt(${account}, ${id})`)
  const inPots = onlyMoved(
    differing.filter(({ view }) => !held.includes(viewKey(view))),
    pots,
  )
  if (typeof inPots === 'string') return inPots
  const inHands = onlyMoved(
    differing.filter(({ view }) => held.includes(viewKey(view))),
    held,
  )
  return typeof inHands === 'string' ? inHands : undefined
}

/**
 * By how much these numbers exceed the model's, if only they differ and their sum is equal; else the
 * violation.
 */
function onlyMoved(differing: readonly Difference[], keys: readonly string[]): readonly bigint[] | string {
  const other = differing.find(({ view }) => !keys.includes(viewKey(view)))
  if (other !== undefined)
    return `${viewKey(other.view)}: ${String(other.model)}, chain ${String(other.chain)}`
  const more = keys.map((key) => {
    const difference = differing.find(({ view }) => viewKey(view) === key)
    return difference === undefined ? 0n : (difference.chain as bigint) - (difference.model as bigint)
  })
  const sum = more.reduce((all, each) => all + each, 0n)
  return sum === 0n ? more : `${keys.join(' and ')} together: ${sum} more`
}

/** The first account that has less than in another state. */
function lessThan(
  { people, tokens, chain }: Excused,
  than: Observed,
  counts: (account: Account) => boolean,
): string | undefined {
  for (const account of people.filter(counts))
    for (const on of tokens) {
      const view: View = { on, fn: 'balanceOf', args: [account] }
      const [least, held] = [than.read(view) as bigint, chain.read(view) as bigint]
      if (held < least) return `${viewKey(view)}: ${held}, at least ${least}`
    }
  return undefined
}

function movedIn(events: readonly Event[], way: 'from' | 'to', account: Account, token: Account): bigint {
  let sum = 0n
  for (const { on, name, args } of events) {
    if (on !== token || name !== 'Transfer') continue
    const [from, to, amount] = args as readonly [Account, Account, bigint]
    if ((way === 'from' ? from : to) === account) sum += amount
  }
  return sum
}

/** BTCB paid by a redemption. */
const burnt = (events: readonly Event[]): bigint | undefined =>
  events.find(({ name }) => name === 'burnMade')?.args[1] as bigint | undefined
