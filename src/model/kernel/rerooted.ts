/**
 * Rerooted array: an immutable array whose newest version is read and written in place.
 *
 * H. G. Baker's method (Shallow Binding Makes Functional Arrays Fast, 1991). All versions share one plain
 * array, which holds the newest; an older version is the list of entries in which it differs from a newer
 * one. Reading an older version turns that list round first, so that it becomes the one in the array.
 *
 * For folds, which go on from their latest state: a replaced entry costs one small object, where a persistent
 * vector copies some fifty slots. A fork or a rewind costs as many entries as lie between the two versions.
 * Where old versions are read beside the newest, as with snapshots, a persistent vector is faster.
 */
export interface Rerooted<T> {
  /** Value of every entry that was never set. */
  readonly absent: T
  /** Shared by all versions of the array. */
  readonly shared: Shared<T>
}

interface Shared<T> {
  readonly entries: T[]
  newest: Version<T>
}

/** A version of an array. Mutable inside: what changes is the representation, never a value. */
class Version<T> implements Rerooted<T> {
  readonly absent: T
  readonly shared: Shared<T>
  /** The difference to `next`; without a meaning while this version is in the array. */
  index = 0
  value: T
  next: Version<T> | undefined = undefined

  constructor(absent: T, shared: Shared<T> | undefined) {
    this.absent = absent
    this.value = absent
    this.shared = shared ?? { entries: [], newest: this }
  }
}

/** An empty array whose every entry reads as `absent`. */
export function rerooted<T>(absent: T): Rerooted<T> {
  return new Version(absent, undefined)
}

/** The entry at `index`, or the default value. */
export function entryAt<T>(array: Rerooted<T>, index: number): T {
  const { shared, absent } = array
  if (shared.newest !== array) reroot(array as Version<T>)
  return shared.entries[index] ?? absent
}

/** The array with one entry replaced; the identical array if the value does not change. */
export function withEntryAt<T>(array: Rerooted<T>, index: number, value: T): Rerooted<T> {
  const before = entryAt(array, index)
  if (before === value) return array
  const { shared, absent } = array
  const after = new Version(absent, shared)
  point(array as Version<T>, index, before, after)
  write(shared, index, value)
  shared.newest = after
  return after
}

/** Makes `version` the one that is in the array: reverses the differences between it and the newest. */
function reroot<T>(version: Version<T>): void {
  const path: Version<T>[] = []
  for (let each = version; each !== version.shared.newest; each = each.next!) path.push(each)
  const { shared } = version
  for (let at = path.length - 1; at >= 0; at--) {
    const older = path[at]!
    const { index, value } = older
    point(shared.newest, index, shared.entries[index] ?? older.absent, older)
    write(shared, index, value)
    older.next = undefined
    shared.newest = older
  }
}

/** Describes `version` by its difference to `next`. */
function point<T>(version: Version<T>, index: number, value: T, next: Version<T>): void {
  version.index = index
  version.value = value
  version.next = next
}

/** Fills up to `index`: an array with holes is slow. */
function write<T>({ entries, newest }: Shared<T>, index: number, value: T): void {
  while (entries.length < index) entries.push(newest.absent)
  entries[index] = value
}
