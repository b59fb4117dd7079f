/** Sentences with readable amounts, times and names, in both languages. */
import { expect, test } from 'vitest'
import { readable } from '../../src/claims/readable.ts'

test.each([
  [
    'Owner allows master to spend 0.000000000002 BTCB',
    'Owner allows master to spend 2,000,000 base units of BTCB',
  ],
  ['less by 0.000000000000000001 AMT', 'less by 1 base unit of AMT'],
  ['the pool holds 500625782227784731 base units of BTCB', 'the pool holds 0.500625782227784731 BTCB'],
  ['Owner mints 100000000 AMT to alice', 'Owner mints 100,000,000 AMT to alice'],
  ['100000000.000000000000000001 AMT', '100,000,000.000000000000000001 AMT'],
  ['from 1/99999999999 to 1/100000000000', 'from 1/99,999,999,999 to 1/100,000,000,000'],
  ['Time passes: 63100000 seconds', 'Time passes: 730 days, 7 h 46 min 40 s'],
  ['Time passes: 90 seconds', 'Time passes: 90 seconds'],
  ['at least 0 AMT until second 2000000000 since 1970', 'at least 0 AMT until 2033-05-18'],
  ['Binance sends 1 base unit of BTCB to burnVault', 'Binance sends 1 base unit of BTCB to the RCL'],
  ['calls burnVault.backingWithdraw(amount: 5)', 'calls burnVault.backingWithdraw(amount: 5)'],
  ['2^112-1 base units of LP, 2000 of AMT', '2^112-1 base units of LP, 2000 of AMT'],
  ['bob gets 1 base units', 'bob gets 1 base unit'],
])('%s', (text, expected) => expect(readable(text)).toBe(expected))

test.each([
  [
    'permite que master gaste 0.000000000002 BTCB',
    'permite que master gaste 2.000.000 unidades mínimas de BTCB',
  ],
  ['emite 100000000.5 AMT a alice', 'emite 100.000.000,5 AMT a alice'],
  ['Pasa el tiempo: 63100000 segundos', 'Pasa el tiempo: 730 días, 7 h 46 min 40 s'],
  ['envía 5 unidades mínimas de BTCB a burnVault', 'envía 5 unidades mínimas de BTCB a la RCL'],
])('%s', (text, expected) => expect(readable(text, 'es')).toBe(expected))
