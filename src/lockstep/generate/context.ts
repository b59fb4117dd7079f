/**
 * Generator context: what a command sees before it makes its actions.
 *
 * It reads the model's live state, so that a generated action has something to spend, to claim or to break.
 */
import {
  PRIVILEGED_ACCOUNTS,
  PAIRS,
  type Account,
  type Pair,
  type Token,
} from '../../model/interface/accounts.ts'
import type { Action, ArgsOf } from '../../model/interface/action.ts'
import type { FunctionName } from '../../model/interface/functions.ts'
import type { ViewDomain, Observed } from '../../model/surface/observation.ts'
import type { Entropy } from './entropy.ts'
import type { Entry } from '../../model/state/distributor.ts'

export interface GeneratorContext extends Observed {
  readonly domain: ViewDomain
  /** Seconds, as `block.timestamp`. */
  readonly now: bigint
  /** The token of a pair that has the lower address. */
  token0(pair: Pair): Token
  /**
   * The distributor's list; empty until it is deployed. No view returns it: claimants know it from elsewhere.
   */
  readonly airdrop: readonly Entry[]
}

/** Generates actions: what prepares the call, if anything, and the call itself. */
export type Command = (context: GeneratorContext, entropy: Entropy) => readonly Action[]

export type WeightedCommand = readonly [weight: number, command: Command]

/** A system's part of the commands. */
export type Commands = Partial<Readonly<Record<FunctionName, WeightedCommand>>>

const CONTRACTS_AND_BURNERS = [
  'master',
  'burnVault',
  'locker',
  'market',
  'stakingVault',
  'buyBackVault',
  'distributor',
  'dead',
  'zero',
  'amt',
  'liqAmt',
  'btcb',
  'usdt',
  'factory',
  'router',
] as const

/** One call, typed by the catalogue. */
export function call<F extends FunctionName>(by: Account, fn: F, args: ArgsOf<F>, at?: Pair): Action {
  const where = at === undefined || at === 'pair' ? {} : { at }
  return { by, call: fn, ...where, args } as unknown as Action
}

/** Accounts with a key: privileged accounts and people. */
export function actors(context: GeneratorContext): readonly Account[] {
  return context.domain.people
}

/** The people of the genesis. */
function people(context: GeneratorContext): readonly Account[] {
  return context.domain.people.slice(PRIVILEGED_ACCOUNTS.length)
}

/** A person; in one of ten cases a privileged account. */
export function anyone(context: GeneratorContext, entropy: Entropy): Account {
  return entropy.chance(10) ? entropy.pick(PRIVILEGED_ACCOUNTS) : entropy.pick(people(context))
}

/** The holder of a role; in one of eight cases another account. */
export function roleHolder(context: GeneratorContext, entropy: Entropy, holder: Account): Account {
  const hasKey = actors(context).includes(holder)
  return entropy.chance(12) || !hasKey ? anyone(context, entropy) : holder
}

/** A receiver: mostly a person, at times a contract or the zero address. */
export function receiver(context: GeneratorContext, entropy: Entropy): Account {
  if (!entropy.chance(25)) return anyone(context, entropy)
  return entropy.pick([...PAIRS, 'pair', 'pair', 'zero', 'zero', ...CONTRACTS_AND_BURNERS])
}

/** An actor who holds some of a token, if there is one. */
export function holderOf(context: GeneratorContext, entropy: Entropy, token: Token | Pair): Account {
  const holders = actors(context).filter((who) => balance(context, token, who) > 0n)
  return holders.length === 0 || entropy.chance(10) ? anyone(context, entropy) : entropy.pick(holders)
}

export function balance(context: GeneratorContext, token: Token | Pair, who: Account): bigint {
  return exists(context, token) ? (context.read({ on: token, fn: 'balanceOf', args: [who] }) as bigint) : 0n
}

export function supply(context: GeneratorContext, token: Token | Pair): bigint {
  return exists(context, token) ? (context.read({ on: token, fn: 'totalSupply', args: [] }) as bigint) : 0n
}

export function allowance(
  context: GeneratorContext,
  token: Token | Pair,
  owner: Account,
  spender: Account,
): bigint {
  if (!exists(context, token)) return 0n
  return context.read({ on: token, fn: 'allowance', args: [owner, spender] }) as bigint
}

/** Reserves of a pair by token, zero where the pair does not exist. */
export function reserves(
  context: GeneratorContext,
  pair: Pair,
): { readonly reserve0: bigint; readonly reserve1: bigint } {
  if (!exists(context, pair)) return { reserve0: 0n, reserve1: 0n }
  const [reserve0, reserve1] = context.read({ on: pair, fn: 'getReserves', args: [] }) as readonly bigint[]
  return { reserve0: reserve0!, reserve1: reserve1! }
}

export function ownerOf(context: GeneratorContext, contract: Token | 'master' | 'market'): Account {
  return context.read({ on: contract, fn: 'owner', args: [] }) as Account
}

/** The actions, or none if the owner has no key. */
export function byOwner(
  context: GeneratorContext,
  owner: Account,
  actions: readonly Action[],
): readonly Action[] {
  return actors(context).includes(owner) ? actions : []
}

function exists(context: GeneratorContext, token: Token | Pair): boolean {
  return !isPair(token) || context.domain.pairs.includes(token)
}

export function isPair(token: Token | Pair): token is Pair {
  return (PAIRS as readonly string[]).includes(token)
}
