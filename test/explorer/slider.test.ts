/** Sliders: each covers its default, stays in the range, and has values that the parameter accepts. */
import { expect, test } from 'vitest'
import { catalogueIn } from '../../src/explorer/engine/catalogue.ts'
import { sliderOf, textAt } from '../../src/explorer/page/slider.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { readSettings } from '../../src/sim/definition/parameter.ts'

const all = catalogueIn('en').scenarios.flatMap((scenario) =>
  scenario.parameters.map((parameter) => ({ scenario: scenario.name, parameter })),
)

test('all numeric parameters have one, and every end and step of it is accepted', () => {
  let sliders = 0
  for (const { scenario, parameter } of all) {
    const slider = sliderOf(parameter)
    if (slider === undefined) continue
    sliders++
    const { low, high, step } = slider
    expect(Number(parameter.standard), `${scenario} ${parameter.name}`).toBeGreaterThanOrEqual(low)
    expect(Number(parameter.standard), `${scenario} ${parameter.name}`).toBeLessThanOrEqual(high)
    const declared = scenarios
      .find(({ name }) => name === scenario)!
      .parameters.find(({ name }) => name === parameter.name)!
    for (const value of [low, low + step, low + 7 * step, high]) {
      const text = textAt(Math.min(value, high), slider)
      expect(() => readSettings({ [parameter.name]: declared }, { [parameter.name]: text })).not.toThrow()
    }
  }
  expect(sliders).toBeGreaterThan(100)
})

test('texts have no digits that the step does not have', () => {
  const slider = { low: 0, high: 1, step: 0.01, decimals: 2 }
  expect([0, 0.1 + 0.2, 0.99999, 1].map((value) => textAt(value, slider))).toEqual(['0', '0.3', '1', '1'])
  expect(textAt(200, { low: 0, high: 1000, step: 10, decimals: 0 })).toBe('200')
})
