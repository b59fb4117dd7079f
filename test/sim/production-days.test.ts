/**
 * Differential test: daily payments of the simulated treasury against the model's production days in the same
 * environments.
 */
import { describe, expect, test } from 'vitest'

import { sumOf } from '../../src/model/economics/bridge.ts'
import { subsidyAt } from '../../src/model/economics/mining.ts'
import {
  produceDays,
  type OutsideDay,
  type ProductionDay,
  type ProductionTerms,
} from '../../src/model/economics/production-days.ts'
import { toBase } from '../../src/model/kernel/units.ts'
import depeg from '../../src/scenarios/depeg/index.ts'
import { simulateDays } from '../../src/sim/engine/simulation.ts'
import { feesPerBlock, type Environment } from '../../src/sim/environment.ts'
import { toBaseUnits } from '../../src/sim/math/base-units.ts'
import { source } from '../../src/sim/random/stream.ts'
import type { Summary } from '../../src/sim/recording/summary.ts'

const DAYS = 120

/**
 * Long outages, a broken peg, and expensive power, so that machines idle on some days; all of them occur on
 * the path of seed 3.
 */
const SETTINGS = {
  standby: '40',
  meanUpDays: '20',
  meanDownDays: '10',
  breaksPerYear: '30',
  btcVolatility: '150',
  powerPrice: '0.07',
  batch: '0.3',
  delayDays: '3',
  fee: '0.01',
  buffer: '0.1',
}

/** The same settings in the model's units. */
const TERMS: Omit<ProductionTerms, 'policy'> = {
  farm: {
    joulesPerTh: toBase('30'),
    uptime: toBase('0.92'),
    standby: toBase('0.4'),
    poolFee: toBase('0.025'),
    loss: toBase('0.03'),
    capexUsd: 0n,
    lifeDays: 1n,
  },
  bridge: {
    batch: toBase('0.3') as ProductionTerms['bridge']['batch'],
    delayDays: 3,
    fee: toBase('0.01') as ProductionTerms['bridge']['fee'],
    backing: toBase('0.1') as ProductionTerms['bridge']['backing'],
  },
}

const outside = (environment: Environment): OutsideDay => ({
  difficulty: BigInt(Math.floor(environment.network.difficulty)),
  perBlock: subsidyAt(BigInt(environment.network.height)) + feesPerBlock(environment),
  usdPerBtc: toBaseUnits(environment.btc.usd),
  usdPerKwh: toBaseUnits(environment.power.value),
  ths: BigInt(environment.fleet.ths),
  bridgeUp: environment.bridge.up,
  peg: toBaseUnits(environment.peg.peg),
})

function trajectory(costs: ProductionTerms['policy']): Summary {
  const { bound } = depeg.at({ ...SETTINGS, costs })
  return simulateDays(bound, [], { from: source(3n, 0), days: DAYS, onClose: () => {} }).summary
}

/** Amount paid on each day, in the simulation and by the model. */
const paidOnChain = ({ closes }: Summary): readonly bigint[] =>
  closes.map(({ tally }, day) => tally.paid - (day === 0 ? 0n : closes[day - 1]!.tally.paid))

const paidByModel = (days: readonly ProductionDay[]): readonly bigint[] =>
  days.map(({ traffic }) => sumOf(traffic.paid))

describe.each(['deducted', 'retained'] as const)('with costs %s', (policy) => {
  const summary = trajectory(policy)
  const environments = summary.closes.map(({ view }) => outside(view.environment))
  const days = produceDays({ ...TERMS, policy }, environments)

  test('the treasury pays exactly what the model’s production days pay, through outages and idle days', () => {
    expect(paidOnChain(summary)).toEqual(paidByModel(days))
    expect(days.filter(({ traffic }) => traffic.late > 0n).length).toBeGreaterThan(5)
    const idle = days.filter((day) => day.idle).length
    if (policy === 'deducted') expect(idle).toBeGreaterThan(5)
    else expect(idle).toBe(0)
    expect(days.filter((day) => !day.idle).length).toBeGreaterThan(5)
  })

  test('kills mutants with another policy, fee, delay, fleet or bridge', () => {
    const other = policy === 'deducted' ? 'retained' : 'deducted'
    const { bridge } = TERMS
    const mutants = [
      produceDays({ ...TERMS, policy: other }, environments),
      produceDays(
        { ...TERMS, policy, bridge: { ...bridge, fee: (bridge.fee + 10n ** 15n) as never } },
        environments,
      ),
      produceDays({ ...TERMS, policy, bridge: { ...bridge, delayDays: 4 } }, environments),
      produceDays(
        { ...TERMS, policy },
        environments.map((day) => ({ ...day, ths: day.ths + 1n })),
      ),
      produceDays(
        { ...TERMS, policy },
        environments.map((day) => ({ ...day, bridgeUp: true })),
      ),
    ]
    for (const mutant of mutants) expect(paidByModel(mutant)).not.toEqual(paidOnChain(summary))
  })
})
