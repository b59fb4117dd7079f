import { describe, expect, test } from 'vitest'

import { subsidyAt } from '../../../src/model/economics/mining.ts'
import { discounted } from '../../../src/sim/valuation/discounted.ts'
import { perpetuity } from '../../../src/sim/valuation/perpetuity.ts'
import { VALUATION_RULES } from '../../../src/sim/valuation/valuation.ts'
import { putPrice, withFloorPut } from '../../../src/sim/valuation/put.ts'
import { productionOf, type Treasury } from '../../../src/sim/agents/operations/treasury.ts'
import type { Split } from '../../../src/sim/agents/operations/split.ts'
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

/** A share of the RCL that the view says, also expected of coming months. */
const SPLIT_OF_THE_VIEW: Split = {
  now: (each) => (each as unknown as { readonly share: bigint }).share,
  expected: (each) => () => Number((each as unknown as { readonly share: bigint }).share),
} as Split

interface Figures {
  readonly environment: Environment
  readonly supply: bigint
  readonly backing: bigint
  readonly share: bigint
}

const viewOf = ({ supply, backing, ...more }: Figures): AgentView =>
  view({ supply: () => supply, backing: () => backing, ...more } as object)

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

describe('discounted payouts month by month', () => {
  const OF_ONE = {
    supply: (token: string) => (token === 'amt' ? 10n ** 18n : 7n),
    backing: () => 0n,
  } as never
  const perMonth = 365 / 12

  test('fall by half in the month in which the halving is due', () => {
    // 365 days of 144 blocks are twelve months.
    const height = 840_000 - 365 * 144
    const at = (months: number): number =>
      discounted(treasury(), { ...still, requiredReturn: 0, months })(
        view({ ...(OF_ONE as object), environment: environment(height) }),
      )!
    const month = at(1)
    expect(at(12) / month).toBeCloseTo(12, 10)
    expect(at(13) / month).toBeCloseTo(12.5, 10)
    // One block less in a year: the halving is a month later.
    const later = discounted(treasury(), { ...still, requiredReturn: 0, months: 13 })(
      view({ ...(OF_ONE as object), environment: environment(height - 1) }),
    )!
    expect(later / month).toBeCloseTo(13, 10)
  })

  test('keep their fees through a halving', () => {
    const now = { ...environment(839_999), fees: { value: 1.25 } } as Environment
    const at = (months: number): number =>
      discounted(treasury(), { ...still, requiredReturn: 0, months })(
        view({ ...(OF_ONE as object), environment: now }),
      )!
    const { mined, poolFee } = productionOf(treasury(), now)
    expect(at(1) / (Number(mined - poolFee) * perMonth)).toBeCloseTo(1, 10)
    // 6.25 and 1.25 BTC a block, then 3.125 and 1.25.
    expect((at(3) - at(1)) / at(1)).toBeCloseTo((2 * 4.375) / 7.5, 10)
  })

  test('have power and depreciation deducted, which get cheaper in BTC as its price grows', () => {
    const months = 3
    const farm = treasury({
      costs: 'deducted',
      machinePrice: 5n * 10n ** 18n,
      farm: { ...FARM, lifeDays: 1000n },
    })
    const { mined, poolFee, power, capex } = productionOf(farm, environment())
    expect(capex).toBeGreaterThan(0n)
    const value = discounted(farm, { ...still, btcGrowth: 1, requiredReturn: 0, months })(view(OF_ONE))!
    let expected = 0
    for (let month = 0; month < months; month++)
      expected += (Number(mined - poolFee) - Number(power + capex) * 2 ** (-month / 12)) * perMonth
    expect(value / expected).toBeCloseTo(1, 10)
  })

  test('are nothing where nothing is earned, and without supply', () => {
    const dear = view({
      ...(OF_ONE as object),
      environment: { ...environment(), power: { value: 10 } } as Environment,
    })
    expect(discounted(treasury({ costs: 'deducted' }), still)(dear)).toBe(0)
    expect(discounted(treasury(), still)(view({ supply: () => 0n }))).toBe(0)
  })

  test('go to the RCL by the share that is expected of their month', () => {
    const shares: number[] = []
    const split: Split = {
      ...SPLIT_OF_THE_VIEW,
      expected: () => (month) => {
        shares.push(month)
        return 0
      },
    }
    discounted({ ...treasury(), split }, { ...still, months: 3 })(view())
    expect(shares).toEqual([0, 1, 2])
  })
})

describe('the memory of discounted payouts', () => {
  test('never shows: each answer is that of a valuation which is asked for the first time', () => {
    const treasuryOf = (): Treasury => ({ ...treasury(), split: SPLIT_OF_THE_VIEW })
    const outlook = { ...still, months: 2 }
    const remembering = discounted(treasuryOf(), outlook)
    // Without machines the floor alone is worth something; with them it is nothing beside the payouts.
    const environments = [{ ...environment(), fleet: { ths: 0, bought: 0 } }, environment(839_999)]
    // Numbers that coincide among and within supply, share and floor, which is 10^9 for 1 wei over 10^9.
    const [supplies, backings, shares] = [
      [0n, 1n, 2n, 10n ** 9n],
      [0n, 1n, 2n],
      [0n, 1n, 2n],
    ]
    const views = environments.flatMap((each) =>
      supplies.flatMap((supply) =>
        backings.flatMap((backing) =>
          shares.map((share) => viewOf({ environment: each, supply, backing, share })),
        ),
      ),
    )
    const answers = views.map((each) => discounted(treasuryOf(), outlook)(each))
    for (const [i, first] of views.entries())
      for (const [j, second] of views.entries()) {
        expect(remembering(first)).toBe(answers[i])
        expect(remembering(second)).toBe(answers[j])
      }
  })
})

describe('the floor as a put option', () => {
  test('is the expected payoff of the strike, by integration over the lognormal price', () => {
    for (const [spot, strike, volatility, years, rate] of [
      [0.5, 0.9, 0.8, 1, 0],
      [0.9, 0.5, 0.3, 4, 0.05],
      [1, 1, 1, 1, 0.1],
      [30, 25, 2, 0.25, 0.02],
    ] as const) {
      const spread = volatility * Math.sqrt(years)
      const discount = (1 + rate) ** -years
      // The price after `years` is spot / discount * e^(spread z - spread^2 / 2). Midpoints over z.
      let payoff = 0
      for (let z = -9; z < 9; z += 0.002) {
        const price = (spot / discount) * Math.exp(spread * (z + 0.001) - spread ** 2 / 2)
        payoff += Math.max(0, strike - price) * Math.exp(-((z + 0.001) ** 2) / 2) * 0.002
      }
      const expected = (discount * payoff) / Math.sqrt(2 * Math.PI)
      expect(putPrice(spot, strike, { volatility, years, rate }) / expected).toBeCloseTo(1, 5)
    }
  })

  test('is the discounted strike less the spot where the spot is 0 or below, or nothing varies', () => {
    const varying = { volatility: 0.5, years: 1, rate: 0.25 }
    expect(putPrice(-0.5, 10, varying)).toBeCloseTo(8.5, 12)
    expect(putPrice(-3, 10, varying)).toBeCloseTo(11, 12)
    expect(putPrice(0.5, -10, varying)).toBe(0)
    expect(putPrice(0.5, -0.5, varying)).toBe(0)
    expect(putPrice(-20, -10, varying)).toBeCloseTo(12, 12)
    expect(putPrice(0, 0, varying)).toBe(0)
    // The discounted strike rounds to 0.
    expect(putPrice(0, 1, { volatility: 0.5, years: 10_000, rate: 0.1 })).toBe(0)
    expect(putPrice(1, 0, { volatility: Infinity, years: 1, rate: 0 })).toBe(0)
    expect(putPrice(8, 8, { volatility: 0, years: 1, rate: 0 })).toBe(0)
    expect(putPrice(8, 8, { volatility: 1, years: 0, rate: 0.1 })).toBe(0)
  })

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

test('the rules are in the order in which the parameter `valuation` explains them', () => {
  expect(VALUATION_RULES).toEqual(['perpetuity', 'discounted', 'put', 'mixture'])
})
