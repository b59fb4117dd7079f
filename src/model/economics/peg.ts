/**
 * Peg: the value of BTCB in BTC.
 *
 * BTCB is BTC wrapped by Binance, redeemable one for one while its custody holds (peg 1). A depeg scales
 * every value counted in BTCB, the RCL's floor included; no contract observes it.
 *
 * Units: the peg in BTC per BTCB times 1e18; prices in USD times 1e18; a BTC is 1e18 base units. Rounding:
 * down.
 */
import type { Wad } from './mining.ts'
import { ONE, type Btcb } from '../kernel/units.ts'
import type { Floor } from '../contracts/burn-vault.ts'

/** Parity: 1 BTC per BTCB. */
export const PAR: Wad = ONE

/** Price of BTCB in USD. */
export function usdPerBtcbDown(usdPerBtc: Wad, peg: Wad): Wad {
  checkPeg(peg)
  return (usdPerBtc * peg) / ONE
}

/** Value of `btcb` in BTC, in units of 1e-18 BTC. */
export function btcOfDown(btcb: Btcb, peg: Wad): bigint {
  checkPeg(peg)
  return (btcb * peg) / ONE
}

/** The floor in BTC per AMT times 1e18. Requires a supply above zero. */
export function floorInBtcDown({ backing, supply }: Floor, peg: Wad): Wad {
  checkPeg(peg)
  return (backing * peg) / supply
}

function checkPeg(peg: Wad): void {
  if (peg < 0n) throw new NegativePeg(peg)
}

/** The peg is negative; zero is allowed. */
export class NegativePeg extends RangeError {
  override readonly name = 'NegativePeg'
  constructor(peg: Wad) {
    super(`expected a peg of at least 0 (BTC per BTCB times 1e18), got ${peg}`)
  }
}
