/**
 * Goal of a study: the value of the swept parameter at which an event reaches the probability of `--goal`.
 *
 * The points of the study are the values, and their counts the observations: path `i` has the same random
 * numbers at each. The answer therefore resumes and parallelises as the study does.
 */
import type { Event } from '../../sim/study/event.ts'
import type { StudySpec } from '../../sim/study/spec.ts'
import { goalOf, type Goal } from '../../statistics/goal-seek.ts'
import type { SoughtGoal } from '../../report/study/paths.ts'
import { readable } from '../../report/number.ts'
import { WrongInput } from '../wrong-input.ts'

/**
 * Checks that a goal can be sought, before any path runs.
 *
 * @throws {WrongInput} unless one number is swept upwards on a grid, and there is an event.
 */
export function mustSuitGoal({ design, sweeps, points }: StudySpec, events: readonly Event[]): void {
  const [sweep, ...others] = sweeps
  const values = sweep === undefined ? [] : points.map((point) => Number(point[sweep.parameter]))
  const ascends = values.every((value, index) => index === 0 || value > values[index - 1]!)
  if (events.length > 0 && others.length === 0 && design === 'grid' && values.length > 1 && ascends) return
  const got = [
    sweeps.map(({ parameter, values: text }) => `--sweep ${parameter}=${text}`).join(' ') || 'no --sweep',
    ...(design === 'grid' ? [] : [`--design ${design}`]),
    ...(events.length === 0 ? ['no --probability'] : []),
  ]
  throw new WrongInput({
    expected: 'with --goal one --sweep of a number with ascending values, and a --probability',
    got: got.join(', '),
    advice: "Example: --sweep vaultShare=0..100:11 --probability 'daysWithoutPayment=0' --goal 95.",
  })
}

/** The answer for the counts of one event at all points. */
export function soughtGoal(
  { sweeps, points }: StudySpec,
  counted: readonly { readonly count: number; readonly of: number }[],
  percent: number,
): SoughtGoal | undefined {
  // Where every path of a point failed, there is nothing to count.
  if (counted.some(({ of }) => of === 0)) return undefined
  const { parameter } = sweeps[0]!
  const answer = goalOf(
    counted.map(({ count, of }, point) => ({ value: Number(points[point]![parameter]), count, paths: of })),
    percent / 100,
  )
  return { parameter, target: `${percent}%`, found: words(answer), answer }
}

function words(goal: Goal): string {
  const [first, last] = [goal.points[0]!, goal.points.at(-1)!]
  const share = ({ count, paths }: Goal['points'][number]): string => `${count} of ${paths}`
  const ends = `${share(first)} paths at ${first.value}, ${share(last)} at ${last.value}`
  if (goal.kind === 'always') return `at every value (${ends})`
  if (goal.kind === 'never') return `at no value (${ends})`
  if (goal.kind === 'not-monotone')
    return `unclear: not monotone between ${goal.between[0]} and ${goal.between[1]} (${ends})`
  const { value, low, high, rising } = goal
  const about = value === undefined ? 'not estimated' : `about ${readable(String(value))}`
  const range = `between ${low ?? `below ${first.value}`} and ${high ?? `above ${last.value}`}`
  return `${about}, ${range} with 95% confidence; reached ${rising ? 'above' : 'below'} it (${ends})`
}
