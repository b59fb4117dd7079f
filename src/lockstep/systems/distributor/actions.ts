/**
 * Commands on the Great Reset distributor: deploy and fund a list, claim entries correctly and wrongly,
 * reclaim the rest.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { SECONDS_PER_DAY } from '../../../model/kernel/units.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { fraction } from '../../generate/amounts.ts'
import type { Entropy } from '../../generate/entropy.ts'
import {
  actors,
  anyone,
  balance,
  call,
  holderOf,
  receiver,
  type Command,
  type Commands,
  type GeneratorContext,
} from '../../generate/context.ts'
import { surePayment } from '../master/actions.ts'

/** The most entries of a list: three levels of the tree, and one entry beside them. */
const MOST_ENTRIES = 9

interface Draft {
  readonly actions: readonly Action[]
  /** The entries, if they can be deployed. */
  readonly entries: GeneratorContext['airdrop']
}

/** A list, valid in two of three cases, and AMT to fund it: exact, a little too much or too little. */
function announcement(context: GeneratorContext, entropy: Entropy): Draft {
  const funder = holderOf(context, entropy, 'amt')
  const share = balance(context, 'amt', funder) / BigInt(2 * MOST_ENTRIES)
  const size = entropy.weighted([
    [4, 1 + entropy.below(MOST_ENTRIES)],
    [1, 1],
    [0.2, 0],
  ])
  // One word per entry: a step has few words.
  const seed = entropy.below(1_000_000)
  const entries = Array.from({ length: size }, (_, index) => ({
    account: actors(context)[(seed + 3 * index) % actors(context).length]!,
    amount: (share * BigInt(((seed + 7 * index) % 1000) + 1)) / 1000n,
  }))
  if (size > 1 && entropy.chance(30)) entries[1] = { account: 'zero', amount: 1n }
  const amounts = entries.map(({ amount }) => amount)
  const reserve = entropy.weighted<Account>([
    [6, 'owner'],
    [3, receiver(context, entropy)],
    [0.7, 'zero'],
  ])
  const deadline = entropy.weighted([
    [8, context.now + 30n * SECONDS_PER_DAY],
    [3, context.now + 1n],
    [1, context.now],
    [1, UINT256_MAX],
  ])
  const taken = context.domain.snapshots
  // A list needs a snapshot, and so a payment.
  const first = taken === 0n && entropy.chance(85) ? surePayment(context, entropy) : []
  const latest = taken + (first.length > 0 ? 1n : 0n)
  const snapshotId = entropy.weighted([
    [12, latest],
    [2, 1n],
    [0.7, 0n],
    [0.7, latest + 1n],
    [0.3, UINT256_MAX],
  ])
  const told = entropy.chance(5) ? amounts.slice(1) : amounts
  const accounts = entries.map(({ account }) => account)
  const sum = amounts.reduce((total, amount) => total + amount, 0n)
  const funds = entropy.pick([sum, sum, sum, sum + 1n, sum / 2n])
  return {
    actions: [
      ...first,
      call(anyone(context, entropy), 'deploy.distributor', {
        reserve,
        snapshotId,
        deadline,
        accounts,
        amounts: told,
      }),
      call(funder, 'amt.transfer', { to: 'distributor', amount: funds }),
    ],
    entries,
  }
}

export const deploy: Command = (context, entropy) => announcement(context, entropy).actions

/**
 * Claims an entry, mostly correctly, at times twice; deploys a list first where there is none, in most cases.
 */
export const claim: Command = (context, entropy) => {
  const known = context.airdrop
  const { actions, entries } =
    known.length > 0 || entropy.chance(15) ? { actions: [], entries: known } : announcement(context, entropy)
  const open = entries.flatMap((_, index) => (isOpen(context, index) ? [index] : []))
  const index =
    open.length > 0 && entropy.chance(75) ? entropy.pick(open) : entropy.below(Math.max(1, entries.length))
  const { account, amount } = entries[index] ?? { account: anyone(context, entropy), amount: 1n }
  const right = { index: BigInt(index), account, amount, proof: BigInt(index) }
  const args = entropy.weighted([
    [12, right],
    [1, { ...right, amount: amount + 1n }],
    [1, { ...right, account: anyone(context, entropy) }],
    [1, { ...right, index: BigInt(entropy.below(MOST_ENTRIES)) }],
    [2, { ...right, proof: BigInt(index ^ 1) }],
    [1, { ...right, proof: UINT256_MAX }],
    [0.5, { ...right, index: UINT256_MAX }],
    [entries.length === 1 ? 12 : 0, { ...right, proof: 1n }],
  ])
  const edge = entropy.chance(20) ? untilDeadline(context, entropy.pick([0n, 0n, 1n])) : []
  const again = entropy.pick([
    right,
    { ...right, amount: amount + 1n },
    { ...right, proof: UINT256_MAX },
    // The same leaf under another number.
    { ...right, index: BigInt(index ^ 1) },
  ])
  const second = entropy.chance(25) ? [call(anyone(context, entropy), 'distributor.claim', again)] : []
  return [...actions, ...edge, call(anyone(context, entropy), 'distributor.claim', args), ...second]
}

function isOpen(context: GeneratorContext, index: number): boolean {
  if (index >= (context.domain.airdrops ?? 0)) return true
  return context.read({ on: 'distributor', fn: 'isClaimed', args: [BigInt(index)] }) === false
}

/** Reclaims; in half of the cases at the deadline's very end, one second early or late. */
export const reclaim: Command = (context, entropy) => {
  const reclaims = call(anyone(context, entropy), 'distributor.reclaim', {})
  if (context.domain.airdrops === undefined && entropy.chance(40))
    return [...announcement(context, entropy).actions, { wait: 31n * SECONDS_PER_DAY }, reclaims]
  if (context.domain.airdrops === undefined || entropy.chance(30)) return [reclaims]
  const gift = entropy.chance(25) ? donation(context, entropy) : []
  return [...gift, ...untilDeadline(context, entropy.pick([1n, 1n, 0n])), reclaims]
}

/** The time until the deadline and so many seconds, unless it is over or far away. */
function untilDeadline(context: GeneratorContext, seconds: bigint): readonly Action[] {
  if (context.domain.airdrops === undefined) return []
  const deadline = context.read({ on: 'distributor', fn: 'deadline', args: [] }) as bigint
  const goal = deadline + seconds
  return goal > context.now && goal < context.now + 365n * SECONDS_PER_DAY
    ? [{ wait: goal - context.now }]
    : []
}

function donation(context: GeneratorContext, entropy: Entropy): readonly Action[] {
  const from = holderOf(context, entropy, 'amt')
  const amount = fraction(entropy, balance(context, 'amt', from) / 10n)
  return [call(from, 'amt.transfer', { to: 'distributor', amount })]
}

/** Commands by function, with their weights in a sequence. */
export const DISTRIBUTOR_COMMANDS = {
  'deploy.distributor': [3, deploy],
  'distributor.claim': [9, claim],
  'distributor.reclaim': [5, reclaim],
} as const satisfies Commands
