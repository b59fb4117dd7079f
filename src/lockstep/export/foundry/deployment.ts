/**
 * Deployment of an exported test: the lab's own deployment, message by message.
 *
 * The build's contracts are created from their creation code, by the same accounts at the same nonces, so
 * that all addresses are those of the lab. The contracts from outside are placed at their addresses on chain
 * 56 with code and storage, as the lab does.
 */
import type { Build } from '../../../evm/build.ts'
import { deploy } from '../../../evm/deploy.ts'
import { artifactsOf } from '../../../evm/interface.ts'
import type { Artifact } from '../../../evm/compile/artifact.ts'
import { selectorNumber, selectorOf, signatureOf } from '../../../evm/abi/signature.ts'
import { createdAddress, type Address } from '../../../evm/machine/address.ts'
import { Machine, type AccountState, type Message } from '../../../evm/machine/machine.ts'
import { record } from '../../../evm/machine/trace.ts'
import { fromHex } from '../../../evm/machine/hex.ts'
import { addressOfPerson } from '../../../evm/names.ts'
import type { Genesis } from '../../generate/genesis.ts'

export type DeploymentStep =
  | { readonly kind: 'place'; readonly account: AccountState }
  | {
      readonly kind: 'create'
      readonly by: Address
      readonly nonce: number
      readonly artifact: Artifact
      /** Encoded arguments of the constructor. */
      readonly args: Uint8Array
      readonly address: Address
    }
  | { readonly kind: 'call'; readonly by: Address; readonly to: Address; readonly data: Uint8Array }

/** The steps that deploy a build, in order. */
export function deploymentSteps(
  build: Build,
  amtSorts: Genesis['amtSorts'],
  timestamp: bigint,
): readonly DeploymentStep[] {
  const machine = new Machine()
  const recording = record(machine)
  const [owner, payer, binance, pancake, admin] = (
    ['owner', 'payer', 'binance', 'pancake', 'admin'] as const
  ).map(addressOfPerson) as [Address, Address, Address, Address, Address]
  const parties = { owner, payer, binance, pancake, admin }
  deploy(machine, build, { parties, amtSorts, block: { timestamp, blockNumber: 1n } })
  const { steps } = recording.stop()
  const moved = new Set(
    steps.flatMap((step) =>
      step.kind === 'load' && step.account.code.length === 0 ? step.account.address : [],
    ),
  )
  return steps.flatMap((step): readonly DeploymentStep[] => {
    if (step.kind === 'load')
      return step.account.code.length === 0 ? [] : [{ kind: 'place', account: step.account }]
    if (step.kind !== 'message') return []
    const { message, receipt } = step
    if (receipt.created === undefined) return stateChange(build, message)
    return moved.has(receipt.created) ? [] : [creation(build, message, receipt.created)]
  })
}

function creation(build: Build, { from, data }: Message, address: Address): DeploymentStep {
  let nonce = 0
  while (createdAddress(from, nonce) !== address) nonce++
  const { artifact, args } = splitCreation(build, data)
  return { kind: 'create', by: from, nonce, artifact, args, address }
}

/** Creation code and arguments of a creation's data. */
export function splitCreation(
  build: Build,
  data: Uint8Array,
): { readonly artifact: Artifact; readonly args: Uint8Array } {
  for (const artifact of [...Object.values(artifactsOf(build)), ...(build.libraries ?? [])]) {
    const code = fromHex(artifact.bytecode)
    if (code.length > 0 && code.every((byte, index) => data[index] === byte))
      return { artifact, args: data.subarray(code.length) }
  }
  throw new Error('expected the creation code of a contract of the build')
}

/** The call, unless it only asks, or uses up a nonce. */
function stateChange(build: Build, { from, to, data }: Message): readonly DeploymentStep[] {
  if (to === undefined || data.length === 0) return []
  const selector = selectorNumber(data)
  const isView = Object.values(artifactsOf(build)).some(({ abi }) =>
    abi.some(
      (item) =>
        item.type === 'function' &&
        (item.stateMutability === 'view' || item.stateMutability === 'pure') &&
        selectorNumber(selectorOf(signatureOf(item))) === selector,
    ),
  )
  return isView ? [] : [{ kind: 'call', by: from, to, data }]
}
