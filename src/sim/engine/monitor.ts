/**
 * Monitor: checks the invariants of a scenario during a run, and gives their verdicts.
 *
 * Wraps `src/model/invariants/monitor.ts`. Every invariant is a fold over all actions, those of the initial
 * state included; an action that touches nothing that it reads cannot violate it and costs nothing. A
 * violated invariant is reported with action and day and is not checked again.
 */
import type { Action } from '../../model/interface/action.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { answer, viewDomainOf, isOutgrown, read, type Economy } from '../../model/economy.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { touchedBy } from '../../model/invariants/touched.ts'
import * as model from '../../model/invariants/monitor.ts'
import type { ViewDomain, Observed, View, ViewName } from '../../model/surface/observation.ts'
import type { Outcome, Value } from '../../model/interface/outcome.ts'
import type { Verdict } from '../result.ts'

export interface Monitor {
  readonly folds: model.Monitor
  /** Accounts, payments and pairs that the invariants' views range over. */
  readonly domain: ViewDomain
  readonly breaches: readonly Breach[]
}

interface Breach {
  readonly invariant: AnyInvariant
  readonly message: string
  /** Index of the violating action. */
  readonly action: number
  readonly day: number
}

export function startMonitor(always: readonly AnyInvariant[], economy: Economy): Monitor {
  const domain = viewDomainOf(economy)
  return { folds: model.startMonitor(always, observedOf(economy), domain), domain, breaches: [] }
}

/** Whether any invariant is still checked: one that has held so far. */
export function isMonitoring({ folds }: Monitor): boolean {
  return folds.monitored.length > 0
}

/** The monitor after an action that led from the economy `before` to `economy`. */
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

/** Verdicts by invariant name after `actions` actions. */
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

/** Verdicts of a run and its variants combined: an invariant holds if it holds in all of them. */
export function joinedVerdicts(
  runs: readonly { readonly variant?: string; readonly verdicts: Readonly<Record<string, Verdict>> }[],
): Readonly<Record<string, Verdict>> {
  const joined = new Map<string, Verdict>()
  for (const { variant, verdicts } of runs)
    for (const [name, verdict] of Object.entries(verdicts)) {
      const { violation } = verdict
      const attributed =
        violation === undefined || variant === undefined
          ? verdict
          : { ...verdict, violation: { ...violation, variant } }
      const before = joined.get(name)
      joined.set(name, before === undefined ? attributed : both(before, attributed))
    }
  return Object.fromEntries(joined)
}

function both(first: Verdict, second: Verdict): Verdict {
  const reported = first.holds ? second : first
  return { ...reported, checks: first.checks + second.checks }
}

/** The economy through its public views. */
export function observedOf(economy: Economy): Observed {
  return new ObservedEconomy(economy)
}

/** A class, since one is created for every action: an object with closures costs several times as much. */
class ObservedEconomy implements Observed {
  private readonly economy: Economy

  constructor(economy: Economy) {
    this.economy = economy
  }

  read(view: View): Value {
    return read(this.economy, view)
  }

  answer(on: Account, fn: ViewName, a?: Account | bigint, b?: Account | bigint): Value {
    return answer(this.economy, on, fn, a, b)
  }
}
