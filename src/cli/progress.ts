/**
 * Progress: one line on the terminal that says how far a run is, and is gone when the run is done. Nothing where nobody watches.
 */
import { count } from '../report/number.ts'
import type { Io } from './io.ts'

export interface Progress {
  /** `more` stands after the count, such as the time left. */
  readonly at: (done: number, of: number, more?: string) => void
  /** Says what goes on where there is nothing to count. */
  readonly say: (what: string) => void
  /** Takes the line away. */
  readonly end: () => void
}

const ERASE_LINE = '\r\u001B[2K'

/** `what` is counted in `unit`, such as days. */
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
