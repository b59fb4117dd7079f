/**
 * Calls of contracts that are not deployed.
 */
import { Revert } from '../kernel/revert.ts'

/**
 * The called contract does not exist. On a chain, a raw call to an address without code succeeds and does
 * nothing, but wallets and clients reject it. Model and chain both treat it as a revert.
 */
export class NoContract extends Revert {
  readonly code = 'NoContract'
}
