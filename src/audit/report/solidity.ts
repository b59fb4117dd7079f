/** Actions as Solidity would call them, with accounts by name and amounts in base units. */
import { isWait, type Action } from '../../model/interface/action.ts'
import { signatureOf, splitName } from '../../model/interface/functions.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'

/** `master.charge(1)`; a wait is a cheat code of Foundry's. */
export function solidityCall(action: Action): string {
  if (isWait(action)) return `skip(${action.wait})`
  const [contract, fn] = splitName(action.call)
  const { params } = signatureOf(action.call)
  const args: Readonly<Record<string, unknown>> = action.args
  const told = Object.entries<string>(params).map(([name, type]) =>
    type === 'proof' ? `proofOf(${String(args[name])})` : valueText(args[name]),
  )
  const target =
    'at' in action && action.at !== undefined ? `pair(${action.at.slice('pair:'.length)})` : contract
  return contract === 'deploy' ? `new Distributor(${told.join(', ')})` : `${target}.${fn}(${told.join(', ')})`
}

function valueText(value: unknown): string {
  if (value === UINT256_MAX) return 'type(uint256).max'
  return Array.isArray(value) ? `[${value.map(valueText).join(', ')}]` : String(value)
}
