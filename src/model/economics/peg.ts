/**
 * Peg: what BTCB is worth when it is not worth one BTC.
 *
 * BTCB is BTC wrapped by Binance, one for one by trust. While the trust holds the peg is 1; below it, everything that is counted in BTCB is worth
 * less by that factor, the RCL's floor included, though no contract notices.
 *
 * Units: the peg is BTC per BTCB times 1e18; prices in USD times 1e18; a BTC is 1e18 of its base units. Rounding: down.
 */
import type { Wad } from './mining.ts'
import { ONE, type Btcb } from '../kernel/units.ts'
import type { Floor } from '../contracts/burn-vault.ts'

/** The peg that holds. */
export const PAR: Wad = ONE

/** USD per BTCB. */
export function usdPerBtcbDown(usdPerBtc: Wad, peg: Wad): Wad {
  checkPeg(peg)
  return (usdPerBtc * peg) / ONE
}

/** BTC, in 1e-18, that `btcb` is worth. */
export function btcOfDown(btcb: Btcb, peg: Wad): bigint {
  checkPeg(peg)
  return (btcb * peg) / ONE
}

/** The floor as what it is worth: BTC per AMT times 1e18. Needs supply. */
export function floorInBtcDown({ backing, supply }: Floor, peg: Wad): Wad {
  checkPeg(peg)
  return (backing * peg) / supply
}

function checkPeg(peg: Wad): void {
  if (peg < 0n) throw new NegativePeg(peg)
}

/** BTCB may be worth nothing, but not less. */
export class NegativePeg extends RangeError {
  override readonly name = 'NegativePeg'
  constructor(peg: Wad) {
    super(`expected a peg of at least 0 (BTC per BTCB times 1e18), got ${peg}`)
  }
}
