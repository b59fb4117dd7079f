/**
 * Bitcoin network: growing hash rate, Poisson blocks, and the difficulty adjustment.
 *
 * Hash rate grows smoothly at a yearly rate. Blocks are Poisson with hash rate / (difficulty * 2^32) a
 * second. After every 2016th height the difficulty is multiplied by two weeks over the time that the last
 * 2016 blocks took, by at least 1/4 and at most 4 (Bitcoin Core, `CalculateNextWorkRequired`).
 *
 * Not modelled: the protocol measures 2015 of the 2016 intervals; a target has 24 significant bits; the block
 * that retargets comes at its expected moment among the blocks drawn; here, a hash rate that depends on price
 * (`responsive-network.ts`).
 */
import { HASHES_PER_DIFFICULTY } from '../../model/economics/mining.ts'
import { SECONDS_PER_DAY } from '../../model/kernel/units.ts'
import { pow } from '../math/pow.ts'
import { poisson } from '../random/poisson.ts'
import type { Stream } from '../random/stream.ts'
import { DAYS_PER_YEAR, inRange } from './process.ts'
import type { Process } from './process.ts'

/** The Bitcoin network on a day: height, difficulty, subsidy and fees. */
export interface Network {
  /** Height of the last block. */
  readonly height: number
  /** Blocks found in this day. */
  readonly blocks: number
  /** Difficulty at the end of the day, as explorers show it: hashes for a block = difficulty * 2^32. */
  readonly difficulty: number
  /** Hashes a second of the whole network. */
  readonly hashRate: number
  /** Seconds since the last change of difficulty. */
  readonly epochSeconds: number
}

/** Start, growth a year and spread of difficulty. */
export interface NetworkParameters {
  readonly height: number
  readonly difficulty: number
  /** Growth of the hash rate a year: 0.5 for 50%. */
  readonly growth: number
}

/** Yearly growth rates of difficulty in the scenarios (docs/reference/economics.md, 6). */
export const DIFFICULTY_GROWTH = [0.2, 0.5, 0.75] as const

/**
 * 12 July 2023: the difficulty of docs/reference/economics.md, 5, holds from the retarget of that day on, at
 * height 396 * 2016 (block 800,000 followed twelve days later).
 */
export const NETWORK_2023_07_12 = { height: 798_336, difficulty: 53.91e12 } as const

export const BLOCKS_PER_RETARGET = 2016
const SECONDS_PER_BLOCK = 600
const LARGEST_FACTOR = 4

/**
 * Height, difficulty and hash rate, from a hash rate that meets ten minutes a block. Two words a day or more.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range.
 */
export function network({ height, difficulty, growth }: NetworkParameters): Process<Network> {
  inRange('network', 'height', height, 0, 0x7fffffff)
  inRange('network', 'difficulty', difficulty, 1)
  inRange('network', 'growth', growth, -0.99, 100)
  const hashRate = (difficulty * Number(HASHES_PER_DIFFICULTY)) / SECONDS_PER_BLOCK
  const epochSeconds = (height % BLOCKS_PER_RETARGET) * SECONDS_PER_BLOCK
  return {
    name: 'network',
    initial: { height, blocks: 0, difficulty, hashRate, epochSeconds },
    step: (state, stream, day) =>
      mine(
        { ...state, blocks: 0, hashRate: hashRate * pow(1 + growth, day / DAYS_PER_YEAR) },
        stream,
        Number(SECONDS_PER_DAY),
      ),
  }
}

/** `seconds` of mining at one hash rate, across retargets. */
export function mine(state: Network, stream: Stream, seconds: number): Network {
  const { height, blocks, difficulty, hashRate, epochSeconds } = state
  const found = poisson(stream, (seconds * hashRate) / (difficulty * Number(HASHES_PER_DIFFICULTY)))
  const needed = BLOCKS_PER_RETARGET - (height % BLOCKS_PER_RETARGET)
  if (found < needed) {
    return { ...state, height: height + found, blocks: blocks + found, epochSeconds: epochSeconds + seconds }
  }
  // The k-th of n uniform order statistics has mean k/(n + 1). Blocks after it are independent.
  const taken = (seconds * needed) / (found + 1)
  const retargeted = {
    hashRate,
    height: height + needed,
    blocks: blocks + needed,
    difficulty: difficulty * retargetFactor(epochSeconds + taken),
    epochSeconds: 0,
  }
  return mine(retargeted, stream, seconds - taken)
}

/** Factor of the difficulty after 2016 blocks in `seconds`: two weeks / seconds, from 1/4 to 4. */
export function retargetFactor(seconds: number): number {
  const factor = (BLOCKS_PER_RETARGET * SECONDS_PER_BLOCK) / seconds
  return Math.min(Math.max(factor, 1 / LARGEST_FACTOR), LARGEST_FACTOR)
}
