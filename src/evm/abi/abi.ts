/**
 * ABI: the JSON description of a contract's functions, events and errors, as solc writes it.
 *
 * The types describe only what the codec reads; solc's other keys are ignored.
 */
export type Abi = readonly AbiItem[]

export type AbiItem = AbiFunction | AbiConstructor | AbiEvent | AbiError | AbiReceive

export interface AbiParameter {
  readonly name: string
  /** Canonical type, e.g. `uint256` or `address[]`. */
  readonly type: string
  readonly internalType?: string
}

export interface AbiFunction {
  readonly type: 'function'
  readonly name: string
  readonly inputs: readonly AbiParameter[]
  readonly outputs: readonly AbiParameter[]
  readonly stateMutability: 'pure' | 'view' | 'nonpayable' | 'payable'
}

export interface AbiConstructor {
  readonly type: 'constructor'
  readonly inputs: readonly AbiParameter[]
  readonly stateMutability: 'nonpayable' | 'payable'
}

export interface AbiEvent {
  readonly type: 'event'
  readonly name: string
  readonly inputs: readonly AbiEventParameter[]
  readonly anonymous: boolean
}

export interface AbiEventParameter extends AbiParameter {
  readonly indexed: boolean
}

export interface AbiError {
  readonly type: 'error'
  readonly name: string
  readonly inputs: readonly AbiParameter[]
}

export interface AbiReceive {
  readonly type: 'receive' | 'fallback'
  readonly stateMutability: 'nonpayable' | 'payable'
}
