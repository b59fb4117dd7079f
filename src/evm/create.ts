/** Create: deploys one contract on a machine and insists that it is there. */
import { creationCode } from './abi/call.ts'
import { decodeRevert, prepareErrors } from './abi/revert.ts'
import type { AbiValue } from './abi/value.ts'
import type { Artifact } from './compile/artifact.ts'
import type { Address, Machine, Message, Receipt } from './machine/machine.ts'

/** Who does something, and when. */
export type Sender = Pick<Message, 'from' | 'timestamp' | 'blockNumber'>

/**
 * Deploys a contract and returns its address.
 *
 * @throws {DeploymentFailed} its constructor reverts, or its code is refused.
 * Throws what `creationCode` throws, too.
 */
export function createContract(
  machine: Machine,
  sender: Sender,
  artifact: Artifact,
  ...args: readonly AbiValue[]
): Address {
  const receipt = machine.execute({ ...sender, to: undefined, data: creationCode(artifact, ...args) })
  if (receipt.created === undefined) throw new DeploymentFailed(artifact, receipt)
  // A call to an address without code succeeds silently, so its absence has to be noticed here.
  if (!machine.hasCode(receipt.created)) throw new DeploymentFailed(artifact, receipt)
  return receipt.created
}

/** Why a message to a contract failed, for people. */
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
  constructor({ contract, source, abi }: Artifact, receipt: Receipt) {
    const reason = decodeRevert(receipt.returned, prepareErrors(abi))
    const shown = JSON.stringify(reason, (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}` : value,
    )
    const why = receipt.ok ? 'it has no code' : `${receipt.halt ?? 'revert'}: ${shown}`
    super(`cannot deploy ${contract} (${source}): ${why}`)
    this.contract = contract
    this.receipt = receipt
  }
}
