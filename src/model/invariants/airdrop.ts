/**
 * Airdrop: the distributor pays the entries of its list and nothing else.
 *
 * The list comes from the action that deployed the distributor. A fold that starts later knows only which
 * entries are paid.
 */
import type { Account } from '../interface/accounts.ts'
import type { Action } from '../interface/action.ts'
import { entryView, type Observed } from '../surface/observation.ts'
import { type Event, eventsOf } from '../interface/outcome.ts'
import { get, set, vector, type Vector } from '../kernel/vector.ts'
import { type Invariant } from './invariant.ts'
import { subjects } from './touched.ts'
import type { Entry } from '../state/distributor.ts'

export interface Airdrop {
  /** Undefined if the distributor is not deployed, or was deployed before the fold began. */
  readonly list: readonly Entry[] | undefined
  /** Whether an entry is paid, by index. */
  readonly paid: Vector<boolean>
}

export const airdropPaysItsList: Invariant<Airdrop> = {
  name: 'airdrop-pays-its-list',
  statement:
    'The distributor pays each entry of its list at most once, exactly, and nothing else until reclaimed.',
  source: 'mechanism: Great Reset distributor',
  about: subjects('distributor', 'amt'),
  start(observed, { airdrops = 0 }) {
    let paid = vector(false)
    for (let index = 0; index < airdrops; index++) paid = set(paid, index, isOnRecord(observed, index))
    return { list: undefined, paid }
  },
  next(before, { action, outcome, observed }) {
    if (!outcome.ok) return { state: before }
    let state = isDeployment(action) ? { ...before, list: listOf(action) } : before
    const events = eventsOf(outcome)
    let [left, reported] = [0n, 0n]
    for (const event of events) {
      left += amtLeaving(event)
      reported += amtReported(event)
      if (!isAirdrop(event)) continue
      const [number, account, amount] = event.args as readonly [bigint, Account, bigint]
      const index = Number(number)
      const violation = contradiction(state, index, { account, amount }, observed)
      if (violation !== undefined) return { violation }
      state = { ...state, paid: set(state.paid, index, true) }
    }
    if (left !== reported)
      return { violation: `${left} AMT base units left the distributor, its events report ${reported}` }
    return { state }
  },
}

function contradiction(
  { list, paid }: Airdrop,
  index: number,
  { account, amount }: Entry,
  observed: Observed,
): string | undefined {
  if (get(paid, index)) return `entry ${index} was paid twice`
  if (!isOnRecord(observed, index)) return `entry ${index} was paid, isClaimed denies it`
  if (list === undefined) return undefined
  const entry = list[index]
  if (entry === undefined) return `entry ${index} was paid, the list has ${list.length}`
  if (entry.account !== account || entry.amount !== amount)
    return `entry ${index} paid ${amount} to ${account}, it was ${entry.amount} to ${entry.account}`
  return undefined
}

function isDeployment(action: Action): action is Extract<Action, { call: 'deploy.distributor' }> {
  return 'call' in action && action.call === 'deploy.distributor'
}

function listOf({ args }: Extract<Action, { call: 'deploy.distributor' }>): readonly Entry[] {
  return args.accounts.map((account, index) => ({ account, amount: args.amounts[index]! }))
}

function isOnRecord(observed: Observed, index: number): boolean {
  return observed.read(entryView(index)) === true
}

function isAirdrop({ on, name }: Event): boolean {
  return on === 'distributor' && name === 'airdropped'
}

function amtLeaving({ on, name, args }: Event): bigint {
  return on === 'amt' && name === 'Transfer' && args[0] === 'distributor' ? (args[2] as bigint) : 0n
}

function amtReported({ on, name, args }: Event): bigint {
  const reports = on === 'distributor' && (name === 'airdropped' || name === 'reclaimed')
  return reports ? (args.at(-1) as bigint) : 0n
}
