/**
 * Comparison of the two sides: outcomes and answers are equal or they diverge. There is no tolerance.
 */
import type { Action } from '../../model/interface/action.ts'
import { isWait } from '../../model/interface/action.ts'
import { viewKey, type Observed, type View } from '../../model/surface/observation.ts'
import { sameOutcome, sameValue, type Outcome, type Value } from '../../model/interface/outcome.ts'

export type SideName = 'model' | 'chain'

/** What a side says to a view: a value, or why it does not answer. */
export type Answer =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string }

/** The first difference between model and contracts: outcome, events or a view. */
export type Divergence =
  | { readonly kind: 'outcome'; readonly model: Outcome; readonly chain: Outcome }
  | { readonly kind: 'answer'; readonly view: View; readonly model: Answer; readonly chain: Answer }
  | {
      readonly kind: 'invariant'
      readonly side: SideName
      readonly invariant: string
      readonly detail: string
    }
  | { readonly kind: 'crash'; readonly side: SideName; readonly error: Error }

/** A divergence with the actions that lead to it. The sides diverge after the last one. */
export interface Finding {
  readonly actions: readonly Action[]
  readonly divergence: Divergence
}

/** The divergence of two outcomes of the same action, if they diverge. */
export function compareOutcomes(model: Outcome, chain: Outcome): Divergence | undefined {
  return sameOutcome(model, chain) ? undefined : { kind: 'outcome', model, chain }
}

/** The first of `views` that the two sides answer differently. */
export function compareAnswers(
  views: Iterable<View>,
  model: Observed,
  chain: Observed,
): Divergence | undefined {
  for (const view of views) {
    if (agrees(view, model, chain)) continue
    const left = ask(model, view)
    const right = ask(chain, view)
    if (!sameAnswer(left, right)) return { kind: 'answer', view, model: left, chain: right }
  }
  return undefined
}

/** Whether both sides answer, and equally. Allocates nothing in this common case. */
function agrees(view: View, model: Observed, chain: Observed): boolean {
  try {
    return sameValue(model.read(view), chain.read(view))
  } catch {
    return false
  }
}

/** Asks a side. An error is an answer too: a view that only one side reverts is a divergence, not a crash. */
function ask(side: Observed, view: View): Answer {
  try {
    return { ok: true, value: side.read(view) }
  } catch (error) {
    return { ok: false, reason: String(error) }
  }
}

/** Two errors are not equal: every compared view must have an answer. */
function sameAnswer(a: Answer, b: Answer): boolean {
  return a.ok && b.ok && sameValue(a.value, b.value)
}

/**
 * Identity of a divergence, to tell whether two are the same: its kind, and the function, view or invariant.
 */
export function aboutWhat({ actions, divergence }: Finding): string {
  switch (divergence.kind) {
    case 'outcome':
      return `outcome of ${nameOf(actions.at(-1))}: ${whatParts(divergence.model, divergence.chain)}`
    case 'answer':
      return `answer to ${divergence.view.fn}`
    case 'invariant':
      return `invariant ${divergence.invariant} on the ${divergence.side}`
    case 'crash':
      return `crash of the ${divergence.side}: ${divergence.error.name}`
  }
}

function whatParts(model: Outcome, chain: Outcome): string {
  if (model.ok && chain.ok)
    return sameValue(model.returned, chain.returned) ? 'its events' : 'what it returns'
  if (!model.ok && !chain.ok) return 'the reason of its revert'
  return 'whether it reverts'
}

function nameOf(action: Action | undefined): string {
  if (action === undefined) return 'nothing'
  return isWait(action) ? 'wait' : action.call
}

/** The divergence as text. */
export function divergenceText(divergence: Divergence): string {
  switch (divergence.kind) {
    case 'outcome':
      return `model: ${outcomeText(divergence.model)}\nchain: ${outcomeText(divergence.chain)}`
    case 'answer': {
      const { view, model, chain } = divergence
      return `${viewKey(view)}\nmodel: ${answerText(model)}\nchain: ${answerText(chain)}`
    }
    case 'invariant':
      return `${divergence.side} breaks "${divergence.invariant}": ${divergence.detail}`
    case 'crash':
      return `${divergence.side} fails: ${divergence.error.stack ?? String(divergence.error)}`
  }
}

/** An outcome on one line: what was returned and every event, or the revert. */
function outcomeText(outcome: Outcome): string {
  if (!outcome.ok) return `reverted, ${outcome.revert}`
  const events = outcome.events.map(
    ({ on, name, args }) => `${on}.${name}(${args.map(valueText).join(', ')})`,
  )
  const returned = outcome.returned === undefined ? '' : ` returns ${valueText(outcome.returned)};`
  return `done;${returned} ${events.length === 0 ? 'no events' : events.join(', ')}`
}

/** An answer as text: its value, or why there is none. */
export function answerText(answer: Answer): string {
  return answer.ok ? valueText(answer.value) : `no answer: ${answer.reason}`
}

/** A value as text; a list in brackets. */
export function valueText(value: Value): string {
  return Array.isArray(value)
    ? `[${value.map((entry: Value) => valueText(entry)).join(', ')}]`
    : String(value)
}
