/**
 * Rules of the reference: EthereumJS's `Common` for Cancun, accelerated through public extension points.
 *
 * EthereumJS queries the active EIPs before every opcode, and hashes the same few mapping keys repeatedly.
 * Both answers are constant and so cached. All other computations are EthereumJS's own.
 */
import { Common, Hardfork, Mainnet } from '@ethereumjs/common'
import { keccak_256 } from '@noble/hashes/sha3.js'

/** The rules for a chain id. */
export function referenceRules(chainId: number): Common {
  return new Rules({
    chain: { ...Mainnet, chainId },
    hardfork: Hardfork.Cancun,
    customCrypto: { keccak256: cachedKeccak() },
  })
}

class Rules extends Common {
  private readonly active = new Map<number, boolean>()

  override isActivatedEIP(eip: number): boolean {
    // The constructor of `Common` calls this before the map exists.
    if (this.active === undefined) return super.isActivatedEIP(eip)
    const known = this.active.get(eip)
    if (known !== undefined) return known
    const active = super.isActivatedEIP(eip)
    this.active.set(eip, active)
    return active
  }
}

/** Longest cached input: the two words of a mapping's slot. */
const CACHED_BYTES = 64

/** Number of cached hashes before the cache is cleared; about 20 MB when full. */
const CAPACITY = 1 << 16

function cachedKeccak(): (bytes: Uint8Array) => Uint8Array {
  const known = new Map<string, Uint8Array>()
  return (bytes) => {
    if (bytes.length > CACHED_BYTES) return keccak_256(bytes)
    const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= CAPACITY) known.clear()
    const hash = keccak_256(bytes)
    known.set(key, hash)
    return hash
  }
}
