/**
 * Difference: one way in which the chain does not do as the model, and its signature.
 *
 * A signature names the function, what the model did, what the chain did, and for states that diverge the
 * first view that differs. Amounts and accounts are not in it, so one cause has one signature, or a few.
 */
import { isWait, type Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { answerText, compareAnswers, valueText, type Answer } from '../../lockstep/compare/comparison.ts'
import { viewKey, type Observed, type View } from '../../model/surface/observation.ts'
import { adapted, reduced, sameRevert, type EventAdaptor, type Grades } from '../grades.ts'

/**
 * - `permits`: the chain does what the model reverts.
 * - `state`: both do it, and a view differs.
 * - `blocks`: the chain reverts what the model does.
 * - `returns`, `events`, `wording`: the states agree; what is returned, emitted or said differs.
 * - `crash`: the chain's answer cannot be decoded.
 * - `property`: the chain alone breaks a property, with no model beside it.
 * - `extra`: a function that the published interface does not have.
 */
export type Kind =
  | 'permits'
  | 'state'
  | 'blocks'
  | 'returns'
  | 'events'
  | 'wording'
  | 'crash'
  | 'property'
  | 'extra'

/** Kinds after which the two states differ, so that the action is undone on both sides. */
export const UNDONE_KINDS: ReadonlySet<Kind> = new Set<Kind>(['permits', 'state', 'blocks', 'crash'])

export interface Difference {
  readonly kind: Kind
  /** Identity; see above. */
  readonly signature: string
  /** What each side answers or does. */
  readonly model: string
  readonly chain: string
  /** Views that differ after the action, in canonical order. */
  readonly views: readonly DifferentView[]
}

export interface DifferentView {
  readonly view: View
  readonly model: Answer
  readonly chain: Answer
}

/** The function of an action, or `wait`. */
export function functionOf(action: Action): string {
  return isWait(action) ? 'wait' : action.call
}

/** The differences of two outcomes, by the grades; those of the states come on top. */
export function outcomeDifferences(
  action: Action,
  model: Outcome,
  chain: Outcome,
  grades: Grades,
  adaptors: readonly EventAdaptor[],
): readonly Difference[] {
  const fn = functionOf(action)
  const one = (kind: Kind, how: string, left: string, right: string): readonly Difference[] => [
    { kind, signature: `${fn}: ${how}`, model: left, chain: right, views: [] },
  ]
  if (!model.ok && !chain.ok) {
    if (sameRevert(model.revert, chain.revert, grades.reverts)) return []
    const how = `the model reverts ${model.revert}, the chain reverts ${chain.revert}`
    return one('wording', how, `reverted, ${model.revert}`, `reverted, ${chain.revert}`)
  }
  if (!model.ok)
    return one(
      'permits',
      `the model reverts ${model.revert}, the chain does it`,
      `reverted, ${model.revert}`,
      'done',
    )
  if (!chain.ok)
    return one(
      'blocks',
      `the model does it, the chain reverts ${chain.revert}`,
      'done',
      `reverted, ${chain.revert}`,
    )
  const found: Difference[] = []
  if (grades.returns === 'exact') {
    const [left, right] = [model.returned, chain.returned].map((value) =>
      value === undefined ? 'nothing' : valueText(value),
    )
    if (left !== right) found.push(...one('returns', 'returns something else', left!, right!))
  }
  const left = reduced(model.events, grades.events)
  const right = reduced(adapted(chain.events, adaptors), grades.events)
  if (left.join('\n') !== right.join('\n'))
    found.push(
      ...one('events', eventsHow(left, right), left.join(', ') || 'none', right.join(', ') || 'none'),
    )
  return found
}

/** What differs of the events, by their names: missing and extra ones; else their arguments or order. */
function eventsHow(model: readonly string[], chain: readonly string[]): string {
  const names = (texts: readonly string[]): readonly string[] => texts.map((text) => text.split('(')[0]!)
  const missing = without(names(model), names(chain))
  const extra = without(names(chain), names(model))
  if (missing.length + extra.length > 0) {
    const parts = [
      ...(missing.length === 0 ? [] : [`without ${unique(missing).join(', ')}`]),
      ...(extra.length === 0 ? [] : [`with ${unique(extra).join(', ')}`]),
    ]
    return `emits ${parts.join(' and ')}`
  }
  const other = unique(names(without(model, chain)))
  return other.length === 0
    ? 'emits its events in another order'
    : `emits other arguments of ${other.join(', ')}`
}

function without(all: readonly string[], gone: readonly string[]): readonly string[] {
  const left = [...gone]
  return all.filter((each) => {
    const at = left.indexOf(each)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted()
}

/** All of the views that the sides answer differently. */
export function differingViews(
  views: Iterable<View>,
  model: Observed,
  chain: Observed,
): readonly DifferentView[] {
  const found: DifferentView[] = []
  for (const view of views) {
    const diverged = compareAnswers([view], model, chain)
    if (diverged?.kind === 'answer') found.push(diverged)
  }
  return found.toSorted((a, b) => (orderOf(a.view) < orderOf(b.view) ? -1 : 1))
}

/** The difference of two states after an action that both sides did. */
export function stateDifference(what: string, views: readonly DifferentView[]): Difference {
  const { view, model, chain } = views[0]!
  return {
    kind: 'state',
    signature: `${what}: then ${view.on}.${view.fn} differs`,
    model: `${viewKey(view)} is ${answerText(model)}`,
    chain: `${viewKey(view)} is ${answerText(chain)}`,
    views,
  }
}

/** Balances and supplies first, then what is recorded, then constants. */
const FIRST = [
  'balanceOf',
  'totalSupply',
  'pays',
  'liqPays',
  'alreadyCharged',
  'liqAlreadyCharged',
  'balanceOfAt',
]

function orderOf({ on, fn, args }: View): string {
  const at = FIRST.indexOf(fn)
  const rank = at < 0 ? FIRST.length : at
  return `${rank} ${fn} ${on} ${args.map((arg) => (typeof arg === 'bigint' ? String(arg).padStart(78, '0') : arg)).join()}`
}
