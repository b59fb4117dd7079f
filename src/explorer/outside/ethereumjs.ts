/**
 * In place of the modules that use EthereumJS, for browsers: the reference and the precompiles. The project's
 * contracts call no precompile.
 */
import type { Address } from '../../evm/machine/address.ts'
import { Unsupported } from '../../evm/machine/unsupported.ts'

export function Reference(): never {
  throw new Unsupported('EthereumJS in a browser')
}

export function runPrecompile(address: Address): never {
  throw new Unsupported(`precompile ${address} in a browser`)
}
