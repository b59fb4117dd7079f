/**
 * Writes a failure as an ITF trace, the format in which Quint and Apalache exchange traces.
 *
 * State 0 is the deployment; each further state follows an action. Variables:
 *
 * - `action`: `Deploy`, `Call` or `Wait`, as a variant.
 * - `outcome`: `Done` or `Reverted` of the model, as a variant.
 * - `time`: seconds, as `block.timestamp`.
 * - `balances`: what the model says each account holds, by token and account, without zeros.
 * - `divergence`: what diverges after the action, empty before the last state.
 *
 * Format: https://apalache-mc.org/docs/adr/015adr-trace.html
 */
import type { Action } from '../../../model/interface/action.ts'
import { isWait } from '../../../model/interface/action.ts'
import type { Economy } from '../../../model/economy.ts'
import { holdersOf } from '../../../model/surface/observation.ts'
import { TOKENS } from '../../../model/interface/accounts.ts'
import type { Outcome } from '../../../model/interface/outcome.ts'
import type { Rules } from '../../compare/rules.ts'
import type { FailureCase } from '../failure-case.ts'
import { itfMap, toItf, variant, type ItfValue } from './values.ts'

export const VARIABLES = ['action', 'outcome', 'time', 'balances', 'divergence'] as const

/** The trace as JSON. */
export function itfTrace(
  { deployment, actions, outcomes, about, command }: FailureCase,
  rules: Rules,
): string {
  let economy = rules.deployEconomy(deployment)
  const deployed: Outcome = { ok: true, returned: undefined, events: [] }
  // Without an action the sides diverge from the start.
  const atOnce = actions.length === 0 ? about : ''
  const states = [state(rules, economy, variant('Deploy', deployment), deployed, atOnce)]
  for (const [index, action] of actions.entries()) {
    const outcome = outcomes[index]
    // The model crashed: it has no state after the action.
    if (outcome !== undefined) economy = rules.apply(economy, action).economy
    const divergence = index === actions.length - 1 ? about : ''
    states.push(state(rules, economy, actionIn(action), outcome, divergence))
  }
  const trace = {
    '#meta': {
      format: 'ITF',
      'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
      description: `A counterexample of AMT Lab. Found by: ${command}`,
      status: 'violation',
    },
    params: [],
    vars: VARIABLES,
    states: states.map((fields, index) => ({ '#meta': { index }, ...(fields as object) })),
  }
  return `${JSON.stringify(trace, null, 1)}\n`
}

function state(
  rules: Rules,
  economy: Economy,
  action: ItfValue,
  outcome: Outcome | undefined,
  divergence: string,
): ItfValue {
  return {
    action,
    outcome: outcomeIn(outcome),
    time: toItf(economy.timestamp),
    balances: itfMap(balancesIn(rules, economy)),
    divergence,
  }
}

function actionIn(action: Action): ItfValue {
  return isWait(action) ? variant('Wait', action) : variant('Call', action)
}

function outcomeIn(outcome: Outcome | undefined): ItfValue {
  if (outcome === undefined) return variant('Crashed', '')
  return outcome.ok
    ? variant('Done', { returned: outcome.returned ?? '', events: outcome.events })
    : variant('Reverted', outcome.revert)
}

function* balancesIn(rules: Rules, economy: Economy): Generator<readonly [string, ItfValue]> {
  const domain = rules.viewDomainOf(economy)
  for (const token of [...TOKENS, ...domain.pairs]) {
    const held = holdersOf(domain).flatMap((holder): (readonly [string, unknown])[] => {
      const balance = rules.read(economy, { on: token, fn: 'balanceOf', args: [holder] })
      return balance === 0n ? [] : [[holder, balance]]
    })
    yield [token, itfMap(held)]
  }
}
