/**
 * Any action at all, for properties of the model: every function of the catalogue, with arguments that often make sense.
 */
import fc from 'fast-check'
import { PAIRS, type Account } from '../../src/model/accounts.ts'
import type { Action } from '../../src/model/action.ts'
import { FUNCTION_NAMES, signatureOf, type ParamType } from '../../src/model/functions.ts'
import { UINT256_MAX } from '../../src/model/uint256.ts'
import { ONE } from '../../src/model/units.ts'
import { PEOPLE, START } from './stage.ts'

const person: fc.Arbitrary<Account> = fc.constantFrom(...PEOPLE)

const actor: fc.Arbitrary<Account> = fc.oneof(
  { weight: 4, arbitrary: person },
  { weight: 2, arbitrary: fc.constantFrom('owner', 'payer', 'binance', 'pancake') },
)

const anybody: fc.Arbitrary<Account> = fc.oneof(
  { weight: 6, arbitrary: person },
  {
    weight: 3,
    arbitrary: fc.constantFrom('master', 'burnVault', 'router', 'pair', 'locker', 'owner', 'payer'),
  },
  { weight: 1, arbitrary: fc.constantFrom('zero', 'dead', 'amt', 'btcb') },
)

const token: fc.Arbitrary<Account> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('amt', 'btcb', 'usdt', 'liqAmt') },
  { weight: 1, arbitrary: fc.constantFrom('zero', 'amt') },
)

/** Accounts that are no token, which a path may name all the same. */
const pathMember: fc.Arbitrary<Account> = fc.oneof(
  { weight: 15, arbitrary: token },
  { weight: 1, arbitrary: fc.constantFrom('alice', 'master', 'dead', 'pair') },
)

const amount: fc.Arbitrary<bigint> = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt(1n, 40n * ONE) },
  { weight: 3, arbitrary: fc.bigInt(0n, 4n) },
  { weight: 1, arbitrary: fc.constantFrom(100n, 101n, ONE, 1n << 112n, UINT256_MAX - 1n, UINT256_MAX) },
)

const byName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  tokenA: token,
  tokenB: token,
  vaultParticipation: fc.bigInt(0n, 101n),
  snapId: fc.bigInt(0n, 6n),
  from: fc.oneof(anybody, person),
  to: anybody,
  deadline: fc.constantFrom(UINT256_MAX, START, 0n),
  limit: fc.constantFrom(0n, 0n, ONE, UINT256_MAX),
  amountAMin: fc.constantFrom(0n, 0n, 0n, ONE),
  amountBMin: fc.constantFrom(0n, 0n, 0n, ONE),
  data: fc.constantFrom('0x', '0x', '0x', '0x01'),
}

function argument(name: string, type: ParamType): fc.Arbitrary<unknown> {
  if (type === 'accounts') return fc.array(pathMember, { minLength: 0, maxLength: 4 })
  if (type === 'uint256' && (name === 'from' || name === 'to')) return fc.bigInt(0n, 6n)
  return byName[name] ?? (type === 'account' ? anybody : amount)
}

const call: fc.Arbitrary<Action> = fc.constantFrom(...FUNCTION_NAMES).chain((name) => {
  const { params } = signatureOf(name)
  const args = Object.fromEntries(Object.entries(params).map(([key, type]) => [key, argument(key, type)]))
  const at = name.startsWith('pair.')
    ? fc.constantFrom('pair', 'pair', 'pair', ...PAIRS)
    : fc.constant('pair')
  return fc.tuple(actor, fc.record(args), at).map(([by, values, pair]) => {
    const fixed = name.endsWith('renounceOwnership') ? 'alice' : by
    return { by: fixed, call: name, args: values, ...(pair === 'pair' ? {} : { at: pair }) } as Action
  })
})

const wait: fc.Arbitrary<Action> = fc
  .constantFrom(0n, 1n, 86_400n, 800n * 86_400n)
  .map((seconds) => ({ wait: seconds }))

/** A payment that goes through, since so much depends on there being some. */
const payment: fc.Arbitrary<Action> = fc.record({
  by: fc.constant('payer'),
  call: fc.constant('master.payRent' as const),
  args: fc.record({ amountBtcb: fc.bigInt(101n, 10n * ONE), vaultParticipation: fc.bigInt(0n, 100n) }),
})

export const anyAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 20, arbitrary: call },
  { weight: 1, arbitrary: wait },
  { weight: 2, arbitrary: payment },
)

/** A sequence of actions to play on a stage. */
export const anyActions: fc.Arbitrary<readonly Action[]> = fc.array(anyAction, {
  minLength: 1,
  maxLength: 40,
})
