/**
 * Day of a shock: a shock must begin before the last day of the run.
 */
import { NO_STRESS, STRESS } from '../../sim/stress/parameters.ts'
import { WrongInput } from '../wrong-input.ts'

/**
 * Checks the shock that `set` names, if it names one.
 *
 * @throws {WrongInput} when no day of the run is after day 0 of the shock.
 */
export function checkShock(scenario: string, set: Readonly<Record<string, string>>, days: number): void {
  const { stress = NO_STRESS, stressDay = STRESS.stressDay.default } = set
  if (stress !== NO_STRESS) mustBegin(scenario, Number(stressDay), days)
}

/** @throws {WrongInput} when no day of the run is after `day`, day 0 of a shock. */
export function mustBegin(scenario: string, day: number, days: number): void {
  if (day < days - 1) return
  throw new WrongInput({
    expected: `a shock that begins before the last day of ${scenario}, day ${days - 1}`,
    got: `day ${day}`,
    advice: 'Set an earlier day, or more days.',
  })
}
