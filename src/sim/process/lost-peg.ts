/**
 * A peg that is lost: 1 until a day, and from that day on something less for good.
 *
 * The question "what if", not a process with odds. Unit: BTC per BTCB. Draws nothing.
 */
import type { Peg } from './peg.ts'
import { inRange } from './process.ts'
import type { Process } from './process.ts'

/** Throws {@link ParameterOutOfRange}. */
export function lostPeg({ day, peg }: { readonly day: number; readonly peg: number }): Process<Peg> {
  inRange('lost-peg', 'day', day, 1)
  inRange('lost-peg', 'peg', peg, 0, 1)
  return {
    name: 'btcb-peg',
    initial: { peg: 1 },
    step: (_state, _stream, today) => ({ peg: today < day ? 1 : peg }),
  }
}
