/**
 * Valuation: what one AMT is worth to somebody who holds it, as a rule that agents exchange.
 *
 * A value is a float in BTCB wei per AMT, since it only enters decisions; no amount is computed from it. A rule
 * reads today's view alone, so that a run can be resumed on any day.
 */
import type { AgentView } from '../view/agent-view.ts'

/** Value of one AMT in BTCB wei on the view's day; undefined while the rule has too little history. */
export type Valuation = (view: AgentView) => number | undefined

/** The named rules. `mixture` divides people evenly among the other three. */
export const VALUATION_RULES = ['perpetuity', 'discounted', 'put', 'mixture'] as const
export type ValuationRule = (typeof VALUATION_RULES)[number]

/** Mean of the rules that have a value; undefined if none has. */
export function meanOf(valuations: readonly Valuation[]): Valuation {
  return (view) => {
    const values = valuations.map((each) => each(view)).filter((value) => value !== undefined)
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
  }
}

/** The same value times a factor: an opinion above or below the rule. */
export function scaled(valuation: Valuation, factor: number): Valuation {
  return (view) => {
    const value = valuation(view)
    return value === undefined ? undefined : value * factor
  }
}
