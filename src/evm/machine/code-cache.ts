/**
 * Code cache: code that was created before is decoded and hashed once.
 *
 * A factory creates the same contract in every run that is rewound. Code is compared byte by byte, so the
 * cache affects speed only. It is cleared when full.
 */
import { Code } from './code.ts'

/** Number of different codes kept. */
const CAPACITY = 256

/** By length. */
const known = new Map<number, Code[]>()
let count = 0

/** Code with these bytes, which are copied if they are new. */
export function codeOf(bytes: Uint8Array): Code {
  const candidates = known.get(bytes.length) ?? []
  for (const code of candidates) if (Buffer.compare(code.bytes, bytes) === 0) return code
  if (count === CAPACITY) {
    known.clear()
    count = 0
  }
  const code = new Code(bytes.slice())
  known.set(bytes.length, [...(known.get(bytes.length) ?? []), code])
  count++
  return code
}
