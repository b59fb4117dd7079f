/** Simulated histories with known parameters, from the project's own processes. */
import { gbm } from '../../src/sim/process/gbm.ts'
import { merton } from '../../src/sim/process/merton.ts'
import { trajectory, type Process } from '../../src/sim/process/process.ts'
import { regimes } from '../../src/sim/process/regimes.ts'
import { source } from '../../src/sim/random/stream.ts'
import type { Price } from '../../src/sim/process/gbm.ts'
import { logReturns } from '../../src/calibration/returns.ts'

export const TRUE = {
  gbm: { drift: 0.3, volatility: 0.6 },
  merton: { drift: 0.3, volatility: 0.4, jumpsPerYear: 25, jumpMean: -0.02, jumpSd: 0.08 },
  regimes: { drift: 0.3, calmVolatility: 0.35, wildVolatility: 0.95, calmDays: 40, wildDays: 15 },
} as const

/** Daily returns of `days` days of a price path. */
export function returnsOf(process: Process<Price>, seed: number, days: number): (number | undefined)[] {
  return logReturns(pricesOf(process, seed, days))
}

export function pricesOf(process: Process<Price>, seed: number, days: number): number[] {
  return trajectory(process, source(BigInt(seed), 0), 1, days).map(({ usd }) => usd)
}

export const processes = {
  gbm: gbm({ usd: 30_000, ...TRUE.gbm }),
  merton: merton({ usd: 30_000, ...TRUE.merton }),
  regimes: regimes({
    usd: 30_000,
    drift: TRUE.regimes.drift,
    volatility: { calm: TRUE.regimes.calmVolatility, wild: TRUE.regimes.wildVolatility },
    meanStayDays: { calm: TRUE.regimes.calmDays, wild: TRUE.regimes.wildDays },
    regime: 'calm',
  }),
}
