/**
 * Code of a build without the compiler's metadata, to tell whether a mutant changes anything.
 *
 * solc appends to each contract a CBOR map with a hash of the sources, which differs for every mutant. Master
 * and PancakeSwap's factory contain the code of another contract, and so its map too. All maps have the same
 * length, so no jump destination depends on them. The one number that does depend on the code is the hash of
 * the pair's creation code in the router; it is left out, since the pair's code itself is compared.
 */
import type { Build } from '../../evm/build.ts'
import type { Artifact } from '../../evm/compile/artifact.ts'
import { cacheKey } from '../../evm/compile/cache.ts'
import { fromHex, toHex } from '../../evm/machine/hex.ts'
import { keccakBytes } from '../../evm/machine/keccak.ts'

/** `ipfs` (0.6 and later) or `bzzr1` (0.5), the hash, `solc` and its version. */
const METADATA =
  /a264697066735822[0-9a-f]{68}64736f6c6343[0-9a-f]{6}|a265627a7a72315820[0-9a-f]{64}64736f6c6343[0-9a-f]{6}/g

/** SHA-256 over ABI and code of everything that is deployed. Equal for equal behaviour, metadata aside. */
export function codeHash({ name: _name, outside, ...own }: Build): string {
  const pairHash = toHex(keccakBytes(fromHex(outside.pair.bytecode))).slice(2)
  const artifacts: readonly Artifact[] = [...Object.values(own), ...Object.values(outside)]
  return cacheKey(
    ...artifacts.flatMap(({ abi, bytecode, deployedBytecode }) => [
      JSON.stringify(abi),
      ...[bytecode, deployedBytecode].map((code) => code.replaceAll(METADATA, '').replaceAll(pairHash, '')),
    ]),
  )
}
