/**
 * Progress: a status line on stderr, removed at the end. Silent when stderr is not a terminal.
 */
import { count } from '../report/number.ts'
import type { Io } from './io.ts'

export interface Progress {
  /** Shows `done` of `of`. `more` is appended, such as the time left. */
  readonly at: (done: number, of: number, more?: string) => void
  /** Shows a status without a count. */
  readonly say: (what: string) => void
  /** Removes the line. */
  readonly end: () => void
}

const ERASE_LINE = '\r\u001B[2K'

/** A status line for `what`, counted in `unit`, such as days. */
export function progress(io: Io, what: string, unit: string): Progress {
  if (!io.terminal) return { at: () => {}, say: () => {}, end: () => {} }
  let shown = -1
  return {
    at: (done, of, more = '') => {
      const percent = of === 0 ? 100 : Math.floor((100 * done) / of)
      if (percent === shown) return
      shown = percent
      io.err(`${ERASE_LINE}${what}: ${count(done)} of ${count(of)} ${unit} (${percent}%)${more}`)
    },
    say: (text) => io.err(`${ERASE_LINE}${text}`),
    end: () => io.err(ERASE_LINE),
  }
}
