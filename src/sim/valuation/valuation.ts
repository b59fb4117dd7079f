/**
 * Valuation: what one AMT is worth to somebody who holds it, as a rule that agents exchange.
 *
 * A value is a float in BTCB wei per AMT, since it only enters decisions; no amount is computed from it. A
 * rule reads today's view alone, so that a run can be resumed on any day.
 */
import type { AgentView } from '../view/agent-view.ts'

/** Value of one AMT in BTCB wei on the view's day; undefined while the rule has too little history. */
export type Valuation = (view: AgentView) => number | undefined

/** The named rules. `mixture` divides people evenly among the other three. */
export const VALUATION_RULES = ['perpetuity', 'discounted', 'put', 'mixture'] as const
/** One of {@link VALUATION_RULES}. */
export type ValuationRule = (typeof VALUATION_RULES)[number]
