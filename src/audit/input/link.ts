/**
 * Linking: the addresses of libraries in the code of the contracts that use them.
 *
 * The libraries are deployed first, each by the same account at its own nonce. So their addresses are known
 * before anything is deployed, and it does not matter which of them uses which. A library is found by the
 * references that the compiler gives, or by the hash of its name in the placeholder.
 *
 * Not modelled: placeholders of compilers before 0.5, which have the library's name instead of a hash.
 */
import type { Artifact } from '../../evm/compile/artifact.ts'
import { libraryAddress } from '../../evm/deploy.ts'
import { toHex } from '../../evm/machine/hex.ts'
import { keccakBytes } from '../../evm/machine/keccak.ts'
import type { Found, Unlinked } from './contract.ts'

export interface Linked {
  readonly artifacts: readonly Artifact[]
  /** To be deployed first, in this order. */
  readonly libraries: readonly Artifact[]
  /** Names of contracts of which a library is missing. */
  readonly unlinked: readonly string[]
}

/** solc's placeholder: 34 digits of the hash of the library's full name. */
const PLACEHOLDER = /__\$([0-9a-f]{34})\$__/g

/** Links all contracts whose libraries are among those found. */
export function linked({ artifacts, unlinked }: Found): Linked {
  const libraries = new Libraries(artifacts, unlinked)
  const done: Artifact[] = []
  const missing: string[] = []
  for (const contract of unlinked) {
    const artifact = libraries.link(contract)
    if (artifact === undefined) missing.push(contract.contract)
    else done.push(artifact)
  }
  return { artifacts: [...artifacts, ...done], libraries: libraries.used(), unlinked: missing }
}

class Libraries {
  private readonly artifacts: readonly Artifact[]
  private readonly unlinked: readonly Unlinked[]
  /** Those that are used, in the order of their nonces. */
  private readonly order: (Artifact | Unlinked)[] = []

  constructor(artifacts: readonly Artifact[], unlinked: readonly Unlinked[]) {
    this.artifacts = artifacts
    this.unlinked = unlinked
  }

  /** The contract with addresses; undefined if a library is missing. */
  link({ contract, source, abi, code, references }: Unlinked): Artifact | undefined {
    const bytecode = code.toLowerCase().replaceAll(PLACEHOLDER, (whole, hash: string, offset: number) => {
      const library = this.find(references.get(offset / 2), hash)
      return library === undefined ? whole : this.addressOf(library).slice(2)
    })
    if (!/^(?:[0-9a-f]{2})*$/.test(bytecode)) return undefined
    return { contract, source, abi, bytecode: `0x${bytecode}`, deployedBytecode: '0x' }
  }

  /** The libraries that were used; with every one that one of them uses. */
  used(): readonly Artifact[] {
    const found: Artifact[] = []
    // Linking a library may add others at the end.
    for (const library of this.order) {
      const artifact = 'bytecode' in library ? library : this.link(library)
      if (artifact !== undefined) found.push(artifact)
    }
    return found
  }

  private find(name: string | undefined, hash: string): Artifact | Unlinked | undefined {
    const all = [...this.artifacts, ...this.unlinked]
    const byHash = all.find(({ contract, source }) => hashOf(`${source}:${contract}`) === hash)
    if (byHash !== undefined) return byHash
    const named = all.filter(({ contract }) => contract === name)
    return named.length === 1 ? named[0] : undefined
  }

  private addressOf(library: Artifact | Unlinked): string {
    if (!this.order.includes(library)) this.order.push(library)
    return libraryAddress(this.order.indexOf(library))
  }
}

function hashOf(name: string): string {
  return toHex(keccakBytes(new TextEncoder().encode(name))).slice(2, 36)
}
