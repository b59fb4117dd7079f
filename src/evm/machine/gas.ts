/**
 * Gas: the parts of an opcode's price that depend on its operands and on the state.
 *
 * Gas is a `number` here: exact, because a message's limit is at most 2^40 and no price that could be paid exceeds
 * 2^53. A price that could not is `Infinity` or huge, and either way more than anybody has.
 */
import type { Address } from './address.ts'

/** EIP-2929: first access to an account in a message. */
export const COLD_ACCOUNT = 2600
/** EIP-2929: first access to a storage slot in a message. */
export const COLD_SLOT = 2100
/** EIP-2929: any later access. */
export const WARM = 100

/** EIP-2200: SSTORE refuses to run on this much gas or less, so that a plain transfer's stipend cannot write. */
export const SSTORE_SENTRY = 2300
/** EIP-2200: from zero, at the message's start, to something. */
export const SSTORE_SET = 20000
/** EIP-2200 and 2929: from something, at the message's start, to something else: 5000 - 2100. */
export const SSTORE_RESET = 2900
/** EIP-3529: refunded for clearing a slot. */
export const SSTORE_CLEAR_REFUND = 4800

/** A call that carries value. */
export const CALL_VALUE = 9000
/** What the callee of a value-carrying call gets for free. */
export const CALL_STIPEND = 2300
/** Value sent to an account that is empty (EIP-161). */
export const NEW_ACCOUNT = 25000
/** Calls and creations nest this deep. */
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
/** For each byte of code that a creation leaves behind. */
export const CODE_BYTE = 200

/** Number of words that hold `bytes`. */
export function wordCount(bytes: number): number {
  return Math.ceil(bytes / 32)
}

/** Price of having `words` of memory; growing costs the difference. */
export function memoryCost(words: number): number {
  return 3 * words + Math.floor((words * words) / 512)
}

/** EIP-150: all but one 64th of the gas may go to a callee. */
export function allButOne64th(gas: number): number {
  return gas - Math.floor(gas / 64)
}

/**
 * What a transaction with this outcome would pay for on chain: the intrinsic gas (yellow paper g0; EIP-2028, 3860),
 * plus what execution used, less refunds of at most a fifth (EIP-3529). Without access lists.
 *
 * @param to the target, or undefined for a creation
 * @param executed `gasUsed` and `gasRefund` of the receipt
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
