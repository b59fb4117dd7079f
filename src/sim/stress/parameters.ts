/**
 * Stress parameters: every scenario has them.
 */
import { choice, integer, type Settings } from '../definition/parameter.ts'
import type { Stress } from './overlay.ts'
import { SHOCKS } from './shocks.ts'

const onlyWith = 'stress'

/** The value of `stress` without a shock. */
export const NO_STRESS = 'none'

export const STRESS = {
  stress: choice({
    title: 'Shock of the past, laid over the environment (npm run stress -- --list)',
    default: NO_STRESS,
    choices: [NO_STRESS, ...SHOCKS.map(({ name }) => name)],
    onlyWith,
  }),
  stressDay: integer({
    title: 'Day of the run that is the last before the shock',
    unit: 'day',
    default: '0',
    min: '0',
    max: '36499',
    onlyWith,
  }),
}

/** The chosen shock, or undefined for none. */
export function stressOf({ stress, stressDay }: Settings<typeof STRESS>): Stress | undefined {
  const shock = SHOCKS.find(({ name }) => name === stress)
  return shock === undefined ? undefined : { shock, day: stressDay }
}
