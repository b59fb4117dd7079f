/**
 * Entropy: the choice sequence of one step, read in order.
 *
 * fast-check generates and shrinks plain 32-bit words. A command interprets them when the step runs, given
 * the model's state. Exhausted words read as zero, and zero always is the first, plainest choice, so that
 * shrinking words simplifies actions.
 */

/** Words in one step: enough for the choices of every command. */
export const WORDS_PER_STEP = 32

export const MAX_WORD = 0xffff_ffff

export interface Entropy {
  /** The next word, 0 to {@link MAX_WORD}; zero when exhausted. */
  word(): number
  /** An integer from 0 to `count - 1`. */
  below(count: number): number
  /** True in about `percent` of 100 cases; false for a word of zero. */
  chance(percent: number): boolean
  /** One of `options`, the first for a word of zero. */
  pick<T>(options: readonly [T, ...T[]] | readonly T[]): T
  /** One of `options` in proportion to its weight. */
  weighted<T>(options: readonly (readonly [weight: number, option: T])[]): T
}

export function entropyOf(words: readonly number[]): Entropy {
  return new WordEntropy(words)
}

/** A class, since every step makes one. */
class WordEntropy implements Entropy {
  private readonly words: readonly number[]
  private next = 0

  constructor(words: readonly number[]) {
    this.words = words
  }

  word(): number {
    return this.next < this.words.length ? this.words[this.next++]! : 0
  }

  below(count: number): number {
    return Math.floor((this.word() / (MAX_WORD + 1)) * count)
  }

  chance(percent: number): boolean {
    return this.word() >= (1 - percent / 100) * (MAX_WORD + 1)
  }

  pick<T>(options: readonly T[]): T {
    if (options.length === 0) throw new NothingToPick()
    return options[this.below(options.length)]!
  }

  weighted<T>(options: readonly (readonly [weight: number, option: T])[]): T {
    let total = 0
    // Pairs are read by index: taking them apart makes an iterator for each.
    for (let at = 0; at < options.length; at++) total += options[at]![0]
    let left = (this.word() / (MAX_WORD + 1)) * total
    for (let at = 0; at < options.length; at++) {
      const weight = options[at]![0]
      if (left < weight) return options[at]![1]
      left -= weight
    }
    throw new NothingToPick()
  }
}

/** A command offered an empty choice: a bug of the command. */
export class NothingToPick extends Error {
  override readonly name = 'NothingToPick'
  constructor() {
    super('expected at least one option to pick from, got none')
  }
}
