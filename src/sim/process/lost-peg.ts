/**
 * Lost peg: a deterministic stress test, with a peg of 1 until a given day and a constant lower value from
 * then on.
 *
 * Unit: BTC per BTCB. Draws nothing.
 */
import type { Peg } from './peg.ts'
import { inRange } from './process.ts'
import type { Process } from './process.ts'

/**
 * A peg of 1 before `day`, and of `peg` from then on.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range.
 */
export function lostPeg({ day, peg }: { readonly day: number; readonly peg: number }): Process<Peg> {
  inRange('lost-peg', 'day', day, 1)
  inRange('lost-peg', 'peg', peg, 0, 1)
  return {
    name: 'btcb-peg',
    initial: { peg: 1 },
    step: (_state, _stream, today) => ({ peg: today < day ? 1 : peg }),
  }
}
