/**
 * Draw: the random choices of one generated world.
 *
 * Each world has one unit, such as a base unit or a whole token, and amounts are small multiples of it, so
 * that amounts of different actions match.
 */
import { integerBelow } from '../sim/random/integer.ts'
import type { Stream } from '../sim/random/stream.ts'
import { bernoulli } from '../sim/random/uniform.ts'
import { ONE } from '../model/kernel/units.ts'
import { PRIVILEGED_ACCOUNTS, SYSTEM_ACCOUNTS, type Account } from '../model/interface/accounts.ts'

/** The people of all worlds. The whitepaper's example names its holder Bob. */
export const PEOPLE: readonly Account[] = ['alice', 'bob', 'carol']

/** Base units, thousands of them, tokens, and millions of tokens. */
const UNITS = [1n, 1_000n, ONE, 1_000_000n * ONE]

/** Largest multiple of the unit. */
const MOST = 40

export class Draw {
  readonly #stream: Stream
  readonly #unit: bigint

  constructor(stream: Stream) {
    this.#stream = stream
    this.#unit = this.pick(UNITS)
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + integerBelow(this.#stream, high - low + 1)
  }

  pick<T>(items: readonly T[]): T {
    return items[integerBelow(this.#stream, items.length)]!
  }

  person(): Account {
    return this.pick(PEOPLE)
  }

  /** Somebody who can act: a person, or an account with a role. */
  actor(): Account {
    return this.pick([...PEOPLE, ...PRIVILEGED_ACCOUNTS])
  }

  /** Any account, contracts included. */
  account(): Account {
    return this.pick([...PEOPLE, ...SYSTEM_ACCOUNTS])
  }

  /** Base units: a small multiple of the world's unit; now and then one base unit more. */
  amount(): bigint {
    const multiple = BigInt(bernoulli(this.#stream, 0.5) ? this.whole(1, 9) : this.whole(1, MOST))
    return multiple * this.#unit + (bernoulli(this.#stream, 0.2) ? 1n : 0n)
  }
}
