/**
 * Precedents: earlier answers to one view, with the value of every cell that was read for them.
 *
 * Execution is deterministic: if the cells that a view read hold the same values again, it takes the same
 * path and gives the same answer, so it need not run. Runs that start from the same deployment ask the same
 * views in states that differ elsewhere, which makes this the common case. Answers that depend on time or
 * block number are not kept.
 *
 * For the same reason precedents are a tree: the value of a cell decides which cell is read next.
 */
import type { Value } from '../model/interface/outcome.ts'
import type { SlotId } from './machine/machine.ts'

/** An answer and the cells that it was read from: a leaf of the tree. */
export interface Precedent {
  readonly cells: readonly SlotId[]
  readonly answer: Value
}

/** A cell that is read, and what follows by its value. One value is the common case. */
class Read {
  readonly cell: SlotId
  readonly value: unknown
  readonly next: Read | Precedent
  others: Map<unknown, Read | Precedent> | undefined

  constructor(cell: SlotId, value: unknown, next: Read | Precedent) {
    this.cell = cell
    this.value = value
    this.next = next
  }
}

/** Answers kept for a view; all are dropped when there are more. */
const KEPT = 32

export class Precedents {
  private root: Read | Precedent | undefined
  private kept = 0

  /** The precedent that applies to the present state, if there is one. */
  find(): Precedent | undefined {
    let at = this.root
    while (at instanceof Read) {
      const { value } = at.cell
      at = value === at.value ? at.next : at.others?.get(value)
    }
    return at
  }

  /** Keeps an answer that was computed in the present state from `cells` alone, which are in reading order. */
  add(cells: readonly SlotId[], answer: Value): void {
    if (this.kept === KEPT) {
      this.root = undefined
      this.kept = 0
    }
    this.kept++
    const leaf: Precedent = { cells, answer }
    let depth = 0
    let at = this.root
    while (at instanceof Read) {
      const { value } = cells[depth++]!
      const next: Read | Precedent | undefined = value === at.value ? at.next : at.others?.get(value)
      if (next === undefined) {
        at.others ??= new Map()
        at.others.set(value, chain(cells, depth, leaf))
        return
      }
      at = next
    }
    if (at === undefined) this.root = chain(cells, 0, leaf)
  }
}

/** The reads of `cells` from `depth` on, one after the other, up to the answer. */
function chain(cells: readonly SlotId[], depth: number, leaf: Precedent): Read | Precedent {
  let next: Read | Precedent = leaf
  for (let at = cells.length - 1; at >= depth; at--) next = new Read(cells[at]!, cells[at]!.value, next)
  return next
}
