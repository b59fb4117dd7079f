/**
 * Persistent vector: an immutable array with structural sharing, indexed by integers below 2^28.
 *
 * - Entries below 32 are in a flat array, the head. The others are in a 16-way radix tree.
 * - The leaf that was written last is cached beside the tree. `set` copies the head or that leaf. It copies a
 *   path of the tree only when another leaf takes the cache's place.
 * - The entries that every action touches (system accounts, latest payments) are therefore cheap to write.
 * - An older vector never changes: a snapshot keeps a reference, a fork copies a pointer, and
 *   `changedIndices` skips shared parts.
 * - Entries that were never set read as the default value.
 */
const BITS = 4
/** Entries of a leaf. */
export const WIDTH = 1 << BITS
const MASK = WIDTH - 1

/** Length of the head and first index of the tree. The head holds all system accounts, and short lists. */
export const START = 32

type Leaf<T> = readonly (T | undefined)[]
type Node<T> = readonly (Node<T> | Leaf<T> | undefined)[]

export interface Vector<T> {
  /** Value of every entry that was never set. */
  readonly absent: T
  readonly head: Leaf<T>
  /** First index of `last`; {@link NONE} until an entry beyond the head is written. */
  readonly at: number
  /** The leaf that was written last. The tree holds an older version of it, or none. */
  readonly last: Leaf<T>
  /** Levels of the tree, leaves included. */
  readonly depth: number
  readonly root: Node<T>
}

export const NONE = -1
const NOTHING: readonly never[] = []

/** An empty vector whose every entry reads as `absent`. */
export function vector<T>(absent: T): Vector<T> {
  return { absent, head: NOTHING, at: NONE, last: NOTHING, depth: 1, root: NOTHING }
}

/** The entry at `index`, or the default value. */
export function get<T>(from: Vector<T>, index: number): T {
  if (index < START) return from.head[index] ?? from.absent
  const leaf = (index & ~MASK) === from.at ? from.last : leafAt(from, index)
  return leaf[index & MASK] ?? from.absent
}

/** The tree's leaf for an index; empty if the tree has none. */
export function leafAt<T>({ depth, root }: Vector<T>, index: number): Leaf<T> {
  if (index >>> (depth * BITS) !== 0) return NOTHING
  let node: Node<T> | undefined = root
  for (let shift = (depth - 1) * BITS; shift > 0 && node !== undefined; shift -= BITS)
    node = node[(index >>> shift) & MASK] as Node<T> | undefined
  return (node as Leaf<T> | undefined) ?? NOTHING
}

/** The vector with one entry replaced; the identical vector if the value does not change. */
export function set<T>(from: Vector<T>, index: number, value: T): Vector<T> {
  if (get(from, index) === value) return from
  if (index >= START) return withEntry(from, from.head, index, value)
  const { absent, at, last, depth, root } = from
  return { absent, head: withSlot(from.head, index, value), at, last, depth, root }
}

/** The vector with two distinct entries replaced, like two calls of {@link set}. Always a new vector. */
export function setBoth<T>(from: Vector<T>, first: number, value: T, second: number, other: T): Vector<T> {
  if (first >= START)
    return second < START
      ? withEntry(from, withSlot(from.head, second, other), first, value)
      : withEntry(withEntry(from, from.head, first, value), from.head, second, other)
  if (second >= START) return withEntry(from, withSlot(from.head, first, value), second, other)
  const { absent, at, last, depth, root } = from
  const head = copied(from.head, first > second ? first : second)
  head[first] = value
  head[second] = other
  return { absent, head, at, last, depth, root }
}

/** The vector with a new head and one entry beyond the head replaced. */
function withEntry<T>(from: Vector<T>, head: Leaf<T>, index: number, value: T): Vector<T> {
  const at = index & ~MASK
  const { absent, last, depth, root } = from
  if (at === from.at) return { absent, head, at, last: withSlot(last, index & MASK, value), depth, root }
  const leaf = withSlot(leafAt(from, index), index & MASK, value)
  if (from.at === NONE) return { absent, head, at, last: leaf, depth, root }
  const deep = depthFor(from)
  return { absent, head, at, last: leaf, depth: deep, root: rootWith(from, deep) }
}

/** Levels that the tree needs to hold the cached leaf. */
export function depthFor({ at, depth }: Vector<unknown>): number {
  if (at === NONE) return depth
  let deep = depth
  while (at >>> (deep * BITS) !== 0) deep++
  return deep
}

/** The tree with the cached leaf written into it, grown to `deep` levels. */
export function rootWith<T>({ at, last, depth, root }: Vector<T>, deep: number): Node<T> {
  let top = root
  for (let level = depth; level < deep; level++) top = [top]
  return at === NONE ? top : (withLeaf(top, (deep - 1) * BITS, at, last) as Node<T>)
}

function withLeaf<T>(node: Node<T> | undefined, shift: number, at: number, leaf: Leaf<T>): Node<T> | Leaf<T> {
  if (shift === 0) return leaf
  const slot = (at >>> shift) & MASK
  const copy = copied<Node<T> | Leaf<T>>(node ?? NOTHING, slot)
  copy[slot] = withLeaf(copy[slot] as Node<T> | undefined, shift - BITS, at, leaf)
  return copy
}

function withSlot<E>(entries: readonly (E | undefined)[], slot: number, value: E): (E | undefined)[] {
  const copy = copied(entries, slot)
  copy[slot] = value
  return copy
}

/** Array capacities. Appending one entry after the other does not reallocate each time. */
const BLANKS: readonly (readonly undefined[])[] = [4, 8, 16, START].map((length) =>
  Array.from({ length }, () => undefined),
)

/** A copy with room for `slot`. */
export function copied<E>(entries: readonly (E | undefined)[], slot: number): (E | undefined)[] {
  if (slot < entries.length) return entries.slice()
  const wide: (E | undefined)[] = BLANKS[slot < 8 ? (slot < 4 ? 0 : 1) : slot < 16 ? 2 : 3]!.slice()
  for (let at = 0; at < entries.length; at++) wide[at] = entries[at]
  return wide
}

/** Entries that differ from the default value, by ascending index. */
export function* entries<T>(from: Vector<T>): Generator<readonly [index: number, value: T]> {
  for (const index of changedIndices(vector(from.absent), from)) yield [index, get(from, index)]
}

/** Indices whose values differ, ascending. Shared parts are skipped. */
export function changedIndices<T>(before: Vector<T>, after: Vector<T>): number[] {
  const found: number[] = []
  const { absent } = before
  collect(before.head, after.head, 0, 0, absent, found)
  if (before.at === after.at && before.root === after.root && before.depth === after.depth) {
    collect(before.last, after.last, 0, before.at, absent, found)
    return found
  }
  const depth = Math.max(depthFor(before), depthFor(after))
  const [old, now]: readonly Node<T>[] = [rootWith(before, depth), rootWith(after, depth)]
  collect<T>(old, now, (depth - 1) * BITS, 0, absent, found)
  return found
}

function collect<T>(
  before: Node<T> | Leaf<T> | undefined,
  after: Node<T> | Leaf<T> | undefined,
  shift: number,
  base: number,
  absent: T,
  found: number[],
): void {
  if (before === after) return
  const width = Math.max(before?.length ?? 0, after?.length ?? 0)
  for (let slot = 0; slot < width; slot++) {
    const index = base + slot * (1 << shift)
    const left = before?.[slot]
    const right = after?.[slot]
    if (left === right) continue
    if (shift > 0) collect(left as Node<T>, right as Node<T>, shift - BITS, index, absent, found)
    else if (((left as T | undefined) ?? absent) !== ((right as T | undefined) ?? absent)) found.push(index)
  }
}
