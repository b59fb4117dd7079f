/** The Spanish texts of the claims page: complete, and nothing that no claim has. */
import { expect, test } from 'vitest'
import { CLAIMS } from '../../../src/claims/claims.ts'
import { LEMMAS } from '../../../src/claims/proof/lemmas.ts'
import { REPAIRS } from '../../../src/claims/repairs.ts'
import { UNREPAIRED } from '../../../src/claims/unrepaired.ts'
import { SPANISH_ASSUMPTIONS } from '../../../src/cli/claims/bilingual.ts'
import { SPANISH_SYMBOLS } from '../../../src/cli/claims/spanish-proofs.ts'
import { SPANISH_REPAIRS, SPANISH_UNREPAIRED } from '../../../src/cli/claims/spanish-repairs.ts'
import { SPANISH_OPEN } from '../../../src/cli/claims/spanish-open.ts'
import { SPANISH_READINGS } from '../../../src/cli/claims/spanish-readings.ts'
import { spanishSentence } from '../../../src/cli/claims/spanish-story.ts'
import { call } from '../../../src/lockstep/generate/context.ts'

test('every reading, open question, assumption and repair has its text', () => {
  const readings = CLAIMS.flatMap(({ number, readings: all }) => all.map(({ name }) => `${number} ${name}`))
  expect(Object.keys(SPANISH_READINGS).toSorted()).toEqual(readings.toSorted())
  expect(Object.keys(SPANISH_OPEN).map(Number)).toEqual(CLAIMS.map(({ number }) => number))
  const assumptions = CLAIMS.flatMap(({ readings: all }) =>
    all.flatMap((reading) =>
      reading.by === 'search' ? (reading.assumptions ?? []).map(({ name }) => name) : [],
    ),
  )
  for (const name of assumptions) expect(Object.keys(SPANISH_ASSUMPTIONS)).toContain(name)
  expect(Object.keys(SPANISH_REPAIRS)).toEqual(REPAIRS.map(({ name }) => name))
  expect(Object.keys(SPANISH_UNREPAIRED)).toEqual(Object.keys(UNREPAIRED))
  const meanings = new Set(LEMMAS.flatMap(({ symbols }) => Object.values(symbols)))
  expect(Object.keys(SPANISH_SYMBOLS).toSorted()).toEqual([...meanings].toSorted())
  for (const text of [...Object.values(SPANISH_READINGS), ...Object.values(SPANISH_OPEN)])
    expect(text).toMatch(/^[A-ZÁÉÍÓÚ].*\.$/)
})

test('actions are sentences with amounts in the words of the language', () => {
  const told = [
    { wait: 86_400n },
    call('alice', 'burnVault.backingWithdraw', { amount: 1n }),
    call('payer', 'master.payRent', { amountBtcb: 200n, vaultParticipation: 1n }),
    call('bruno', 'market.buy', { amountUsdt: 5n * 10n ** 18n }),
    call('carmen', 'factory.setFeeTo', { feeTo: 'carmen' }),
  ].map(spanishSentence)
  expect(told).toEqual([
    'Pasa el tiempo: 1 día',
    'Alice canjea 1 unidad mínima de AMT',
    'Payer paga 200 unidades mínimas de BTCB, 1% de ello a la RCL',
    'Bruno compra AMT en el Market por 5 USDT',
    'Carmen llama a factory.setFeeTo(feeTo: carmen)',
  ])
})
