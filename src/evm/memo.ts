/**
 * Memo: a cache of answers with dependency tracking.
 *
 * An answer is valid until one of the cells that it was read from is written; then it is dropped and
 * reported. Cells are compared by identity. Rewinding to a mark restores the answers dropped since and
 * forgets those added since.
 *
 * A dropped answer keeps its place among the dependents of its cells: the next answer usually depends on the
 * same cells, and is then stored without touching any index.
 *
 * Not modelled: dependencies on anything that is not a cell. The caller names all cells of an answer.
 */

/** A part of the state that can be written; only its identity matters. */
export type Cell = object

export interface Remembered<T, K = string> {
  readonly key: K
  readonly answer: T
  readonly cells: readonly Cell[]
}

/** What the memo knows of one key. `answer` is meaningful only while `valid`. */
export interface Slot<T, K = string> extends Remembered<T, K> {
  readonly valid: boolean
}

interface Entry<T, K> extends Slot<T, K> {
  answer: T
  cells: readonly Cell[]
  valid: boolean
}

/** Undo record: an entry before a change. */
interface Undo<T, K> {
  readonly entry: Entry<T, K>
  readonly answer: T
  readonly cells: readonly Cell[]
  readonly valid: boolean
}

const NO_CELLS: readonly Cell[] = []

/** A cache of answers of type `T` by keys of type `K`, compared like those of a `Map`. */
export class Memo<T, K = string> {
  private readonly byKey = new Map<K, Entry<T, K>>()
  private readonly byCell = new Map<Cell, Set<Entry<T, K>>>()
  private readonly undos: Undo<T, K>[] = []
  private recording = false

  /** Number of valid answers. */
  get size(): number {
    let count = 0
    for (const { valid } of this.byKey.values()) if (valid) count++
    return count
  }

  recall(key: K): Remembered<T, K> | undefined {
    const entry = this.byKey.get(key)
    return entry?.valid === true ? entry : undefined
  }

  remember(key: K, answer: T, cells: readonly Cell[]): void {
    this.store(this.slot(key), answer, cells)
  }

  /** The one slot of a key, for a caller that keeps it with the key. */
  slot(key: K): Slot<T, K> {
    let entry = this.byKey.get(key)
    if (entry === undefined) {
      // Not valid, so nobody reads the answer.
      entry = { key, answer: undefined as T, cells: NO_CELLS, valid: false }
      this.byKey.set(key, entry)
    }
    return entry
  }

  /** As {@link remember}, by the key's slot. */
  store(slot: Slot<T, K>, answer: T, cells: readonly Cell[]): void {
    const entry = slot as Entry<T, K>
    this.log(entry)
    entry.answer = answer
    entry.valid = true
    this.index(entry, cells)
  }

  /** Drops every answer that depends on one of `cells`, and returns the dropped answers. */
  forget(cells: Iterable<Cell>): readonly Remembered<T, K>[] {
    const dropped: Entry<T, K>[] = []
    for (const cell of cells) {
      const dependents = this.byCell.get(cell)
      if (dependents === undefined) continue
      for (const entry of dependents) {
        if (!entry.valid) continue
        this.log(entry)
        entry.valid = false
        dropped.push(entry)
      }
    }
    return dropped
  }

  /** Sets a mark to rewind to. The memo keeps an undo log from the first mark on. */
  mark(): number {
    this.recording = true
    return this.undos.length
  }

  /** Restores the memo's state at a mark. */
  rewind(mark: number): void {
    while (this.undos.length > mark) {
      const { entry, answer, cells, valid } = this.undos.pop()!
      entry.answer = answer
      entry.valid = valid
      this.index(entry, cells)
    }
  }

  private log(entry: Entry<T, K>): void {
    if (!this.recording) return
    const { answer, cells, valid } = entry
    this.undos.push({ entry, answer, cells, valid })
  }

  /** Makes an entry a dependent of `cells`, and of no others. */
  private index(entry: Entry<T, K>, cells: readonly Cell[]): void {
    const old = entry.cells
    const same = sameCells(old, cells)
    if (same === cells.length && same === old.length) return
    entry.cells = cells
    for (let at = same; at < old.length; at++) this.byCell.get(old[at]!)?.delete(entry)
    for (let at = same; at < cells.length; at++) {
      const cell = cells[at]!
      const dependents = this.byCell.get(cell)
      if (dependents === undefined) this.byCell.set(cell, new Set([entry]))
      else dependents.add(entry)
    }
  }
}

/** How many cells two lists begin with in common: an execution reads the same ones up to where it differs. */
function sameCells(a: readonly Cell[], b: readonly Cell[]): number {
  const length = a === b ? a.length : Math.min(a.length, b.length)
  let at = a === b ? length : 0
  while (at < length && a[at] === b[at]) at++
  return at
}
