/**
 * Batch seeds: the seed of each batch of a campaign, from the campaign's seed and the batch's number alone.
 *
 * So any thread can run any batch, and a batch can be repeated alone. Two batches of a campaign never have
 * the same seed: the finalizer of MurmurHash3 is a bijection of 32-bit words, and so is adding a multiple of
 * an odd number to the seed's word.
 */

/** Odd, 2^32 over the golden ratio. */
const STEP = 0x9e3779b9

/** The seed of a batch, a signed 32-bit integer as fast-check wants it. Batches count from 1. */
export function batchSeed(seed: number, batch: number): number {
  return mixed((mixed(seed) + Math.imul(batch, STEP)) | 0)
}

/** Appleby's fmix32. */
function mixed(word: number): number {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
