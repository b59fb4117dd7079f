import { describe, expect, test } from 'vitest'

import { subsidyAt } from '../../../src/model/economics/mining.ts'
import { discounted } from '../../../src/sim/valuation/discounted.ts'
import { perpetuity } from '../../../src/sim/valuation/perpetuity.ts'
import { putPrice, withFloorPut } from '../../../src/sim/valuation/put.ts'
import { productionOf } from '../../../src/sim/agents/operations/treasury.ts'
import type { AgentView } from '../../../src/sim/view/agent-view.ts'
import { FARM } from '../../../src/model/economics/mining.ts'
import type { Environment } from '../../../src/sim/environment.ts'

const SUPPLY = 55_000_000n * 10n ** 18n
const BACKING = 30n * 10n ** 18n
const FLOOR = Number((BACKING * 10n ** 18n) / SUPPLY)

const environment = (height = 798_336): Environment =>
  ({
    btc: { usd: 30_400 },
    network: { height, difficulty: 53.91e12 },
    fleet: { ths: 223_446, bought: 0 },
    power: { value: 0.055 },
    fees: { value: 0 },
  }) as Environment

const view = (more: Partial<AgentView> = {}): AgentView =>
  ({
    day: 2,
    environment: environment(),
    supply: () => SUPPLY,
    backing: () => BACKING,
    history: [{ payoutPerAmt: 10n }, { payoutPerAmt: 30n }],
    ...more,
  }) as unknown as AgentView

const treasury = (more: object = {}) => ({ costs: 'retained', farm: FARM, vaultShare: 0n, ...more }) as const
const still = { difficultyGrowth: 0, btcGrowth: 0, requiredReturn: 0.1, months: 120 }

/** Payout of today per AMT and year in BTCB wei, without costs. */
const yearly = (): number => {
  const { mined, poolFee } = productionOf(treasury(), environment())
  return (Number(mined - poolFee) * 365) / (Number(SUPPLY) / 1e18)
}

/** Value of 1 a year in monthly parts over `months` at 10% a year. */
const annuity = (months: number, factor = 1): number => {
  const discount = 1.1 ** (-1 / 12) * factor ** (1 / 12)
  return (discount * (1 - discount ** months)) / (1 - discount) / 12 / factor ** (1 / 12)
}

describe('valuation by a perpetuity', () => {
  test('is the floor plus a year of recent payouts over the required return', () => {
    const valued = perpetuity({ requiredReturn: 0.09, lookBack: 30 })(view())
    expect(valued).toBeCloseTo(FLOOR + (15 * 365) / 0.09, 3)
    expect(perpetuity({ requiredReturn: 0.09, lookBack: 1 })(view())).toBeCloseTo(
      FLOOR + (20 * 365) / 0.09,
      3,
    )
  })

  test('is undefined on the first day', () => {
    expect(
      perpetuity({ requiredReturn: 0.09, lookBack: 30 })(view({ day: 0, history: [] as never })),
    ).toBeUndefined()
  })
})

describe('valuation by discounted payouts', () => {
  test('is an annuity of today’s payouts where nothing grows and no halving comes', () => {
    const halved = discounted(treasury(), { ...still, months: 6 })(view())!
    const atHorizon = FLOOR * 1.1 ** (-6 / 12)
    expect((halved - atHorizon) / (yearly() * annuity(6))).toBeCloseTo(1, 10)
  })

  test('halves the payouts at a halving', () => {
    // One block before the halving, so every month but the first is after it.
    const just = view({ environment: environment(839_999) })
    const value = discounted(treasury(), { ...still, months: 24 })(just)! - FLOOR * 1.1 ** -2
    expect(subsidyAt(840_000n) * 2n).toBe(subsidyAt(839_999n))
    const first = yearly() * annuity(1)
    expect(value / ((yearly() * annuity(24) - first) / 2 + first)).toBeCloseTo(1, 10)
  })

  test('lets payouts fall with growing difficulty', () => {
    const value = discounted(treasury(), { ...still, difficultyGrowth: 0.5, months: 6 })(view())!
    expect((value - FLOOR * 1.1 ** -0.5) / (yearly() * annuity(6, 1 / 1.5))).toBeCloseTo(1, 10)
  })

  test('pays nothing in months whose power costs more than is earned', () => {
    const dear = environment()
    const costly = view({ environment: { ...dear, power: { value: 10 } } as Environment })
    expect(discounted(treasury({ costs: 'deducted' }), still)(costly)).toBeCloseTo(FLOOR / 1.1 ** 10, 3)
    expect(discounted(treasury(), still)(costly)!).toBeGreaterThan(FLOOR)
  })

  test('redeems at the horizon at a floor that the RCL’s share has raised', () => {
    const all = discounted(treasury({ vaultShare: 100n }), { ...still, months: 6 })(view())!
    expect(all / ((FLOOR + yearly() / 2) * 1.1 ** -0.5)).toBeCloseTo(1, 10)
  })
})

describe('the floor as a put option', () => {
  test('matches the textbook value of a European put', () => {
    // J. C. Hull, Options, Futures, and Other Derivatives: spot 42, strike 40, 10% continuously, 20%, half a
    // year.
    const rate = Math.exp(0.1) - 1
    expect(putPrice(42, 40, { volatility: 0.2, years: 0.5, rate })).toBeCloseTo(0.81, 2)
  })

  test('is the intrinsic value without volatility, and at least that with it', () => {
    expect(putPrice(3, 10, { volatility: 0, years: 1, rate: 0 })).toBe(7)
    expect(putPrice(30, 10, { volatility: 0, years: 1, rate: 0 })).toBe(0)
    expect(putPrice(0, 10, { volatility: 0.5, years: 1, rate: 0 })).toBe(10)
  })

  test('never values AMT below the floor, and adds less the further away the floor is', () => {
    const terms = { volatility: 0.5, years: 1, rate: 0.09 }
    expect(withFloorPut(() => 0, terms)(view())).toBe(FLOOR)
    const added = [1, 2, 4].map((times) => withFloorPut(() => FLOOR * times, terms)(view())! - FLOOR * times)
    expect(added[0]).toBeGreaterThan(added[1]!)
    expect(added[1]).toBeGreaterThan(added[2]!)
    expect(withFloorPut(() => undefined, terms)(view())).toBeUndefined()
  })
})
