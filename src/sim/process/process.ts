/**
 * Process: an exogenous quantity that changes once a day, independently of the economy.
 *
 * A process is plain data and one pure function. Its state is float64 or an integer count, never money:
 * amounts that reach a balance go through `toBaseUnits`. Day 0 is the initial state; `step` for day d leads
 * from the end of day d - 1 to the end of day d, on a stream at step d. A year has 365 days.
 */
import { seek, stream } from '../random/stream.ts'
import type { Source, Stream } from '../random/stream.ts'

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
