/**
 * Edit: several entries of a persistent vector replaced at the cost of one.
 *
 * `set` copies the head or a leaf for every entry. An edit copies each of them once and then writes in place.
 * The vector it started from never changes, nor does one that it has given out: the next write copies again.
 */
import { copied, depthFor, get, leafAt, NONE, rootWith, START, WIDTH, type Vector } from './vector.ts'

/** An edit in progress, seen as the vector that it will give. Its own arrays are written in place. */
export class VectorEdit<T> {
  private given: Vector<T>
  private head: (T | undefined)[] | undefined
  private leaf: (T | undefined)[] | undefined

  constructor(from: Vector<T>) {
    this.given = from
  }

  get(index: number): T {
    return get(this.given, index)
  }

  set(index: number, value: T): void {
    if (get(this.given, index) === value) return
    if (index < START) this.setInHead(index, value)
    else this.setInLeaf(index, value)
  }

  /** The vector; the identical one if no value has changed. */
  done(): Vector<T> {
    this.head = undefined
    this.leaf = undefined
    return this.given
  }

  private setInHead(index: number, value: T): void {
    if (this.head === undefined) {
      const { absent, at, last, depth, root } = this.given
      this.head = copied(this.given.head, index)
      this.given = { absent, head: this.head, at, last, depth, root }
    }
    this.head[index] = value
  }

  private setInLeaf(index: number, value: T): void {
    const at = index & -WIDTH
    const slot = index - at
    if (this.leaf === undefined || at !== this.given.at) this.openLeaf(at, slot)
    this.leaf![slot] = value
  }

  /** Gives the edit its own copy of the leaf at `at`, and puts the leaf written before into the tree. */
  private openLeaf(at: number, slot: number): void {
    const { absent, head, at: before, last, depth, root } = this.given
    if (at === before) {
      this.leaf = copied(last, slot)
      this.given = { absent, head, at, last: this.leaf, depth, root }
      return
    }
    this.leaf = copied(leafAt(this.given, at), slot)
    const deep = before === NONE ? depth : depthFor(this.given)
    const tree = before === NONE ? root : rootWith(this.given, deep)
    this.given = { absent, head, at, last: this.leaf, depth: deep, root: tree }
  }
}
