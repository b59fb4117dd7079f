/**
 * Memo: a cache of answers with dependency tracking.
 *
 * An answer is valid until one of the cells that it was read from is written; then it is dropped and
 * reported. Cells are compared by identity. Rewinding to a mark restores the answers dropped since and
 * forgets those added since.
 *
 * Not modelled: dependencies on anything that is not a cell. The caller names all cells of an answer.
 */

/** A part of the state that can be written; only its identity matters. */
export type Cell = object

export interface Remembered<T> {
  readonly key: string
  readonly answer: T
  readonly cells: readonly Cell[]
}

/** Undo record: the entry of a key before a change. */
interface Undo<T> {
  readonly key: string
  readonly before: Remembered<T> | undefined
}

export class Memo<T> {
  private readonly byKey = new Map<string, Remembered<T>>()
  private readonly byCell = new Map<Cell, Set<Remembered<T>>>()
  private readonly undos: Undo<T>[] = []
  private recording = false

  get size(): number {
    return this.byKey.size
  }

  recall(key: string): Remembered<T> | undefined {
    return this.byKey.get(key)
  }

  remember(key: string, answer: T, cells: readonly Cell[]): void {
    this.replace(key, { key, answer, cells })
  }

  /** Drops every answer that depends on one of `cells`, and returns the dropped answers. */
  forget(cells: Iterable<Cell>): Remembered<T>[] {
    const dropped: Remembered<T>[] = []
    for (const cell of cells) {
      const dependents = this.byCell.get(cell)
      if (dependents === undefined) continue
      for (const entry of dependents) {
        this.replace(entry.key, undefined)
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
      const { key, before } = this.undos.pop()!
      this.put(key, before)
    }
  }

  private replace(key: string, entry: Remembered<T> | undefined): void {
    if (this.recording) this.undos.push({ key, before: this.byKey.get(key) })
    this.put(key, entry)
  }

  private put(key: string, entry: Remembered<T> | undefined): void {
    const old = this.byKey.get(key)
    if (old !== undefined) for (const cell of old.cells) this.byCell.get(cell)?.delete(old)
    if (entry === undefined) {
      this.byKey.delete(key)
      return
    }
    this.byKey.set(key, entry)
    for (const cell of entry.cells) {
      const dependents = this.byCell.get(cell)
      if (dependents === undefined) this.byCell.set(cell, new Set([entry]))
      else dependents.add(entry)
    }
  }
}
