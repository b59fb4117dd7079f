/**
 * Precompiles: contracts 1 to 9, run by EthereumJS's synchronous functions.
 *
 * Not modelled: point evaluation (10), which needs a trusted setup and is not used by the project. Calling it
 * throws.
 */
import { Common, Hardfork, Mainnet } from '@ethereumjs/common'
import { EVM, EVMMockBlockchain, NobleBN254, getActivePrecompiles } from '@ethereumjs/evm'
import { SimpleStateManager } from '@ethereumjs/statemanager'
import type { Address } from './address.ts'
import { BLOCK_CONSTANTS } from './message.ts'
import { Unsupported } from './unsupported.ts'

export interface PrecompileOutcome {
  readonly ok: boolean
  readonly output: Uint8Array
  readonly gasUsed: number
}

/** Chain rules of the machine's precompiles: Cancun. */
export function cancun(chainId: number): Common {
  return new Common({ chain: { ...Mainnet, chainId }, hardfork: Hardfork.Cancun })
}

let host: EVM | undefined

/** Created on first use; only the pairing precompiles read it. */
function evm(): EVM {
  host ??= new EVM({
    common: cancun(BLOCK_CONSTANTS.chainId),
    bn254: new NobleBN254(),
    blockchain: new EVMMockBlockchain(),
    stateManager: new SimpleStateManager(),
  })
  return host
}

/**
 * Runs the precompile at an address.
 *
 * @throws {Unsupported} when the address is not one of 1 to 9.
 */
export function runPrecompile(address: Address, data: Uint8Array, gas: number): PrecompileOutcome {
  const host = evm()
  const precompile = getActivePrecompiles(host.common).get(address.slice(2))
  if (precompile === undefined || address.endsWith('0a')) throw new Unsupported(`precompile ${address}`)
  const result = precompile({ data, gasLimit: BigInt(gas), common: host.common, _EVM: host })
  if (result instanceof Promise) throw new Unsupported(`precompile ${address}, which is asynchronous`)
  return {
    ok: result.exceptionError === undefined,
    output: result.returnValue,
    gasUsed: Number(result.executionGasUsed),
  }
}
