/**
 * Arbitrary actions: any function of the catalogue with arguments of its types, or a wait.
 *
 * Most of them revert, since they know nothing of the state they meet. For actions that fit the state, see
 * `run.ts`.
 */
import * as fc from 'fast-check'
import {
  PAIRS,
  PRIVILEGED_ACCOUNTS,
  SYSTEM_ACCOUNTS,
  TOKENS,
  type Account,
} from '../../model/interface/accounts.ts'
import { call, type Action } from '../../model/interface/action.ts'
import {
  FUNCTION_NAMES,
  signatureOf,
  type FunctionName,
  type ParamType,
} from '../../model/interface/functions.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import { ONE, SECONDS_PER_DAY } from '../../model/kernel/units.ts'

/** Amounts in base units: few, as people hold them, and up to the end of uint256. */
export const arbitraryAmount: fc.Arbitrary<bigint> = fc.oneof(
  { weight: 3, arbitrary: fc.bigInt({ min: 0n, max: 1000n }) },
  { weight: 5, arbitrary: fc.bigInt({ min: 0n, max: 1_000_000n }).map((tokens) => tokens * ONE) },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: UINT256_MAX }) },
)

/** An action of one of `people` or of a privileged account. Shrinks to plainer arguments. */
export function arbitraryAction(people: readonly Account[]): fc.Arbitrary<Action> {
  const wait = fc
    .bigInt({ min: 0n, max: 800n * BigInt(SECONDS_PER_DAY) })
    .map((seconds): Action => ({ wait: seconds }))
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...FUNCTION_NAMES).chain((name) => arbitraryCall(name, people)) },
    { weight: 1, arbitrary: wait },
  )
}

/** A call of one function. */
export function arbitraryCall(name: FunctionName, people: readonly Account[]): fc.Arbitrary<Action> {
  const actor = fc.constantFrom(...people, ...PRIVILEGED_ACCOUNTS)
  const account = fc.constantFrom(...people, ...SYSTEM_ACCOUNTS)
  const ofType: Readonly<Record<ParamType, fc.Arbitrary<unknown>>> = {
    account,
    accounts: fc.array(account, { maxLength: 4 }),
    uint256: arbitraryAmount,
    uint256s: fc.array(arbitraryAmount, { maxLength: 4 }),
    bytes: fc.constant('0x'),
    proof: fc.bigInt({ min: 0n, max: 4n }),
  }
  // The model knows pairs of the four tokens only.
  const token = fc.constantFrom(...TOKENS)
  const ofName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    tokenA: token,
    tokenB: token,
    path: fc.array(token, { maxLength: 4 }),
  }
  const args = Object.entries(signatureOf(name).params).map(([param, type]) => [
    param,
    ofName[param] ?? ofType[type],
  ])
  const at = name.startsWith('pair.') ? fc.constantFrom(undefined, ...PAIRS.slice(1)) : fc.constant(undefined)
  return fc
    .tuple(actor, at, fc.record(Object.fromEntries(args) as Record<string, fc.Arbitrary<unknown>>))
    .map(([by, where, values]) => {
      const action = call(by, name, values as never)
      return where === undefined ? action : ({ ...action, at: where } as Action)
    })
}
