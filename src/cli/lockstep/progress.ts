/**
 * Progress of a campaign on stderr: one line that is rewritten at most once a second on a terminal, otherwise
 * a new line for each tenth of the batches.
 */
import { timeLeft } from '../study/time-left.ts'
import { count } from '../../report/number.ts'
import type { CampaignTotals } from '../../lockstep/campaign/tally.ts'
import type { Io } from '../io.ts'

export interface CampaignProgress {
  readonly at: (totals: CampaignTotals, batches: number) => void
  /** Removes the line. */
  readonly end: () => void
}

const ERASE_LINE = '\r\u001B[2K'
const SECOND = 1000

export function campaignProgress(io: Io, now: () => number): CampaignProgress {
  let [shown, tenths] = [-Infinity, 0]
  const start = now()
  const left = timeLeft(now)
  const text = ({ batches: done, sequences, actions }: CampaignTotals, batches: number): string =>
    `batch ${count(done)} of ${count(batches)}: ${count(sequences)} sequences, ${count(actions)} actions, ` +
    `${Math.round((now() - start) / SECOND)} s${left(done, batches)}`
  if (io.terminal)
    return {
      at: (totals, batches) => {
        if (now() - shown < SECOND) return
        shown = now()
        io.err(`${ERASE_LINE}lockstep: ${text(totals, batches)}`)
      },
      end: () => io.err(ERASE_LINE),
    }
  return {
    at: (totals, batches) => {
      const reached = Math.floor((10 * totals.batches) / batches)
      if (reached === tenths) return
      tenths = reached
      io.err(`lockstep: ${text(totals, batches)}\n`)
    },
    end: () => {},
  }
}
