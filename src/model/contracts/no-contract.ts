/**
 * Calls to a contract that does not exist yet.
 */
import { Revert } from '../kernel/revert.ts'

/**
 * The contract that is called does not exist. A chain would let a bare call to an address without code succeed and do nothing;
 * wallets and clients refuse to send it, and so do model and chain here.
 */
export class NoContract extends Revert {
  readonly code = 'NoContract'
}
