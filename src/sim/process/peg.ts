/**
 * Peg of BTCB to BTC: 1, with random breaks to 0.90 to 0.97 and an exponential recovery.
 *
 * A break occurs on a day with a fixed probability; the peg is then drawn uniformly from the range, whatever
 * it was. On other days the deviation from 1 shrinks by a fixed factor. Range (docs/reference/economics.md,
 * 6), frequency and half-life are assumptions. Unit: BTC per BTCB.
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

/** Spread and persistence of the peg of BTCB. */
export interface PegParameters {
  /** Probability that the peg breaks on a given day. */
  readonly breakPerDay: number
  /** Range of the peg on the day of a break. */
  readonly lowest: number
  readonly highest: number
  /** Half-life of the deviation from 1, in days. */
  readonly halfLifeDays: number
}

/** One break a year on average, to 0.90..0.97, half recovered after three days. */
export const BTCB_PEG: PegParameters = { breakPerDay: 1 / 365, lowest: 0.9, highest: 0.97, halfLifeDays: 3 }

/**
 * The peg, from 1 on day 0. Four words a day at most.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range.
 */
export function peg(parameters: PegParameters = BTCB_PEG): Process<Peg> {
  const { breakPerDay, lowest, highest, halfLifeDays } = parameters
  inRange('peg', 'breakPerDay', breakPerDay, 0, 1)
  inRange('peg', 'highest', highest, 0, 1)
  inRange('peg', 'lowest', lowest, 0, highest)
  inRange('peg', 'halfLifeDays', halfLifeDays, 0.01)
  const decay = exp(-log(2) / halfLifeDays)
  return {
    name: 'btcb-peg',
    initial: { peg: 1 },
    step: (state, stream) => {
      if (bernoulli(stream, breakPerDay)) return { peg: lowest + (highest - lowest) * uniform(stream) }
      return { peg: 1 - (1 - state.peg) * decay }
    },
  }
}
