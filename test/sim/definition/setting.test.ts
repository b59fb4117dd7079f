/** Settings of a run as a reader sees them. */
import { expect, test } from 'vitest'
import { decimal, integer, parametersOf } from '../../../src/sim/definition/parameter.ts'
import type { Scenario } from '../../../src/sim/definition/scenario.ts'
import { settingsOf } from '../../../src/sim/definition/setting.ts'
import type { RunResult } from '../../../src/sim/result.ts'

test('have name, title, unit, value and default of each parameter that the run names', () => {
  const parameters = parametersOf({
    price: decimal({ title: 'Price of BTC', unit: 'USD', default: '30400.0' }),
    unnamed: integer({ title: 'Not named', unit: 'day', default: '1' }),
    share: integer({ title: 'Share of the vault', unit: '%', default: '20' }),
  })
  const result = { parameters: { share: '30', price: '2.5' } } as unknown as RunResult
  expect(settingsOf({ parameters } as unknown as Scenario, result)).toEqual([
    { name: 'price', title: 'Price of BTC', unit: 'USD', value: '2.5', standard: '30400' },
    { name: 'share', title: 'Share of the vault', unit: '%', value: '30', standard: '20' },
  ])
})
