/**
 * Chain runner: a build without a model beside it, watched by properties.
 *
 * Nothing is compared and nothing undone, so that the consequences of a difference can show, and whatever
 * model and contracts would do alike. What a command sees of the state is what the chain's own views answer.
 *
 * A property whose views the build lacks, or that cannot be read at deployment, is not watched, and reported
 * so. If an action makes one of its views revert, the property is broken: what it states no longer shows.
 */
import type { Build } from '../../evm/build.ts'
import type { Chain } from '../../evm/chain.ts'
import { UnknownView } from '../../evm/interface.ts'
import { deployedChainOf } from '../../lockstep/compare/deployed-chain.ts'
import type { GeneratorContext } from '../../lockstep/generate/context.ts'
import { PRIVILEGED_ACCOUNTS, type Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { nextMonitor, startMonitor, type Monitor } from '../../model/invariants/monitor.ts'
import { UINT112_MAX } from '../../model/kernel/uint256.ts'
import type { Entry } from '../../model/state/distributor.ts'
import type { ViewDomain } from '../../model/surface/observation.ts'
import { answeredBy, Unanswered } from '../answered.ts'
import { adapted, type EventAdaptor } from '../grades.ts'
import type { AmtSorts } from '../census/runner.ts'
import { chainContextOf, chainDomainOf } from './chain-context.ts'
import { isProbe, type Probe, type Property } from './property.ts'
import { Trial } from './trial.ts'

/** A property that the last action, or the present state, breaks. */
export interface BrokenNow {
  readonly property: Property
  readonly violation: string
}

/** A property that a build does not let anybody watch. */
export interface Unwatched {
  readonly property: string
  /** The view that is missing or reverts. */
  readonly reason: string
}

export class ChainRunner {
  readonly chain: Chain
  readonly unwatched: Unwatched[] = []
  private readonly people: readonly Account[]
  private readonly adaptors: readonly EventAdaptor[]
  private readonly lacks: ReadonlySet<string>
  private airdrop: readonly Entry[] = []
  /** One for each property, so that one that cannot be observed leaves the others. */
  private monitors: readonly Monitor[]
  private readonly probes: readonly Probe[]

  /** `adaptors`: how events are read, which properties may rest on. */
  constructor(
    build: Build,
    amtSorts: AmtSorts,
    people: readonly Account[],
    properties: readonly Property[],
    adaptors: readonly EventAdaptor[] = [],
  ) {
    this.adaptors = adaptors
    const { chain, start } = deployedChainOf(build, amtSorts)
    chain.rewind(start)
    chain.staleViews()
    this.chain = chain
    this.people = [...PRIVILEGED_ACCOUNTS, ...people]
    this.lacks = new Set(build.lacks)
    const domain = this.domain()
    this.probes = properties.filter(isProbe)
    this.monitors = properties.flatMap((property) => {
      if (isProbe(property)) return []
      const monitor = answeredBy(() => startMonitor([property], chain, domain))
      if (!(monitor instanceof Unanswered)) return [monitor]
      this.unwatched.push({ property: property.name, reason: monitor.error.message })
      return []
    })
  }

  /**
   * Applies an action; the properties that it breaks. Undefined, and nothing happens, if the build has no
   * such function, or its answer cannot be read.
   */
  step(action: Action): { readonly outcome: Outcome; readonly broken: readonly BrokenNow[] } | undefined {
    const { chain } = this
    if (!isWait(action) && this.lacks.has(action.call)) return undefined
    const mark = chain.checkpoint()
    const answered = answeredBy(() => chain.apply(action))
    if (answered instanceof Unanswered) {
      // The call took effect before its answer was decoded; the example leaves it out.
      chain.rewind(mark)
      return undefined
    }
    const outcome = answered.ok ? { ...answered, events: adapted(answered.events, this.adaptors) } : answered
    if (!isWait(action) && action.call === 'deploy.distributor' && outcome.ok) {
      const { accounts, amounts } = action.args
      this.airdrop = accounts.map((account, index) => ({ account, amount: amounts[index]! }))
    }
    const taken = { action, outcome, observed: chain, domain: this.domain(), changed: chain.staleViews() }
    const broken: BrokenNow[] = []
    this.monitors = this.monitors.flatMap((monitor) => {
      const after = answeredBy(() => nextMonitor(monitor, taken))
      if (after instanceof Unanswered) {
        broken.push(...this.lost(monitor, after.error))
        return []
      }
      broken.push(...after.broken.map(({ invariant, violation }) => ({ property: invariant, violation })))
      return after.broken.length === 0 ? [after] : []
    })
    return { outcome, broken }
  }

  /** What becomes of a property whose views cannot be read after an action. */
  private lost({ monitored }: Monitor, error: Error): readonly BrokenNow[] {
    return monitored.flatMap(({ invariant }) => {
      if (!(error instanceof UnknownView))
        return [{ property: invariant, violation: `it cannot be checked any more: ${error.message}` }]
      this.unwatched.push({ property: invariant.name, reason: error.message })
      return []
    })
  }

  /**
   * The probes that the present state breaks. Amounts that cannot exist overflow, which says nothing: with
   * more BTCB or USDT than a pair can hold, nothing is probed.
   */
  probe(): readonly BrokenNow[] {
    const { chain } = this
    const trial = new Trial(chain, this.lacks, () => this.context())
    if ((['btcb', 'usdt'] as const).some((token) => trial.amount(token, 'totalSupply') > UINT112_MAX))
      return []
    return this.probes.flatMap((property) => {
      const violation = answeredBy(() => trial.undone(() => property.check(trial)))
      if (!(violation instanceof Unanswered)) return violation === undefined ? [] : [{ property, violation }]
      this.unwatched.push({ property: property.name, reason: violation.error.message })
      return []
    })
  }

  /** The chain's state as a command sees it. */
  context(): GeneratorContext {
    return chainContextOf(this.chain, this.people, this.airdrop)
  }

  private domain(): ViewDomain {
    return chainDomainOf(this.chain, this.people, this.airdrop)
  }
}
