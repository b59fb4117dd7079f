/**
 * The Bitcoin network: hash rate grows, blocks arrive, difficulty follows.
 *
 * Hash rate grows smoothly at a yearly rate. A day's blocks are Poisson with mean 86400 s * hash rate / (difficulty * 2^32),
 * spread evenly over the day. After every 2016th height the difficulty is multiplied by two weeks over the time that
 * the last 2016 blocks took, by at least 1/4 and at most 4 (Bitcoin Core, `CalculateNextWorkRequired`).
 *
 * Not modelled: the protocol measures 2015 of the 2016 intervals; a target has 24 significant bits; blocks of the rest of a
 * day in which the difficulty changes still come at the day's first rate; hash rate that leaves when mining does not pay.
 */
import { pow } from '../math/pow.ts'
import { poisson } from '../random/poisson.ts'
import { DAYS_PER_YEAR, inRange } from './process.ts'
import type { Process } from './process.ts'

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

export interface NetworkParameters {
  readonly height: number
  readonly difficulty: number
  /** Growth of the hash rate a year: 0.5 for 50%. */
  readonly growth: number
}

/** Growth of difficulty a year that the scenarios look at (domain specification). */
export const DIFFICULTY_GROWTH = [0.2, 0.5, 0.75] as const

/**
 * 12 July 2023: the difficulty of the domain specification holds from the retarget of that day on, at height 396 * 2016
 * (block 800,000 followed twelve days later).
 */
export const NETWORK_2023_07_12 = { height: 798_336, difficulty: 53.91e12 } as const

export const BLOCKS_PER_RETARGET = 2016
const SECONDS_PER_BLOCK = 600
const SECONDS_PER_DAY = 86_400
const HASHES_PER_DIFFICULTY = 4294967296
const LARGEST_FACTOR = 4

/** Height, difficulty and hash rate, from a hash rate that meets ten minutes a block. Throws {@link ParameterOutOfRange}. */
export function network({ height, difficulty, growth }: NetworkParameters): Process<Network> {
  inRange('network', 'height', height, 0, 0x7fffffff)
  inRange('network', 'difficulty', difficulty, 1)
  inRange('network', 'growth', growth, -0.99, 100)
  const hashRate = (difficulty * HASHES_PER_DIFFICULTY) / SECONDS_PER_BLOCK
  const epochSeconds = (height % BLOCKS_PER_RETARGET) * SECONDS_PER_BLOCK
  return {
    name: 'network',
    initial: { height, blocks: 0, difficulty, hashRate, epochSeconds },
    step: (state, stream, day) => {
      const rate = hashRate * pow(1 + growth, day / DAYS_PER_YEAR)
      const mean = (SECONDS_PER_DAY * rate) / (state.difficulty * HASHES_PER_DIFFICULTY)
      return mine({ ...state, hashRate: rate }, poisson(stream, mean))
    },
  }
}

/** One day with `blocks` blocks, retargeting where a height is a multiple of 2016. */
export function mine(state: Network, blocks: number): Network {
  let { difficulty, epochSeconds } = state
  let since = 0
  const first = BLOCKS_PER_RETARGET - (state.height % BLOCKS_PER_RETARGET)
  for (let n = first; n <= blocks; n += BLOCKS_PER_RETARGET) {
    const at = (n / blocks) * SECONDS_PER_DAY
    difficulty *= retargetFactor(epochSeconds + at - since)
    epochSeconds = 0
    since = at
  }
  const height = state.height + blocks
  return { ...state, height, blocks, difficulty, epochSeconds: epochSeconds + SECONDS_PER_DAY - since }
}

/** What 2016 blocks in `seconds` multiply the difficulty by: two weeks / seconds, from 1/4 to 4. */
export function retargetFactor(seconds: number): number {
  const factor = (BLOCKS_PER_RETARGET * SECONDS_PER_BLOCK) / seconds
  return Math.min(Math.max(factor, 1 / LARGEST_FACTOR), LARGEST_FACTOR)
}
