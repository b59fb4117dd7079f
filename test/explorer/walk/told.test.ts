/** Sentences: rounded in lists, exact beside them, and Spanish for every function of the contracts. */
import { expect, test } from 'vitest'
import { sentenceOf } from '../../../src/explorer/walk/told.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { FUNCTION_NAMES, signatureOf, type FunctionName } from '../../../src/model/interface/functions.ts'
import { call } from '../../../src/model/interface/action.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import { btcb } from '../../../src/model/kernel/units.ts'
import { translatorFor } from '../../../src/report/language/language.ts'

const english = (action: Action, isExact = false): string => sentenceOf(action, (text) => text, isExact)

test('amounts have six digits in lists and all of them beside', () => {
  const action = call('holder-3', 'btcb.transfer', { to: 'trader-12345', amount: btcb('12345.67890123') })
  expect(english(action)).toBe('Holder-3 sends 12,345.7 BTCB to trader-12345')
  expect(english(action, true)).toBe('Holder-3 sends 12,345.67890123 BTCB to trader-12345')
})

test('claims, limits and times are told', () => {
  expect(english(call('holder-3', 'master.chargeFromTo', { from: 12n, to: 18n }))).toBe(
    'Holder-3 claims payments 12 to 18 as a holder',
  )
  expect(english(call('a', 'amt.approve', { spender: 'master', amount: UINT256_MAX }))).toBe(
    'A allows master to spend 2^256-1 base units of AMT',
  )
  expect(english(call('a', 'buyBackVault.buyBack', { minAmtOut: btcb('2'), deadline: 1_689_120_000n }))).toBe(
    'A has the buy-back vault buy at least 2 AMT until 2023-07-12',
  )
})

/** A value of each type of parameter; accounts of a path are the tokens that it leads through. */
function argument(name: string, type: string, amount: bigint): unknown {
  if (type === 'accounts') return name === 'path' ? ['amt', 'btcb'] : ['alice', 'bob']
  if (type === 'uint256s') return [amount]
  if (type === 'bytes') return '0x'
  if (type === 'account') return name === 'tokenA' ? 'amt' : name === 'tokenB' ? 'btcb' : 'holder-3'
  return amount
}

const sample = (name: FunctionName, amount: bigint): Action => {
  const args = Object.entries(signatureOf(name).params).map(([param, type]) => [
    param,
    argument(param, type, amount),
  ])
  return { by: 'trader-1', call: name, args: Object.fromEntries(args) } as unknown as Action
}

/** Whose sentence has a list of names, which have no translation. */
const UNTOLD: ReadonlySet<FunctionName> = new Set(['deploy.distributor'])

test.each([3n, btcb('1234.5678901'), UINT256_MAX])(
  'every function has a Spanish sentence, with %d',
  (amount) => {
    const to = translatorFor('es')
    for (const name of FUNCTION_NAMES) if (!UNTOLD.has(name)) sentenceOf(sample(name, amount), to.translate)
    for (const wait of [1n, 60n, 3_600n, 86_400n, 172_800n, 7_200n]) sentenceOf({ wait }, to.translate)
    expect([...to.missing]).toEqual([])
  },
)

test('Spanish sentences', () => {
  const { translate } = translatorFor('es')
  expect(sentenceOf(call('holder-3', 'master.chargeFromTo', { from: 12n, to: 18n }), translate)).toBe(
    'Holder-3 cobra los pagos 12 a 18 como tenedor',
  )
  expect(
    sentenceOf(
      call('payer', 'master.payRent', { amountBtcb: btcb('1234.5'), vaultParticipation: 20n }),
      translate,
    ),
  ).toBe('Payer paga 1.234,5 BTCB, 20% de eso a la RCL')
  expect(sentenceOf({ wait: 86_400n }, translate)).toBe('Pasa el tiempo: 1 día')
})
