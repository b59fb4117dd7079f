/**
 * Initial state of every scenario: July 2023, or a chain snapshot with the parameter `opening`.
 */
import type { Agent } from '../../sim/agent.ts'
import type { InitialState } from '../../sim/definition/scenario.ts'
import { initialStateOfJuly2023 } from './july-2023.ts'
import { holdingsIn, type Ownership } from './ownership.ts'
import { withPoolTerms, type PoolTerms } from './pool-terms.ts'
import { startOf, type StartSettings } from './start.ts'
import { initialStateOfSnapshot } from './snapshot/initial-state.ts'

export function initialStateOf(
  settings: Ownership & PoolTerms & StartSettings & { readonly backing: bigint },
  agents: readonly Agent[],
): InitialState {
  const { opening } = settings
  const state =
    opening === undefined
      ? withPoolTerms(initialStateOfJuly2023)(settings, agents)
      : initialStateOfSnapshot(opening, settings, holdingsIn(settings)!.accounts, agents)
  return { ...state, start: startOf(settings) }
}
