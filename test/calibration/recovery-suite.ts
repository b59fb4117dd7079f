/**
 * Recovery suite: on simulated data, the 95% intervals of each model cover the true parameters.
 *
 * An interval that is far too wide covers always, so the spread of the estimates is compared with the
 * reported standard errors, too.
 */
import { describe, expect, it } from 'vitest'
import { fitGbm } from '../../src/calibration/gbm-fit.ts'
import { fitMerton } from '../../src/calibration/merton-fit.ts'
import { fitRegimes } from '../../src/calibration/regimes-fit.ts'
import type { ModelFit, PriceModel } from '../../src/calibration/model-fit.ts'
import { processes, returnsOf, TRUE } from './simulated.ts'

const FITS: Readonly<Record<PriceModel, (returns: readonly (number | undefined)[]) => ModelFit>> = {
  gbm: fitGbm,
  merton: fitMerton,
  regimes: fitRegimes,
}

export interface Recovery {
  readonly seeds: number
  readonly days: number
  /** Fewest seeds whose interval covers: less likely than 0.2% if the coverage is 95%. */
  readonly covering: number
  /** Largest ratio of spread to standard error, either way: some 0.1% per parameter. */
  readonly ratio: number
}

export function recoverySuite({ seeds, days, covering, ratio }: Recovery): void {
  describe.each(['gbm', 'merton', 'regimes'] as const)('a fit of %s', (model) => {
    const fits = Array.from({ length: seeds }, (_seed, seed) =>
      FITS[model](returnsOf(processes[model], seed + 1, days)),
    )

    it.each(Object.entries(TRUE[model]))('covers the true %s', (name, truth) => {
      const covers = fits.filter(({ estimates }) => {
        const { low, high } = estimates[name]!
        return low !== undefined && high !== undefined && low <= truth && truth <= high
      })
      expect(covers.length).toBeGreaterThanOrEqual(covering)
    })

    it.each(Object.keys(TRUE[model]))('reports the spread of %s as its standard error', (name) => {
      const values = fits.map(({ estimates }) => estimates[name]!.value)
      const mean = values.reduce((sum, value) => sum + value, 0) / seeds
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (seeds - 1))
      const errors = fits
        .map(({ estimates }) => estimates[name]!.standardError ?? NaN)
        .toSorted((a, b) => a - b)
      const typical = errors[Math.floor(seeds / 2)]!
      expect(spread / typical).toBeGreaterThan(1 / ratio)
      expect(spread / typical).toBeLessThan(ratio)
    })
  })
}
