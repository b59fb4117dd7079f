/**
 * Payout of the project's machines on a day with given price and difficulty, at the scenarios' defaults.
 */
import { work } from '../../model/economics/costs.ts'
import { produce, SAT_PER_BTC } from '../../model/economics/mining.ts'
import { toBase } from '../../model/kernel/units.ts'
import type { PayoutOf } from '../../calibration/backtest/backtest.ts'
import { MINING, treasuryOf } from '../../scenarios/shared/mining.ts'
import { PAYMENT } from '../../scenarios/shared/payment.ts'
import { readSettings } from '../../sim/definition/parameter.ts'
import { toBaseUnits } from '../../sim/math/base-units.ts'
import { subsidyOn } from '../../sim/process/halvings.ts'

const DEFAULTS = readSettings({ ...PAYMENT, ...MINING }, {}).settings

/** What the payout assumes, as a sentence. */
export const PAYOUT_ASSUMPTIONS = `Payouts are those of ${DEFAULTS.hashRate.toLocaleString('en-US')} TH/s with ${DEFAULTS.efficiency.toFixed()} J/TH, power at ${DEFAULTS.powerPrice.toFixed()} USD/kWh, ${DEFAULTS.uptime.mul(100).toFixed()}% uptime and costs ${DEFAULTS.costs}: the defaults of the scenarios, not the project's books.`

/** BTC a day, before the RCL's share. */
export function payoutWith(feesShare: number): PayoutOf {
  const { farm, costs } = treasuryOf(DEFAULTS)
  const ths = BigInt(DEFAULTS.hashRate)
  const usdPerKwh = toBase(DEFAULTS.powerPrice.toFixed())
  return (day, usd, difficulty) => {
    const perBlock = BigInt(Math.round(subsidyOn(day) * (1 + feesShare) * Number(SAT_PER_BTC)))
    const production = produce(
      { ...farm, ths },
      {
        difficulty: BigInt(Math.max(Math.floor(difficulty), 1)),
        perBlock,
        usdPerBtc: toBaseUnits(usd),
        usdPerKwh,
      },
    )
    return Number(work(production, costs).payment) / 1e18
  }
}
