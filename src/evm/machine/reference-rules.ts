/**
 * Rules of the reference: EthereumJS's `Common` for Cancun, quicker through its public seams.
 *
 * EthereumJS asks it before every opcode which EIPs are active, and hashes the same few mapping keys over and over. Neither answer ever
 * changes here, so both are remembered; what EthereumJS computes from them is its own.
 */
import { Common, Hardfork, Mainnet } from '@ethereumjs/common'
import { keccak_256 } from '@noble/hashes/sha3.js'

/** The rules, for the chain of that id. */
export function referenceRules(chainId: number): Common {
  return new Rules({
    chain: { ...Mainnet, chainId },
    hardfork: Hardfork.Cancun,
    customCrypto: { keccak256: rememberedKeccak() },
  })
}

class Rules extends Common {
  private readonly active = new Map<number, boolean>()

  override isActivatedEIP(eip: number): boolean {
    // The constructor of `Common` asks before there is a map.
    if (this.active === undefined) return super.isActivatedEIP(eip)
    const known = this.active.get(eip)
    if (known !== undefined) return known
    const active = super.isActivatedEIP(eip)
    this.active.set(eip, active)
    return active
  }
}

/** Inputs of a mapping's slot are two words. */
const REMEMBERED_BYTES = 64

/** Number of remembered hashes before all are forgotten; about 20 MB when full. */
const CAPACITY = 1 << 16

function rememberedKeccak(): (bytes: Uint8Array) => Uint8Array {
  const known = new Map<string, Uint8Array>()
  return (bytes) => {
    if (bytes.length > REMEMBERED_BYTES) return keccak_256(bytes)
    const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= CAPACITY) known.clear()
    const hash = keccak_256(bytes)
    known.set(key, hash)
    return hash
  }
}
