/** The synthetic file of the documentation is what its generator writes. `UPDATE=1` rewrites it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { calibrate } from '../../src/calibration/calibration.ts'
import { parseHistory } from '../../src/sim/process/history-csv.ts'
import { NETWORK, syntheticCsv } from './synthetic.ts'
import { TRUE } from './simulated.ts'

const FILE = new URL('../../docs/examples/history.csv', import.meta.url)

test('the file is reproducible', () => {
  const text = syntheticCsv()
  if (process.env['UPDATE'] !== undefined) writeFileSync(FILE, text)
  expect(readFileSync(FILE, 'utf8')).toBe(text)
})

test('a calibration recovers what the file was made with', () => {
  const { price, network, levels } = calibrate(parseHistory(syntheticCsv()).history)
  expect(price!.best).toBe('regimes')
  for (const [name, truth] of Object.entries(TRUE.regimes)) {
    const { value, standardError } = price!.fits.regimes.estimates[name]!
    expect(Math.abs(value - truth), name).toBeLessThan(3 * standardError!)
  }
  const { after84, after168 } = network!.response!.reward
  expect(Math.abs(after84.value - 6 * NETWORK.near)).toBeLessThan(3 * after84.standardError!)
  expect(Math.abs(after168.value - 6 * (NETWORK.near + NETWORK.far))).toBeLessThan(
    3 * after168.standardError!,
  )
  // Medians: 0.056 BTC of fees; 3 gwei times e^(0.2 · 0.674), the median of |Z|.
  expect(levels.fees_btc!.median).toBeCloseTo(0.056, 1)
  expect(levels.gas_gwei!.median).toBeGreaterThan(3.3)
  expect(levels.gas_gwei!.median).toBeLessThan(3.6)
})
