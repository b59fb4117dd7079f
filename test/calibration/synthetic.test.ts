/** The synthetic file of the documentation is what its generator writes. `UPDATE=1` rewrites it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { calibrate } from '../../src/calibration/calibration.ts'
import { parseHistory } from '../../src/sim/process/history-csv.ts'
import { BLOCK_FEES } from '../../src/sim/process/mean-reverting.ts'
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

test('the guide lists the parameters that the file is made with', () => {
  const guide = readFileSync(new URL('../../docs/how-to/calibrate.md', import.meta.url), 'utf8')
  const row = (start: string): string => guide.split('\n').find((line) => line.startsWith(`| ${start}`))!
  const { drift, calmVolatility, wildVolatility, calmDays, wildDays } = TRUE.regimes
  const percent = (fraction: number): string => `${Math.round(100 * fraction)}%`
  const rows: readonly [string, string][] = [
    ['growth of the expected price', String(drift)],
    ['volatility in the calm', `${percent(calmVolatility)}, ${percent(wildVolatility)}`],
    ['mean days in the calm', `${calmDays}, ${wildDays}`],
    [
      'elasticity of difficulty',
      [NETWORK.near, NETWORK.near + NETWORK.far].map((each) => +(6 * each).toFixed(4)).join(', '),
    ],
    ['fees of a block', `${BLOCK_FEES.median} BTC, ${percent(BLOCK_FEES.logSd)}`],
  ]
  for (const [start, value] of rows) expect(row(start).split('|')[2]!.trim()).toBe(value)
  // What it finds, to the digits shown.
  const { price, network } = calibrate(parseHistory(readFileSync(FILE, 'utf8')).history)
  const found = (name: string, digits: number, scale = 1): string =>
    (scale * price!.fits.regimes.estimates[name]!.value).toFixed(digits)
  expect(row('growth of the expected price')).toContain(`| ${found('drift', 2)} ±`)
  expect(row('mean days in the calm')).toContain(`| ${found('calmDays', 1)} ±`)
  expect(row('volatility in the calm')).toContain(`| ${found('calmVolatility', 1, 100)} ±`)
  expect(row('elasticity of difficulty')).toContain(
    `${network!.response!.reward.after168.value.toFixed(2)} ±`,
  )
})
