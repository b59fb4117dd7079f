/**
 * Gas: the parts of an opcode's cost that depend on its operands and on the state.
 *
 * Gas is a `number` here. It is exact: a message's limit is at most 2^40, so every affordable cost is below
 * 2^53. An unaffordable cost may be inexact or `Infinity`, and always exceeds the limit.
 */
import type { Address } from './address.ts'

/** EIP-2929: first access to an account in a message. */
export const COLD_ACCOUNT = 2600
/** EIP-2929: first access to a storage slot in a message. */
export const COLD_SLOT = 2100
/** EIP-2929: any later access. */
export const WARM = 100

/** EIP-2200: SSTORE fails with this much gas or less, so that a transfer's stipend cannot write. */
export const SSTORE_SENTRY = 2300
/** EIP-2200: from zero at the start of the message to non-zero. */
export const SSTORE_SET = 20000
/** EIP-2200 and 2929: from non-zero at the start of the message to another value: 5000 - 2100. */
export const SSTORE_RESET = 2900
/** EIP-3529: refund for clearing a slot. */
export const SSTORE_CLEAR_REFUND = 4800

/** A call that carries value. */
export const CALL_VALUE = 9000
/** Free gas for the callee of a call that carries value. */
export const CALL_STIPEND = 2300
/** Value sent to an account that is empty (EIP-161). */
export const NEW_ACCOUNT = 25000
/** Greatest depth of nested calls and creations. */
export const MAX_DEPTH = 1024

/** EXP, for each byte of the exponent (EIP-160). */
export const EXP_BYTE = 50
/** KECCAK256 and CREATE2, for each word hashed. */
export const KECCAK_WORD = 6
/** The copying opcodes, for each word copied. */
export const COPY_WORD = 3
/** LOG, for each byte of data. */
export const LOG_BYTE = 8
/** EIP-3860: for each word of init code. */
export const INIT_CODE_WORD = 2
/** EIP-3860: longest init code, in bytes. */
export const MAX_INIT_CODE = 49152
/** EIP-170: longest code, in bytes. */
export const MAX_CODE = 24576
/** For each byte of deployed code. */
export const CODE_BYTE = 200

/** Number of words that hold `bytes`. */
export function wordCount(bytes: number): number {
  return Math.ceil(bytes / 32)
}

/** Total cost of `words` words of memory; growing costs the difference. */
export function memoryCost(words: number): number {
  return 3 * words + Math.floor((words * words) / 512)
}

/** EIP-150: at most 63/64 of the gas may go to a callee. */
export function allButOne64th(gas: number): number {
  return gas - Math.floor(gas / 64)
}

/**
 * Gas of a transaction on chain: intrinsic gas (yellow paper g0; EIP-2028, 3860) plus execution gas, less
 * refunds of at most one fifth (EIP-3529). Without access lists.
 *
 * @param to the target; undefined for a creation.
 * @param executed `gasUsed` and `gasRefund` of the receipt.
 */
export function transactionGas(
  to: Address | undefined,
  data: Uint8Array,
  executed: { readonly gasUsed: bigint; readonly gasRefund: bigint },
): bigint {
  let intrinsic = 21000
  for (const byte of data) intrinsic += byte === 0 ? 4 : 16
  if (to === undefined) intrinsic += 32000 + INIT_CODE_WORD * wordCount(data.length)
  const spent = BigInt(intrinsic) + executed.gasUsed
  const most = spent / 5n
  return spent - (executed.gasRefund < most ? executed.gasRefund : most)
}
