/**
 * Duel: the model and the hostile chain side by side, one deed at a time.
 *
 * Without a strike an action is compared as in every lockstep: same outcome, same answers, nothing tolerated. Fees and frozen accounts are
 * in the model too (`src/lockstep/adversarial/token-behaviour.ts`).
 *
 * A strike is held to serializability. The model knows no middle of a transfer; so an action with another in its middle must give exactly
 * what the two give one after the other, in one order or the other: what each returns and emits, and every view. If the strike is refused, it
 * must give what the action gives alone. If the strike makes the whole action fail, nothing must have happened, and the action without
 * the strike must go as the model says. What cannot be serialised, and is known, must keep within its bound, and is
 * undone and counted.
 *
 * Invariants are watched on the model, whose order of actions they can judge; the chain's answers equal the model's.
 */
import { TOKENS, type Account } from '../../model/interface/accounts.ts'
import { isWait, type Action, type Call } from '../../model/interface/action.ts'
import type { Economy, Founding } from '../../model/economy.ts'
import { INVARIANTS, type AnyInvariant } from '../../model/invariants/invariants.ts'
import { nextWatch, startWatch, type Broken, type Watch } from '../../model/invariants/monitor.ts'
import {
  ALL_AS_DEPLOYED,
  isOutsideToken,
  policyOf,
  type OutsideToken,
  type TokenBehaviour,
} from './token-behaviour.ts'
import { viewKey, viewsOf, type Observed, type View } from '../../model/surface/observation.ts'
import type { Event, Outcome, Success, Value } from '../../model/interface/outcome.ts'
import {
  aboutWhat,
  compareAnswers,
  compareOutcomes,
  divergenceText,
  type Answer,
  type Divergence,
  type SideName,
} from '../compare/comparison.ts'
import type { Rules } from '../compare/rules.ts'
import type { ChainMark } from '../../evm/chain.ts'
import type { HostileChain, Moment, Struck } from './adversarial-chain.ts'
import type { Deed, Strike } from './adversarial-action.ts'
import { bystandersKeep, type Excused } from './bounds.ts'
import { exceptionOf, type Exception, type Unordered } from './exceptions.ts'

/** How model and chain part. */
export interface Parting {
  /** Short, the same for the same fault. */
  readonly about: string
  readonly text: string
}

/** What came of an action in the middle of which somebody struck. */
export type StrikeEnd =
  /** Its moment did not come. */
  | { readonly kind: 'missed' }
  | { readonly kind: 'refused'; readonly refusal: string }
  /** As one after the other, told in other pieces where that is an exception. */
  | { readonly kind: 'serial'; readonly first: 'action' | 'strike'; readonly inPieces: boolean }
  /** The whole action was refused because of it. */
  | { readonly kind: 'undone'; readonly refusal: string }
  /** No order gives it; it was undone. */
  | { readonly kind: 'exception'; readonly exception: Exception }

/** What a duel tells about each deed, for counting. */
export interface Told {
  readonly deed: Deed
  readonly outcome: Outcome | undefined
  readonly end: StrikeEnd | undefined
}

export interface DuelOptions {
  /** What must stay true on the model; everything that an economy promises unless given. */
  readonly invariants?: readonly AnyInvariant[]
  /** Names of invariants that may break, and are then told and left out; none unless given. */
  readonly mayBreak?: ReadonlySet<string>
  /** Which exception a strike is; of the documented list unless given. */
  readonly exceptionOf?: typeof exceptionOf
}

const NONE: ReadonlySet<string> = new Set()

/** A transfer of an outside token. */
export interface Transfer {
  readonly token: OutsideToken
  readonly from: Account
  readonly to: Account
}

export class Duel {
  economy: Economy
  /** Answers compared so far. */
  compared = 0
  readonly told: Told[] = []
  private readonly rules: Rules
  private readonly mayBreak: ReadonlySet<string>
  private readonly exceptionOf: typeof exceptionOf
  private readonly chain: HostileChain
  private watch: Watch
  private behaviours = ALL_AS_DEPLOYED
  private policy = policyOf(ALL_AS_DEPLOYED)

  /** `chain` is at the point that `founding` describes. */
  constructor(rules: Rules, chain: HostileChain, founding: Founding, options: DuelOptions = {}) {
    const { invariants = INVARIANTS, mayBreak = NONE } = options
    this.rules = rules
    this.mayBreak = mayBreak
    this.exceptionOf = options.exceptionOf ?? exceptionOf
    this.chain = chain
    this.economy = rules.found(founding)
    this.watch = startWatch(invariants, this.at(this.economy), rules.extentOf(this.economy))
    chain.staleViews()
  }

  /** Names of the invariants that were broken so far. */
  get broken(): readonly string[] {
    return this.watch.broken.map(({ invariant }) => invariant.name)
  }

  /** Does a deed on both sides. */
  perform(deed: Deed): Parting | undefined {
    if (deed.kind === 'act') {
      const { action, strike } = deed
      if (strike === undefined || isWait(action)) return this.act(deed, action)
      const alone = this.rules.apply(this.economy, action, this.policy)
      const moment = momentOf(strike, alone.outcome)
      return moment === undefined
        ? this.act(deed, action)
        : this.actStruck(deed, { action, ...alone }, strike.call, moment)
    }
    const behaviour = this.behaviourOf(deed.token)
    if (deed.kind === 'fee') {
      this.chain.keepFee(deed.token, deed.feeBps)
      this.behave(deed.token, { ...behaviour, feeBps: deed.feeBps })
    } else {
      this.chain.freeze(deed.token, deed.account, deed.frozen)
      const frozen = new Set(behaviour.frozen)
      if (deed.frozen) frozen.add(deed.account)
      else frozen.delete(deed.account)
      this.behave(deed.token, { ...behaviour, frozen })
    }
    this.told.push({ deed, outcome: undefined, end: undefined })
    return undefined
  }

  behaviourOf(token: OutsideToken): TokenBehaviour {
    return this.behaviours[token]
  }

  /** Transfers of outside tokens in the last of these actions, one after the other, if the tokens behave and it succeeds in the model. */
  transfersOf(actions: readonly Action[]): readonly Transfer[] {
    let { economy } = this
    let last: Outcome | undefined
    for (const action of actions) {
      const applied = this.rules.apply(economy, action)
      economy = applied.economy
      last = applied.outcome
    }
    return last === undefined ? [] : transfersIn(last)
  }

  /** Compares every view of both sides, the chain's asked afresh. */
  whole(): Parting | undefined {
    const { chain, economy, rules } = this
    const counted: Observed = {
      read: (view) => {
        this.compared++
        return chain.readAfresh(view)
      },
    }
    const divergence = compareAnswers(viewsOf(rules.extentOf(economy)), this.at(economy), counted)
    return divergence === undefined ? undefined : partingOf(undefined, divergence)
  }

  private behave(token: OutsideToken, behaviour: TokenBehaviour): void {
    this.behaviours = { ...this.behaviours, [token]: behaviour }
    this.policy = policyOf(this.behaviours)
  }

  private act(deed: Deed, action: Action, end?: StrikeEnd): Parting | undefined {
    const { economy, outcome } = this.rules.apply(this.economy, action, this.policy)
    const chain = this.chain.apply(action)
    const parted = compareOutcomes(outcome, chain) ?? this.differing(economy)
    if (parted !== undefined) return partingOf(action, parted)
    return this.follow(deed, [{ action, outcome, economy }], outcome, end)
  }

  private actStruck(deed: Deed, alone: Done, strike: Call, moment: Moment): Parting | undefined {
    const { action } = alone
    const mark = this.chain.checkpoint()
    const { outcome, struck } = this.chain.applyStruck(action, strike, moment)
    if (!outcome.ok) {
      const parted = this.differing(this.economy)
      if (parted !== undefined) return partingOf(action, parted)
      return this.act(deed, action, { kind: 'undone', refusal: outcome.refusal })
    }
    if (struck?.done !== true) {
      const parted = compareOutcomes(alone.outcome, outcome) ?? this.differing(alone.economy)
      if (parted !== undefined) return partingOf(action, parted)
      const end: StrikeEnd =
        struck === undefined ? { kind: 'missed' } : { kind: 'refused', refusal: struck.refusal! }
      return this.follow(deed, [alone], alone.outcome, end)
    }
    return this.actSerially(deed, action, strike, { outcome, struck }, mark)
  }

  /** The strike went through: some order must give what the chain gave. */
  private actSerially(
    deed: Deed,
    action: Call,
    strike: Call,
    chain: { readonly outcome: Success; readonly struck: Struck },
    mark: ChainMark,
  ): Parting | undefined {
    const stale = this.chain.staleViews()
    const exception = this.exceptionOf(action, strike)
    const why: string[] = []
    const orders = (['action', 'strike'] as const).map((first) => ({
      first,
      done: this.inOrder(first === 'action' ? [action, strike] : [strike, action]),
    }))
    for (const { first, done } of orders) {
      const [ofAction, ofStrike] = first === 'action' ? done : done.toReversed()
      const difference =
        refusedIn(done) ??
        tellsElse(ofAction!, ofStrike!, chain.outcome, chain.struck) ??
        this.leavesElse(done, stale)
      if (difference === undefined)
        return this.follow(deed, done, chain.outcome, { kind: 'serial', first, inPieces: false })
      why.push(`with the ${first} first: ${difference}`)
    }
    // What an exception leaves exactly as an order does needs no bound: a payment in the buy-back's harvest, and not in its swap.
    if (exception !== undefined)
      for (const { first, done } of orders)
        if (refusedIn(done) === undefined && this.leavesElse(done, stale) === undefined)
          return this.follow(deed, done, chain.outcome, { kind: 'serial', first, inPieces: true })
    if (exception === undefined || exception.leavesTheSame)
      return {
        about: `${action.call} with ${strike.call} in its middle: no order gives it`,
        text: why.join('\n'),
      }
    const broken = this.brokenOnChain(action, chain, orders)
    const beyond = this.beyond(exception, { action, strike, ...chain }, orders, stale)
    this.chain.rewind(mark)
    this.chain.staleViews()
    if (beyond !== undefined)
      return {
        about: `${action.call} with ${strike.call} in its middle: beyond the bound of the exception`,
        text: beyond,
      }
    return broken ?? this.act(deed, action, { kind: 'exception', exception })
  }

  /** What of it is beyond the exception's bound, or the one of all exceptions; the chain is as it was left. */
  private beyond(
    { bound }: Unordered,
    done: Pick<Excused, 'action' | 'strike' | 'outcome' | 'struck'>,
    orders: readonly { readonly done: readonly Done[] }[],
    stale: readonly View[],
  ): string | undefined {
    const [actionFirst, strikeFirst] = orders.map((order) => order.done) as [readonly Done[], readonly Done[]]
    const last = actionFirst.at(-1)!.economy
    const model = this.at(last)
    const excused: Excused = {
      ...done,
      before: this.at(this.economy),
      alone: this.at(actionFirst[0]!.economy),
      chain: this.chain,
      differing: this.viewsOfBoth(last, stale).flatMap((view) => {
        const parted = compareAnswers([view], model, this.chain)
        return parted?.kind === 'answer'
          ? [{ view, model: valueOf(parted.model), chain: valueOf(parted.chain) }]
          : []
      }),
      strikeFirst: eventsOf(strikeFirst[0]!.outcome),
      people: this.economy.names.people,
      tokens: [...TOKENS, ...this.rules.extentOf(this.economy).pairs],
    }
    return bystandersKeep(excused) ?? bound(excused)
  }

  /** Whether what no order gives keeps the invariants; they judge it as one action. */
  private brokenOnChain(
    action: Call,
    { outcome, struck }: { readonly outcome: Success; readonly struck: Struck },
    orders: readonly { readonly done: readonly Done[] }[],
  ): Parting | undefined {
    const events = [...struck.before, ...struck.during, ...struck.after]
    const after = orders.find(({ done }) => refusedIn(done) === undefined)?.done.at(-1)!.economy
    const extent = this.rules.extentOf(after ?? this.economy)
    const known = this.watch.broken.length
    const taken = { action, outcome: { ...outcome, events }, observed: this.chain, extent }
    const broken = nextWatch(this.watch, taken).broken[known]
    return broken === undefined ? undefined : partingOf(action, brokenOn('chain', broken))
  }

  /** What the model gives for actions one after the other. */
  private inOrder(actions: readonly Call[]): readonly Done[] {
    let { economy } = this
    return actions.map((action) => {
      const applied = this.rules.apply(economy, action, this.policy)
      economy = applied.economy
      return { action, ...applied }
    })
  }

  /** In what the chain was left otherwise than an order leaves the model, in words. */
  private leavesElse(done: readonly Done[], stale: readonly View[]): string | undefined {
    const parted = this.differing(done.at(-1)!.economy, stale)
    return parted === undefined ? undefined : divergenceText(parted)
  }

  /** The first view in which the chain differs from an economy, of all that either side may have changed. */
  private differing(
    after: Economy,
    stale: readonly View[] = this.chain.staleViews(),
  ): Divergence | undefined {
    const views = this.viewsOfBoth(after, stale)
    this.compared += views.length
    return compareAnswers(views, this.at(after), this.chain)
  }

  /** All views that either side may have changed. */
  private viewsOfBoth(after: Economy, stale: readonly View[]): readonly View[] {
    const views = new Map<string, View>()
    for (const view of stale) views.set(viewKey(view), view)
    for (const view of this.rules.changedViews(this.economy, after)) views.set(viewKey(view), view)
    return [...views.values()]
  }

  /** Goes on from what was done, and watches the invariants on the way. */
  private follow(
    deed: Deed,
    done: readonly Done<Action>[],
    outcome: Outcome,
    end: StrikeEnd | undefined,
  ): Parting | undefined {
    this.told.push({ deed, outcome, end })
    for (const { action, outcome: reached, economy } of done) {
      this.economy = economy
      const known = this.watch.broken.length
      const extent = this.rules.extentOf(economy)
      this.watch = nextWatch(this.watch, { action, outcome: reached, observed: this.at(economy), extent })
      const broken = this.watch.broken[known]
      if (broken !== undefined && !this.mayBreak.has(broken.invariant.name))
        return partingOf(action, brokenOn('model', broken))
    }
    return undefined
  }

  private at(economy: Economy): Observed {
    const { rules } = this
    return { read: (view) => rules.read(economy, view) }
  }
}

interface Done<A extends Action = Call> {
  readonly action: A
  readonly outcome: Outcome
  readonly economy: Economy
}

const eventsOf = (outcome: Outcome): readonly Event[] => (outcome.ok ? outcome.events : [])

/** What a side answers, or why it does not. */
const valueOf = (answer: Answer): Value => (answer.ok ? answer.value : answer.reason)

/** The moment that a strike means, if the action succeeds and a token moves in it. */
function momentOf({ moment }: Strike, alone: Outcome): Moment | undefined {
  const transfers = transfersIn(alone)
  if (transfers.length === 0) return undefined
  const which = moment % (2 * transfers.length)
  const { token } = transfers[which >> 1]!
  const sooner = transfers.slice(0, which >> 1).filter((other) => other.token === token).length
  return { token, skip: 2 * sooner + (which & 1) }
}

/** Of outside tokens; minting and burning are not transfers. */
function transfersIn(outcome: Outcome): readonly Transfer[] {
  if (!outcome.ok) return []
  return outcome.events.flatMap(({ on: token, name, args }) => {
    const [from, to] = args as readonly [Account, Account]
    const moves = name === 'Transfer' && from !== 'zero' && to !== 'zero'
    return moves && isOutsideToken(token) ? [{ token, from, to }] : []
  })
}

/** Whether the model refuses one of two actions in their order, and which. */
function refusedIn(done: readonly Done[]): string | undefined {
  for (const { outcome, action } of done)
    if (!outcome.ok) return `the model refuses ${action.call}, ${outcome.refusal}`
  return undefined
}

/** In what the chain tells of the two otherwise than the model. */
function tellsElse(action: Done, strike: Done, chain: Success, struck: Struck): string | undefined {
  const parted =
    compareOutcomes(action.outcome, chain) ??
    compareOutcomes(strike.outcome, withEvents(strike.outcome, struck.during))
  return parted === undefined ? undefined : divergenceText(parted)
}

function brokenOn(side: SideName, { invariant, violation }: Broken): Divergence {
  return { kind: 'invariant', side, invariant: invariant.name, detail: violation }
}

function withEvents(outcome: Outcome, events: readonly Event[]): Outcome {
  return outcome.ok ? { ...outcome, events } : outcome
}

function partingOf(action: Action | undefined, divergence: Divergence): Parting {
  const actions = action === undefined ? [] : [action]
  return { about: aboutWhat({ actions, divergence }), text: divergenceText(divergence) }
}
