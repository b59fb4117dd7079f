/** Create: deploys one contract on a machine and checks that its code exists. */
import { creationCode } from './abi/call.ts'
import { decodeRevert, prepareErrors } from './abi/revert.ts'
import type { AbiValue } from './abi/value.ts'
import type { Artifact } from './compile/artifact.ts'
import type { Address, Machine, Message, Receipt } from './machine/machine.ts'

/** Sender, time and block number of a message. */
export type Sender = Pick<Message, 'from' | 'timestamp' | 'blockNumber'>

/**
 * Deploys a contract and returns its address.
 *
 * @throws {DeploymentFailed} when the constructor reverts, or no code results.
 * @throws what `creationCode` throws.
 */
export function createContract(
  machine: Machine,
  sender: Sender,
  artifact: Artifact,
  ...args: readonly AbiValue[]
): Address {
  const receipt = machine.execute({ ...sender, to: undefined, data: creationCode(artifact, ...args) })
  if (receipt.created === undefined) throw new DeploymentFailed(artifact, receipt)
  // A call to an address without code succeeds silently, so missing code must be detected here.
  if (!machine.hasCode(receipt.created)) throw new DeploymentFailed(artifact, receipt)
  return receipt.created
}

/** Human-readable reason for a failed message. */
export function showRevert({ abi }: Artifact, receipt: Receipt): string {
  const reason = decodeRevert(receipt.returned, prepareErrors(abi))
  const shown = JSON.stringify(reason, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  )
  return `${receipt.halt ?? 'revert'}: ${shown}`
}

/** A contract could not be deployed. */
export class DeploymentFailed extends Error {
  override readonly name = 'DeploymentFailed'
  readonly contract: string
  readonly receipt: Receipt
  constructor(artifact: Artifact, receipt: Receipt) {
    const reason = receipt.ok ? 'no code was created' : showRevert(artifact, receipt)
    super(`cannot deploy ${artifact.contract} (${artifact.source}): ${reason}`)
    this.contract = artifact.contract
    this.receipt = receipt
  }
}
