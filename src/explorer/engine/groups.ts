/**
 * Groups: the parameters of a scenario under the headings by which they are shown. A group is what scenarios
 * share as one declaration; what is a scenario's own comes first.
 */
import type { Parameter } from '../../sim/definition/parameter.ts'
import { STRESS } from '../../sim/stress/parameters.ts'
import { BTC_VARIANCE } from '../../scenarios/shared/btc-shape.ts'
import { BTC, GAS, GROWTH, SPREADS } from '../../scenarios/shared/exogenous-models.ts'
import { INITIAL_STATE } from '../../scenarios/shared/july-2023.ts'
import { MACHINE_ORDERS } from '../../scenarios/shared/machine-orders.ts'
import { MINING } from '../../scenarios/shared/mining.ts'
import { NETWORK } from '../../scenarios/shared/network.ts'
import { OPTIONAL_AGENTS } from '../../scenarios/shared/optional-agents.ts'
import { OWNERSHIP } from '../../scenarios/shared/ownership.ts'
import { FLOOR_ARBITRAGE, PARTICIPANTS } from '../../scenarios/shared/participants.ts'
import { PAYMENT } from '../../scenarios/shared/payment.ts'
import { POOL_TERMS } from '../../scenarios/shared/pool-terms.ts'
import { REPLAY } from '../../scenarios/shared/replay.ts'
import { POOL_TRADERS } from '../../scenarios/shared/traders.ts'
import { VALUATION } from '../../scenarios/shared/valuation.ts'

/** Headings with the declarations below them; a parameter belongs to the first that has it. */
const GROUPS: readonly (readonly [title: string, declared: readonly object[]])[] = [
  ['Payments', [PAYMENT]],
  ['BTC price', [BTC, BTC_VARIANCE]],
  ['Network', [NETWORK, SPREADS]],
  ['Mining', [MINING]],
  ['Machine orders', [MACHINE_ORDERS, GROWTH]],
  ['Who holds AMT', [OWNERSHIP]],
  ['Valuation', [VALUATION]],
  ['Trade and liquidity', [POOL_TRADERS, FLOOR_ARBITRAGE, PARTICIPANTS]],
  ['Gas', [GAS]],
  ['Initial state', [INITIAL_STATE, POOL_TERMS]],
  ['Optional agents', [OPTIONAL_AGENTS]],
  ['Replay of a history', [REPLAY]],
  ['Shock of the past', [STRESS]],
]

/** Heading of what only this scenario has. */
export const OWN = 'This scenario'

/** The heading of a parameter. */
export const groupOf = ({ name }: Pick<Parameter, 'name'>): string =>
  GROUPS.find(([, declared]) => declared.some((each) => name in each))?.[0] ?? OWN

/** All headings, in the order in which they are shown. */
export const GROUP_TITLES: readonly string[] = [OWN, ...GROUPS.map(([title]) => title)]
