/**
 * A persistent vector: the economy's memory.
 *
 * An immutable 32-way radix tree by small index. `set` copies one path (at most 32 entries a level), so an older root stays what it
 * was: a snapshot is the root that was kept, a fork is a pointer, and `changedIndices` skips what two roots share.
 * Absent entries read as the vector's default.
 */
const BITS = 5
const WIDTH = 1 << BITS
const MASK = WIDTH - 1

type Node<T> = ReadonlyArray<Node<T> | T | undefined>

export interface Vector<T> {
  /** Value of every entry that was never set. */
  readonly absent: T
  /** Levels of the tree; 1 holds indices below 32. */
  readonly depth: number
  readonly root: Node<T>
}

export function vector<T>(absent: T): Vector<T> {
  return { absent, depth: 1, root: [] }
}

export function get<T>(from: Vector<T>, index: number): T {
  if (index >>> (from.depth * BITS) !== 0) return from.absent
  let node: Node<T> | undefined = from.root
  for (let shift = (from.depth - 1) * BITS; shift > 0; shift -= BITS) {
    node = node[(index >>> shift) & MASK] as Node<T> | undefined
    if (node === undefined) return from.absent
  }
  return (node[index & MASK] as T | undefined) ?? from.absent
}

/** The vector with one entry replaced; the very same vector if the value is the one that it holds. */
export function set<T>(from: Vector<T>, index: number, value: T): Vector<T> {
  if (get(from, index) === value) return from
  let { depth, root } = from
  while (index >>> (depth * BITS) !== 0) {
    root = [root]
    depth++
  }
  return { absent: from.absent, depth, root: withEntry(root, (depth - 1) * BITS, index, value) }
}

/**
 * The vector with two different entries replaced, as two calls of {@link set} would, but what their paths share is copied once. It is a new
 * vector whatever the values.
 */
export function setBoth<T>(from: Vector<T>, first: number, value: T, second: number, other: T): Vector<T> {
  const { absent, depth, root } = from
  if ((first | second) >>> (depth * BITS) !== 0) return set(set(from, first, value), second, other)
  return { absent, depth, root: withBoth(root, (depth - 1) * BITS, first, value, second, other) }
}

function withBoth<T>(
  node: Node<T> | undefined,
  shift: number,
  first: number,
  value: T,
  second: number,
  other: T,
): Node<T> {
  const slot = (first >>> shift) & MASK
  const otherSlot = (second >>> shift) & MASK
  const highest = slot > otherSlot ? slot : otherSlot
  const copy = node !== undefined && highest < node.length ? node.slice() : widened(node, highest)
  if (shift === 0) {
    copy[slot] = value
    copy[otherSlot] = other
  } else if (slot === otherSlot) {
    copy[slot] = withBoth(copy[slot] as Node<T> | undefined, shift - BITS, first, value, second, other)
  } else {
    copy[slot] = withEntry(copy[slot] as Node<T> | undefined, shift - BITS, first, value)
    copy[otherSlot] = withEntry(copy[otherSlot] as Node<T> | undefined, shift - BITS, second, other)
  }
  return copy
}

function withEntry<T>(node: Node<T> | undefined, shift: number, index: number, value: T): Node<T> {
  const slot = (index >>> shift) & MASK
  const copy = node !== undefined && slot < node.length ? node.slice() : widened(node, slot)
  copy[slot] =
    shift === 0 ? value : withEntry(node?.[slot] as Node<T> | undefined, shift - BITS, index, value)
  return copy
}

/** Lengths that a node may have: entries that come one after the other do not make it grow each time. */
const BLANKS: readonly Node<never>[] = [8, 16, WIDTH].map((length) => Array.from({ length }, () => undefined))

/** A copy of a node, of none as of an empty one, that has a slot for the entry. */
function widened<T>(node: Node<T> | undefined, slot: number): (Node<T> | T | undefined)[] {
  const wide: (Node<T> | T | undefined)[] = BLANKS[slot < 8 ? 0 : slot < 16 ? 1 : 2]!.slice()
  if (node !== undefined) for (let at = 0; at < node.length; at++) wide[at] = node[at]
  return wide
}

/** Indices that were ever set, ascending, with their values. */
export function* entries<T>(from: Vector<T>): Generator<readonly [index: number, value: T]> {
  for (const index of changedIndices(vector(from.absent), from)) yield [index, get(from, index)]
}

/** Indices whose values differ, ascending. Shared parts cost nothing. */
export function changedIndices<T>(before: Vector<T>, after: Vector<T>): number[] {
  const found: number[] = []
  if (before.root === after.root) return found
  const depth = Math.max(before.depth, after.depth)
  collect(deepen(before, depth), deepen(after, depth), (depth - 1) * BITS, 0, before.absent, found)
  return found
}

function deepen<T>(from: Vector<T>, depth: number): Node<T> {
  let root = from.root
  for (let level = from.depth; level < depth; level++) root = [root]
  return root
}

function collect<T>(
  before: Node<T> | undefined,
  after: Node<T> | undefined,
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
