/**
 * The peg of BTCB to BTC: usually 1, at times it breaks to between 0.90 and 0.97 and recovers.
 *
 * Breaks come at Poisson times; on a day with one, the peg is drawn uniformly from the range, whatever it was. On other days
 * a fixed share of the gap to 1 closes. The range is an assumption (docs/reference/economics.md, 6), as are
 * frequency and half-life. Unit: BTC per BTCB.
 */
import { exp } from '../math/exp.ts'
import { log } from '../math/log.ts'
import { bernoulli, uniform } from '../random/uniform.ts'
import { inRange } from './process.ts'
import type { Process } from './process.ts'

export interface Peg {
  /** BTC per BTCB, at most 1. */
  readonly peg: number
}

export interface PegParameters {
  /** Probability that the peg breaks on a given day. */
  readonly breakPerDay: number
  /** Where a break leads to, from `lowest` to `highest`. */
  readonly lowest: number
  readonly highest: number
  /** Days after which half of the gap to 1 is left. */
  readonly halfLifeDays: number
}

/** One break a year on average, to 0.90..0.97, half recovered after three days. */
export const BTCB_PEG: PegParameters = { breakPerDay: 1 / 365, lowest: 0.9, highest: 0.97, halfLifeDays: 3 }

/** The peg, from 1 on day 0. Four words a day at most. Throws {@link ParameterOutOfRange}. */
export function peg(parameters: PegParameters = BTCB_PEG): Process<Peg> {
  const { breakPerDay, lowest, highest, halfLifeDays } = parameters
  inRange('peg', 'breakPerDay', breakPerDay, 0, 1)
  inRange('peg', 'highest', highest, 0, 1)
  inRange('peg', 'lowest', lowest, 0, highest)
  inRange('peg', 'halfLifeDays', halfLifeDays, 0.01)
  const kept = exp(-log(2) / halfLifeDays)
  return {
    name: 'btcb-peg',
    initial: { peg: 1 },
    step: (state, stream) => {
      if (bernoulli(stream, breakPerDay)) return { peg: lowest + (highest - lowest) * uniform(stream) }
      return { peg: 1 - (1 - state.peg) * kept }
    },
  }
}
