/**
 * Philox4x32-10: a keyed bijection of 128-bit counters whose outputs are random numbers.
 *
 * J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC'11,
 * section 4.3. Four 32-bit words of counter and two of key give four words. Equal arguments give equal words
 * on every machine, and any block is reached at once, so a stream of randomness is a coordinate and not a
 * history.
 */

/** The multipliers M0 and M1 of the paper's 4x32 variant, each in halves of 16 bits. */
const M0 = 0xd2511f53
const M0_HIGH = 0xd251
const M0_LOW = 0x1f53
const M1 = 0xcd9e8d57
const M1_HIGH = 0xcd9e
const M1_LOW = 0x8d57

/** The Weyl increments of the key: the golden ratio and sqrt(3) - 1, each times 2^32. */
const WEYL_0 = 0x9e3779b9
const WEYL_1 = 0xbb67ae85

const ROUNDS = 10

/**
 * Writes the four words at counter (c0, c1, c2, c3) under key (k0, k1) into `block`. All are read as uint32.
 */
export function philox4x32(
  block: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
): void {
  for (let round = 0; round < ROUNDS; round++) {
    // The high words of M0 * c0 and M1 * c2 by schoolbook multiplication: no partial sum reaches 2^32.
    const l0 = c0 & 0xffff
    const h0 = c0 >>> 16
    const t0 = (Math.imul(h0, M0_LOW) + (Math.imul(l0, M0_LOW) >>> 16)) >>> 0
    const u0 = (Math.imul(l0, M0_HIGH) + (t0 & 0xffff)) >>> 0
    const high0 = Math.imul(h0, M0_HIGH) + (t0 >>> 16) + (u0 >>> 16)

    const l1 = c2 & 0xffff
    const h1 = c2 >>> 16
    const t1 = (Math.imul(h1, M1_LOW) + (Math.imul(l1, M1_LOW) >>> 16)) >>> 0
    const u1 = (Math.imul(l1, M1_HIGH) + (t1 & 0xffff)) >>> 0
    const high1 = Math.imul(h1, M1_HIGH) + (t1 >>> 16) + (u1 >>> 16)

    const low0 = Math.imul(M0, c0)
    const low1 = Math.imul(M1, c2)
    c0 = high1 ^ c1 ^ k0
    c1 = low1
    c2 = high0 ^ c3 ^ k1
    c3 = low0
    k0 = (k0 + WEYL_0) | 0
    k1 = (k1 + WEYL_1) | 0
  }
  block[0] = c0
  block[1] = c1
  block[2] = c2
  block[3] = c3
}
