/**
 * Monitor: the invariants of a scenario beside its run, and the verdicts that come of it.
 *
 * Every invariant of `src/model/invariants` is a fold, checked after every action, the opening's included. One that breaks is told with
 * the action and the day, and not checked any more.
 */
import type { Action } from '../../model/interface/action.ts'
import { viewDomainOf, isOutgrown, read, type Economy } from '../../model/economy.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { touchedBy } from '../../model/invariants/touched.ts'
import * as model from '../../model/invariants/monitor.ts'
import type { ViewDomain, Observed, View } from '../../model/surface/observation.ts'
import type { Outcome, Value } from '../../model/interface/outcome.ts'
import type { Verdict } from '../result.ts'

export interface Monitor {
  readonly folds: model.Monitor
  /** What there is to ask about. */
  readonly domain: ViewDomain
  readonly breaches: readonly Breach[]
}

interface Breach {
  readonly invariant: AnyInvariant
  readonly message: string
  /** Index of the action that broke it. */
  readonly action: number
  readonly day: number
}

export function startMonitor(always: readonly AnyInvariant[], economy: Economy): Monitor {
  const domain = viewDomainOf(economy)
  return { folds: model.startMonitor(always, observedOf(economy), domain), domain, breaches: [] }
}

/** Whether there is an invariant that holds so far. */
export function isMonitoring({ folds }: Monitor): boolean {
  return folds.monitored.length > 0
}

/** The watch after the action of that index, which led from the economy `before` to `economy`. */
export function nextMonitor(
  monitor: Monitor,
  {
    action,
    outcome,
    before,
    economy,
  }: {
    readonly action: Action
    readonly outcome: Outcome
    readonly before: Economy
    readonly economy: Economy
  },
  at: { readonly action: number; readonly day: number },
): Monitor {
  const domain = isOutgrown(monitor.domain, economy) ? viewDomainOf(economy) : monitor.domain
  const touched = touchedBy(before, economy, outcome)
  const observed = observedOf(economy)
  const folds = model.nextMonitor(monitor.folds, { action, outcome, observed, domain, touched })
  if (folds === monitor.folds && domain === monitor.domain) return monitor
  if (folds.broken === monitor.folds.broken) return { folds, domain, breaches: monitor.breaches }
  const broken = folds.broken.slice(monitor.folds.broken.length)
  const breaches = broken.map(({ invariant, violation }) => ({ invariant, message: violation, ...at }))
  return { folds, domain, breaches: [...monitor.breaches, ...breaches] }
}

/** A verdict for each invariant, by name, after `actions` actions. */
export function verdictsOf(
  always: readonly AnyInvariant[],
  { breaches }: Monitor,
  actions: number,
): Readonly<Record<string, Verdict>> {
  const verdict = (invariant: AnyInvariant): Verdict => {
    const { statement } = invariant
    const breach = breaches.find((candidate) => candidate.invariant === invariant)
    if (breach === undefined) return { statement, holds: true, checks: actions }
    const { action, day, message } = breach
    return { statement, holds: false, checks: action + 1, violation: { action, day, message } }
  }
  return Object.fromEntries(always.map((invariant) => [invariant.name, verdict(invariant)]))
}

/** The verdicts of a run and of its variants as one: what holds has held in all of them. */
export function joinedVerdicts(
  runs: readonly { readonly variant?: string; readonly verdicts: Readonly<Record<string, Verdict>> }[],
): Readonly<Record<string, Verdict>> {
  const joined = new Map<string, Verdict>()
  for (const { variant, verdicts } of runs)
    for (const [name, verdict] of Object.entries(verdicts)) {
      const { violation } = verdict
      const told =
        violation === undefined || variant === undefined
          ? verdict
          : { ...verdict, violation: { ...violation, variant } }
      const before = joined.get(name)
      joined.set(name, before === undefined ? told : both(before, told))
    }
  return Object.fromEntries(joined)
}

function both(first: Verdict, second: Verdict): Verdict {
  const told = first.holds ? second : first
  return { ...told, checks: first.checks + second.checks }
}

/** The economy as anybody sees it. */
export function observedOf(economy: Economy): Observed {
  return new ObservedEconomy(economy)
}

/** A class, since one is made for every action and an object with a closure costs several times as much. */
class ObservedEconomy implements Observed {
  private readonly economy: Economy

  constructor(economy: Economy) {
    this.economy = economy
  }

  read(view: View): Value {
    return read(this.economy, view)
  }
}
