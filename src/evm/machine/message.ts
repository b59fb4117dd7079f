/**
 * Message: one top-level call or creation, and the receipt of running it.
 *
 * A message is a transaction without signature, gas price, value and block gas limit. Machine and reference
 * increment the sender's nonce by one, also if the message fails, as on chain.
 */
import type { Address } from './address.ts'
import type { SlotId } from './state.ts'

export interface Message {
  readonly from: Address
  /** The account to call; undefined to create a contract with `data` as init code. */
  readonly to: Address | undefined
  readonly data: Uint8Array
  /** Time of the block, in seconds. */
  readonly timestamp: bigint
  readonly blockNumber: bigint
  /** Gas for execution, without intrinsic gas; at most `MAX_GAS_LIMIT`. @default DEFAULT_GAS_LIMIT */
  readonly gasLimit?: bigint
  /** `tx.origin`. A contract that uses it for `msg.sender` shows only if the two differ. @default from */
  readonly origin?: Address
}

/** An event. */
export interface Log {
  readonly address: Address
  readonly topics: readonly bigint[]
  readonly data: Uint8Array
}

/** Why a message failed. All but `revert` are exceptional halts, which consume all gas and return nothing. */
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
  /** Return data, revert data, or the code of the created contract. */
  readonly returned: Uint8Array
  /** Empty unless ok. */
  readonly logs: readonly Log[]
  /** Gas of the execution, without intrinsic gas and before refunds: `transactionGas` adds both. */
  readonly gasUsed: bigint
  /** The refund counter (EIP-3529), not capped; zero unless ok. */
  readonly gasRefund: bigint
  /** Address of the created contract, if one was created. */
  readonly created?: Address
  readonly halt?: Halt
}

/** Receipt of a view, with its dependencies. */
export interface View extends Receipt {
  /** Everything in the state that the outcome may depend on. */
  readonly reads: readonly SlotId[]
  /** Whether the outcome may depend on the message's timestamp or block number. */
  readonly readsBlock: boolean
}

/** 30,000,000: the block gas limit of Ethereum in 2023; calls of the project use far less. */
export const DEFAULT_GAS_LIMIT = 30_000_000n

/** 2^40: keeps gas exact as a number. */
export const MAX_GAS_LIMIT = 1n << 40n

/** Block and transaction fields besides time and number. Zero where they are zero on BNB Smart Chain. */
export const BLOCK_CONSTANTS = {
  chainId: 56,
  coinbase: '0x0000000000000000000000000000000000000000' as Address,
  gasLimit: 140_000_000,
  baseFee: 0,
  blobBaseFee: 1,
  prevRandao: 0,
  gasPrice: 0,
} as const
