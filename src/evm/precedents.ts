/**
 * Precedents: earlier answers to one view, with the value of every cell that was read for them.
 *
 * Execution is deterministic: if the cells that a view read hold the same values again, it takes the same
 * path and gives the same answer, so it need not run. Runs that start from the same deployment ask the same
 * views in states that differ elsewhere, which makes this the common case. Answers that depend on time or
 * block number are not kept.
 */
import type { Value } from '../model/interface/outcome.ts'
import type { SlotId } from './machine/machine.ts'

interface Precedent {
  readonly cells: readonly SlotId[]
  /** Value of each cell, in the same order. */
  readonly values: readonly unknown[]
  readonly answer: Value
}

/** Precedents kept for a view; the oldest is replaced. */
const KEPT = 4

export class Precedents {
  private readonly kept: Precedent[] = []
  private oldest = 0

  /** The precedent that applies to the present state, if there is one. */
  find(): Precedent | undefined {
    for (const precedent of this.kept) if (applies(precedent)) return precedent
    return undefined
  }

  /** Keeps an answer that was computed in the present state from `cells` alone. */
  add(cells: readonly SlotId[], answer: Value): void {
    const precedent = { cells, values: cells.map(({ value }) => value), answer }
    if (this.kept.length < KEPT) this.kept.push(precedent)
    else {
      this.kept[this.oldest] = precedent
      this.oldest = (this.oldest + 1) % KEPT
    }
  }
}

function applies({ cells, values }: Precedent): boolean {
  for (let at = 0; at < cells.length; at++) if (cells[at]!.value !== values[at]) return false
  return true
}
