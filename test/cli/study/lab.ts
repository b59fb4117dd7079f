/**
 * A lab for the tests of studies: the village with a gambler, whose luck differs from path to path, and means to make things go wrong.
 *
 * Threads load this module by themselves, so what a test wants of them comes through the environment:
 * - `AMT_LAB_RUNS`: a file to which every run appends its point's share and its path;
 * - `AMT_LAB_DEATHS`: a directory; the thread that finds `die-PATH` in it before it runs that path takes the file away and dies.
 */
import { appendFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lab as real, type Lab } from '../../../src/cli/lab.ts'
import type { Invariant } from '../../../src/model/invariants/invariant.ts'
import { amt, btcb, fromBase } from '../../../src/model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../../src/sim/agent.ts'
import * as gauges from '../../../src/sim/recording/gauge.ts'
import { integer, percent } from '../../../src/sim/definition/parameter.ts'
import { amountBetween } from '../../../src/sim/random/integer.ts'
import { bernoulli } from '../../../src/sim/random/uniform.ts'
import { runScenario } from '../../../src/sim/run.ts'
import { lastOf } from '../../../src/sim/recording/summary.ts'
import { redemptionRateDown } from '../../../src/sim/view/agent-view.ts'
import { scenario, type Scenario } from '../../../src/sim/definition/scenario.ts'
import { gbm } from '../../../src/sim/process/gbm.ts'
import { constantProcess } from '../../../src/sim/environment.ts'
import { initialStateWith, initialHolders } from '../../support/sim-world.ts'

/** Pays 1 BTCB a day, `share` percent of it to the RCL. */
const patron = (share: number): Agent => ({
  name: 'patron',
  people: [],
  phase: 'payment',
  prepare: () => [approveAll('payer', 'btcb', 'master')],
  act: () => [
    [
      call('binance', 'btcb.mint', { amount: btcb('1') }),
      call('binance', 'btcb.transfer', { to: 'payer', amount: btcb('1') }),
      call('payer', 'master.payRent', { amountBtcb: btcb('1'), vaultParticipation: BigInt(share) }),
    ],
  ],
})

/** Redeems up to 10 AMT of alice's a day, and now and then loses his mind. */
const gambler = (mishap: number): Agent => ({
  name: 'gambler',
  people: [],
  phase: 'day',
  prepare: () => [approveAll('alice', 'amt', 'burnVault')],
  act: (_view, draw) => {
    if (bernoulli(draw, mishap)) throw new Error('the gambler lost his mind')
    return [
      [call('alice', 'burnVault.backingWithdraw', { amount: amountBetween(draw, amt('1'), amt('10')) })],
    ]
  },
})

/** Breaks as soon as the RCL is rich, which shows what a study says of that. */
const modesty: Invariant<null> = {
  name: 'modesty',
  statement: 'The RCL never holds more than 11 BTCB.',
  source: 'a test',
  start: () => null,
  next: (_state, { observed }) => {
    const backing = observed.read({ on: 'btcb', fn: 'balanceOf', args: ['burnVault'] }) as bigint
    return backing > btcb('11') ? { violation: `it holds ${fromBase(backing)}` } : { state: null }
  },
}

const hamlet = (name: string, always: Scenario['always']): Scenario =>
  scenario({
    name,
    question: 'How does the gambler fare?',
    days: 3,
    parameters: {
      share: integer({ title: 'For the RCL', unit: '%', default: '20', min: '0', max: '100' }),
      mishap: percent({ title: 'How often the gambler fails a day', default: '0', min: '0', max: '100' }),
    },
    initialState: () => initialStateWith(),
    processes: () => ({
      btc: gbm({ usd: 30_400, drift: 0, volatility: 0.5 }),
      network: constantProcess('network', {
        height: 798_200,
        blocks: 144,
        difficulty: 53.91e12,
        hashRate: 3.86e20,
        epochSeconds: 0,
      }),
      fleet: constantProcess('fleet', { ths: 223_446, bought: 0 }),
      power: constantProcess('power', { value: 0.055 }),
    }),
    agents: ({ share, mishap }) => [initialHolders, patron(share), gambler(mishap.toNumber())],
    record: () => ({
      day: gauges.day,
      date: gauges.date,
      btcPrice: gauges.btcPrice,
      floorPrice: gauges.floorPrice,
      redeemedAmt: gauges.redeemedAmt,
    }),
    metrics: (_settings, run) => {
      const { view, tally } = lastOf(run)
      return {
        finalFloor: { title: 'Floor', unit: 'BTC/AMT', value: fromBase(redemptionRateDown(view)) },
        redeemed: { title: 'Redeemed', unit: 'AMT', value: fromBase(tally.redeemedAmt) },
        luck: {
          title: 'Days of luck',
          unit: 'days',
          value: tally.redeemedAmt > amt('20') ? 'never' : String(tally.redemptions),
        },
      }
    },
    charts: [],
    always,
    hypotheses: () => [],
  })

export const lab: Lab = {
  ...real,
  scenarios: [hamlet('hamlet', []), hamlet('modest', [modesty])],
  run: (which, options) => {
    const { AMT_LAB_RUNS: runs, AMT_LAB_DEATHS: deaths } = process.env
    const death = deaths === undefined ? undefined : join(deaths, `die-${options.path}`)
    if (death !== undefined && existsSync(death)) {
      rmSync(death)
      process.exit(9)
    }
    if (runs !== undefined) appendFileSync(runs, `${options.set?.['share'] ?? 'default'} ${options.path}\n`)
    return runScenario(which, options)
  },
}
