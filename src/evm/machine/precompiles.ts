/**
 * Precompiles: contracts 1 to 9, by EthereumJS's own functions, which are synchronous.
 *
 * Point evaluation (10) needs a trusted setup that no contract of the project has a use for: calling it throws.
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

/** Chain rules of both the machine's precompiles and the reference: Cancun, and the id is set where it is read. */
export function cancun(chainId: number): Common {
  return new Common({ chain: { ...Mainnet, chainId }, hardfork: Hardfork.Cancun })
}

let host: EVM | undefined

/** Made once, on the first use: only the curve arithmetic of the pairing contracts looks at it. */
function evm(): EVM {
  host ??= new EVM({
    common: cancun(BLOCK_CONSTANTS.chainId),
    bn254: new NobleBN254(),
    blockchain: new EVMMockBlockchain(),
    stateManager: new SimpleStateManager(),
  })
  return host
}

/** Runs the precompile at an address. Throws `Unsupported`. */
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
