/**
 * Process: an exogenous quantity that changes once a day, independently of the economy. It may depend on
 * other exogenous quantities ({@link DependentProcess}).
 *
 * A process is plain data and one pure function. Its state is float64 or an integer count, never money:
 * amounts that reach a balance go through `toBaseUnits`. Day 0 is the initial state; `step` for day d leads
 * from the end of day d - 1 to the end of day d, on a stream at step d. A year has 365 days.
 */
import { seek, stream } from '../random/stream.ts'
import type { Source, Stream } from '../random/stream.ts'

/** A process in discrete time: initial state, and the next from random numbers. */
export interface Process<State> {
  /** Name in messages and results. */
  readonly name: string
  readonly initial: State
  /**
   * The state at the end of `day` (1, 2, …). Draws from `stream` only.
   *
   * A method and not a property, so that a process with a richer state is assignable; it only receives states
   * of its own.
   */
  step(state: State, stream: Stream, day: number): State
}

/**
 * A process that depends on others: it sees their states of the same day, since they advance before it.
 *
 * `Seen` names those states. The order of the processes is that of `nextEnvironment`; no process sees one
 * that advances after it, so there are no cycles. Each has its own random stream as a plain process has.
 */
export interface DependentProcess<State, Seen> {
  readonly name: string
  /** The state of day 0, from the others' states of day 0. */
  start(seen: Seen): State
  /** The state at the end of `day`, from the others' states at the end of that day. */
  follow(state: State, seen: Seen, stream: Stream, day: number): State
}

export const DAYS_PER_YEAR = 365

/** The states of `process` on days 0 … `days`, drawn from stream `id` of `from`. */
export function trajectory<State>(process: Process<State>, from: Source, id: number, days: number): State[] {
  const states = [process.initial]
  const cursor = stream(from, id)
  let state = process.initial
  for (let day = 1; day <= days; day++) {
    seek(cursor, day)
    state = process.step(state, cursor, day)
    states.push(state)
  }
  return states
}

/**
 * The states of a dependent process along given states of the others, `seen[d]` on day d, drawn from stream
 * `id` of `from`. Empty if `seen` is.
 */
export function trajectoryAlong<State, Seen>(
  process: DependentProcess<State, Seen>,
  seen: readonly Seen[],
  from: Source,
  id: number,
): State[] {
  const states: State[] = []
  const cursor = stream(from, id)
  for (const [day, each] of seen.entries()) {
    seek(cursor, day)
    const before = states[day - 1]
    states.push(before === undefined ? process.start(each) : process.follow(before, each, cursor, day))
  }
  return states
}

/**
 * `value`, checked to be finite and in [`low`, `high`].
 *
 * @throws {ParameterOutOfRange} when it is not.
 */
export function inRange(process: string, name: string, value: number, low: number, high = Infinity): number {
  if (!(value >= low && value <= high && Number.isFinite(value))) {
    throw new ParameterOutOfRange(process, name, value, low, high)
  }
  return value
}

/** A parameter of a process is outside its range. */
export class ParameterOutOfRange extends RangeError {
  override readonly name = 'ParameterOutOfRange'
  constructor(process: string, parameterName: string, value: number, low: number, high: number) {
    super(`${process}.${parameterName}: expected a finite number from ${low} to ${high}, got ${value}`)
  }
}
