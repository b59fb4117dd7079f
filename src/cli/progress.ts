/**
 * Progress: a status line on stderr, removed at the end. Silent when stderr is not a terminal.
 */
import { count } from '../report/number.ts'
import type { Io } from './io.ts'
import { timeLeft } from './study/time-left.ts'

export interface Progress {
  /** Shows `done` of `of`, and after two seconds the time left, which `more` replaces. */
  readonly at: (done: number, of: number, more?: string) => void
  /** Shows a status without a count. */
  readonly say: (what: string) => void
  /** Removes the line. */
  readonly end: () => void
}

const ERASE_LINE = '\r\u001B[2K'

/** Milliseconds before which an estimate of the time left is worth nothing. */
const SETTLED = 2000

/** A status line for `what`, counted in `unit`, such as days. `now` is a clock in milliseconds. */
export function progress(
  io: Io,
  what: string,
  unit: string,
  now: () => number = () => performance.now(),
): Progress {
  if (!io.terminal) return { at: () => {}, say: () => {}, end: () => {} }
  const start = now()
  const left = timeLeft(now)
  let shown = -1
  return {
    at: (done, of, more = now() - start < SETTLED ? '' : left(done, of)) => {
      const percent = of === 0 ? 100 : Math.floor((100 * done) / of)
      if (percent === shown) return
      shown = percent
      io.err(`${ERASE_LINE}${what}: ${count(done)} of ${count(of)} ${unit} (${percent}%)${more}`)
    },
    say: (text) => io.err(`${ERASE_LINE}${text}`),
    end: () => io.err(ERASE_LINE),
  }
}
