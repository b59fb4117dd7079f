/**
 * Flags: an immutable set of small integers, such as the payments that an account has claimed.
 *
 * Thirty to a number, in one flat array: a range of flags is set at the cost of one copy, and a thousand
 * flags take 34 numbers. An array of booleans in a persistent vector copies a leaf for every sixteen.
 */
export type Flags = readonly number[]

export const NO_FLAGS: Flags = []

/** Bits of a number that V8 stores without a heap object on every platform. */
const BITS = 30

/** Whether the flag is set; false beyond all that are. */
export function isSet(flags: Flags, index: number): boolean {
  const word = flags[wordOf(index)]
  return word !== undefined && (word & bitOf(index)) !== 0
}

/** Flags that differ, ascending. */
export function changedFlags(before: Flags, after: Flags): number[] {
  const changed: number[] = []
  if (before === after) return changed
  for (let word = 0; word < Math.max(before.length, after.length); word++) {
    const different = (before[word] ?? 0) ^ (after[word] ?? 0)
    for (let bit = 0; bit < BITS; bit++) if ((different & (1 << bit)) !== 0) changed.push(word * BITS + bit)
  }
  return changed
}

/** Flags being set. The flags that it started from never change, nor do those that it has given out. */
export class FlagsEdit {
  private given: Flags
  private words: number[] | undefined

  constructor(from: Flags) {
    this.given = from
  }

  get(index: number): boolean {
    return isSet(this.given, index)
  }

  set(index: number): void {
    if (isSet(this.given, index)) return
    this.words ??= this.given.slice()
    this.given = this.words
    while (this.words.length <= wordOf(index)) this.words.push(0)
    this.words[wordOf(index)]! |= bitOf(index)
  }

  /** The flags; the identical ones if none was set. */
  done(): Flags {
    this.words = undefined
    return this.given
  }
}

function wordOf(index: number): number {
  return Math.floor(index / BITS)
}

function bitOf(index: number): number {
  return 1 << (index % BITS)
}
