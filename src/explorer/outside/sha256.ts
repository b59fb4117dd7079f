/**
 * In place of Node's cryptography, for browsers: SHA-256 of `@noble/hashes`, in the form in which
 * `report/hash.ts` uses it.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

const text = new TextEncoder()

/** A hash of one algorithm. */
export function createHash(algorithm: string): {
  update(bytes: string | Uint8Array): { digest(as: 'hex' | 'base64'): string }
} {
  if (algorithm !== 'sha256') throw new RangeError(`expected the algorithm sha256, got ${algorithm}`)
  return {
    update: (bytes) => ({
      digest: (as) => {
        const digest = sha256(typeof bytes === 'string' ? text.encode(bytes) : bytes)
        return as === 'hex' ? bytesToHex(digest) : btoa(String.fromCodePoint(...digest))
      },
    }),
  }
}
