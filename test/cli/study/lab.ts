/**
 * Test lab for studies: a small world with a gambler, whose random redemptions differ between paths, and with
 * failure injection.
 *
 * Worker threads load this module themselves, so tests control them by environment variables:
 *
 * - `AMT_LAB_RUNS`: a file to which every run appends its point's share and its path.
 * - `AMT_LAB_CRASHES`: a directory. A worker that finds `crash-PATH` before running that path removes it and
 *   exits.
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

/** Redeems up to 10 AMT of alice's per day, and throws with probability `mishap`. */
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

/** An invariant that breaks on some paths. */
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

const gamble = (name: string, always: Scenario['always']): Scenario =>
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
  scenarios: [gamble('gamble', []), gamble('modest', [modesty])],
  run: (which, options) => {
    const { AMT_LAB_RUNS: runs, AMT_LAB_CRASHES: crashes } = process.env
    const crash = crashes === undefined ? undefined : join(crashes, `crash-${options.path}`)
    if (crash !== undefined && existsSync(crash)) {
      rmSync(crash)
      process.exit(9)
    }
    if (crashes !== undefined && existsSync(join(crashes, `always-${options.path}`))) process.exit(9)
    if (runs !== undefined) appendFileSync(runs, `${options.set?.['share'] ?? 'default'} ${options.path}\n`)
    return runScenario(which, options)
  },
}
