/**
 * Claim: a statement of the whitepaper with its readings. A claim has no verdict of its own: a run finds one
 * for each reading (`evaluate.ts`).
 *
 * - A search looks for a counterexample in generated worlds, and shrinks it.
 * - Figures are identities, checked to the digits that the whitepaper gives.
 * - A study simulates scenarios, for statements about the outside world.
 */
import type { Action } from '../model/interface/action.ts'
import type { Economy } from '../model/economy.ts'
import type { Rules } from '../lockstep/compare/rules.ts'
import type { Mechanism } from './mechanisms.ts'
import type { Move } from './moves.ts'
import type { Lemma } from './proof/lemma.ts'
import type { Step } from './step.ts'

export interface Claim {
  /** Number in the list of 45. */
  readonly number: number
  /** In Spanish, word for word; `[…]` marks an omission. */
  readonly quotation: string
  /** Section of the whitepaper. */
  readonly place: string
  /** The quotation in English. */
  readonly english: string
  readonly readings: readonly Reading[]
  /** What the statement does not say. */
  readonly leavesOpen: string
}

export type Reading = Search | FigureReading | Study

interface AnyReading {
  /** Short and stable; unique within its claim. */
  readonly name: string
  /** The precise property, as one sentence. */
  readonly property: string
  /** Mechanisms without which the verdict would be another. */
  readonly restsOn: readonly Mechanism[]
}

/** A property of every step in every world. */
export interface Search extends AnyReading {
  readonly by: 'search'
  /** How every world begins, after the allowances. @default nothing */
  readonly start?: readonly Action[]
  /** What people do in the worlds. */
  readonly moves: readonly Move[]
  /** How the property is violated by a step; undefined if it is not. */
  readonly violation: (step: Step) => Violation | string | undefined
  /** Switches: the search finds a minimal set of them under which the property holds. */
  readonly assumptions?: readonly Assumption[]
  /** The formula behind the property, for all integers; the search and tests tie the code to it. */
  readonly proof?: Lemma
  /** Why the model reaches only a part of the statement. */
  readonly reach?: string
}

/** A violation that only further actions show, such as a redemption that somebody could make now. */
export interface Violation {
  readonly text: string
  /** Shown and replayed after the world's actions. */
  readonly next: readonly Action[]
}

export interface Assumption {
  readonly name: string
  /** As a sentence that follows "if": `nobody mints AMT after a payment`. */
  readonly text: string
  /** Whether the action can happen under the assumption. */
  readonly permits: (action: Action, economy: Economy, rules: Rules) => boolean
}

export interface FigureReading extends AnyReading {
  readonly by: 'figures'
  readonly figures: (rules: Rules) => readonly Figure[]
}

/** An identity of the whitepaper: what it says, and what comes out, both to the digits that it gives. */
export interface Figure {
  readonly what: string
  readonly said: string
  readonly found: string
}

export interface Study extends AnyReading {
  readonly by: 'study'
  readonly study: (seed: bigint) => StudyFinding
}

export interface StudyFinding {
  readonly is: 'holds' | 'fails' | 'partly testable'
  /** Simulated paths. */
  readonly paths: number
  /** The numbers, as a sentence. */
  readonly text: string
  /** Command that shows one path in detail. */
  readonly repeat: string
}
