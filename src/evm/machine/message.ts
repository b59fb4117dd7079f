/**
 * Message: one top-level call or creation, and the receipt of running it.
 *
 * Like a transaction, without a signature, a gas price, a value or a block gas limit. Whoever runs it (the machine, or
 * the reference) advances the sender's nonce by one in any case, as a chain does.
 */
import type { Address } from './address.ts'
import type { SlotId } from './state.ts'

export interface Message {
  readonly from: Address
  /** The account to call; undefined creates a contract from `data` as init code. */
  readonly to: Address | undefined
  readonly data: Uint8Array
  /** Of the block, in seconds. */
  readonly timestamp: bigint
  readonly blockNumber: bigint
  /** Gas for execution, intrinsic gas not counted. Default `DEFAULT_GAS_LIMIT`, at most `MAX_GAS_LIMIT`. */
  readonly gasLimit?: bigint
}

/** An event. */
export interface Log {
  readonly address: Address
  readonly topics: readonly bigint[]
  readonly data: Uint8Array
}

/** Why a message failed. Everything but `revert` is an exceptional halt, which takes all gas and returns nothing. */
export type Halt =
  | 'revert'
  | 'out-of-gas'
  | 'stack-underflow'
  | 'stack-overflow'
  | 'invalid-jump'
  | 'invalid-opcode'
  | 'static-violation'
  | 'return-data-bounds'
  | 'address-collision'
  | 'code-size'
  | 'code-prefix'
  | 'precompile'

export interface Receipt {
  readonly ok: boolean
  /** What was returned, the revert data, or the code of the contract that was created. */
  readonly returned: Uint8Array
  /** Empty unless ok. */
  readonly logs: readonly Log[]
  /** Gas of the execution, without intrinsic gas and before refunds: `transactionGas` adds both. */
  readonly gasUsed: bigint
  /** The refund counter (EIP-3529), not capped; zero unless ok. */
  readonly gasRefund: bigint
  /** Where the contract is, if one was created. */
  readonly created?: Address
  readonly halt?: Halt
}

/** What looking without touching gives. */
export interface View extends Receipt {
  /** Everything in the state that the outcome may depend on. */
  readonly reads: readonly SlotId[]
  /** Whether the outcome may depend on the message's timestamp or block number. */
  readonly readsBlock: boolean
}

/** 30,000,000: what a whole block of Ethereum was in 2023; no single call of the project comes near. */
export const DEFAULT_GAS_LIMIT = 30_000_000n

/** 2^40: beyond that, gas would no longer be exact as a number. */
export const MAX_GAS_LIMIT = 1n << 40n

/** What the block says about itself, besides time and number. Zero where BNB Smart Chain leaves it zero. */
export const BLOCK_CONSTANTS = {
  chainId: 56,
  coinbase: '0x0000000000000000000000000000000000000000' as Address,
  gasLimit: 140_000_000,
  baseFee: 0,
  blobBaseFee: 1,
  prevRandao: 0,
  gasPrice: 0,
} as const
