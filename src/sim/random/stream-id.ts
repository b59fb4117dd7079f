/**
 * Stream ids: the 32-bit number by which a named stream of randomness is addressed.
 *
 * An id is a hash of the name alone and does not depend on other streams: adding an agent, a metric or a
 * sweep point changes no other draw. Two names with the same hash would share their draws, so a run rejects
 * them.
 */

/** Names and ids in use in one run. */
export interface StreamIds {
  readonly byName: Map<string, number>
  readonly byId: Map<number, string>
}

/** No names yet. */
export function streamIds(): StreamIds {
  return { byName: new Map(), byId: new Map() }
}

/**
 * The id of `name`, the same in every run. Throws {@link StreamNameCollision} if another name of this run has
 * it.
 */
export function streamId(ids: StreamIds, name: string): number {
  const known = ids.byName.get(name)
  if (known !== undefined) return known
  const id = fnv1a32(name)
  const other = ids.byId.get(id)
  if (other !== undefined) throw new StreamNameCollision(name, other)
  ids.byName.set(name, id)
  ids.byId.set(id, name)
  return id
}

/**
 * FNV-1a, 32 bits, over the UTF-8 bytes of `text` (G. Fowler, L. C. Noll, K.-P. Vo; RFC 9923).
 *
 * Offset basis 2166136261, prime 16777619.
 */
export function fnv1a32(text: string): number {
  let hash = 2166136261
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 16777619)
  return hash >>> 0
}

/** Two names of one run hash to the same stream. */
export class StreamNameCollision extends Error {
  override readonly name = 'StreamNameCollision'
  constructor(name: string, other: string) {
    super(
      `expected a stream of its own for '${name}', but '${other}' hashes to the same id: rename one of the two`,
    )
  }
}
