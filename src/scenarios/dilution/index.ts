/**
 * Dilution: does an emission make existing holders poorer?
 *
 * An AMT is a claim on payments, on hash rate and on the RCL. An emission of m AMT on a supply of S leaves
 * S/(S+m) of each, unless hash power or BTCB is added.
 *
 * Method: one emission on day 10. Variants add matching hash power, a matching deposit, both or neither, on a
 * grid of sizes.
 *
 * Expected: matching hash power keeps the payouts, a matching deposit keeps the floor, and neither replaces
 * the other. The default is the whitepaper's policy: hash power without a deposit. Nobody loses at the pool
 * price; all earlier holders together can take out less, because the pool is shared with the new AMT.
 *
 * Of the past, between launch and July 2023, the floor is a conclusion under an assumption about deposits
 * (`past.ts`).
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { amt, BASIS_POINTS, type Amt } from '../../model/kernel/units.ts'
import { emitter } from '../../sim/agents/issuance/emitter.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { arrival } from '../../sim/process/arrival.ts'
import { scenario, type InitialState } from '../../sim/definition/scenario.ts'
import {
  dilutionMetrics,
  EMISSION_DAY,
  hypothesesOfVariants,
  GRID,
  gridOfEmissions,
  gridVariant,
  payoutsByCase,
  thPerMillionAmt,
} from './hypotheses.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { supplyOf } from '../shared/july-2023.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { classTable, tradingClasses } from '../shared/classes.ts'
import { CLAIMS, participants } from '../shared/participants.ts'
import { PARAMETERS, type Dilution } from './parameters.ts'
import { depositStage, floorByDeposits, hypothesesOfPast } from './past.ts'
import { wealthByCase, wealthMetrics } from './wealth.ts'

const emissionOf = ({ emission }: Dilution): Amt => amt(emission.toFixed(18))

/** Added hash rate in TH/s: `hashRate · emission / supply · match`, rounded down to whole TH/s. */
function boughtOf(settings: Dilution): number {
  const match = BigInt(settings.hashMatch.mul(10_000).toFixed(0))
  return Number(
    (BigInt(settings.hashRate) * emissionOf(settings) * match) / (supplyOf(settings) * BASIS_POINTS),
  )
}

function agents(settings: Dilution): readonly Agent[] {
  return [
    treasury(treasuryOf(settings)),
    ...participants(settings, { acts: CLAIMS }),
    emitter({
      day: EMISSION_DAY,
      amount: emissionOf(settings),
      depositMatch: BigInt(settings.depositMatch.mul(10_000).toFixed(0)),
    }),
  ]
}

/** July 2023, with what was deposited in the RCL since the launch. */
function initialState(settings: Dilution, people: readonly Agent[]): InitialState {
  const before = initialStateOf(settings, people)
  const [launch, ...later] = before.stages
  return { ...before, stages: [launch!, ...depositStage(settings), ...later] }
}

export default scenario({
  name: 'dilution',
  question: 'Am I diluted by an emission, with and without hash power and deposit to match?',
  days: 24,
  primary: { metric: 'floorNow', better: 'higher' },
  limits: [
    'Added machines run from the next day on, without a delay for delivery.',
    'The people of the cap table hold and claim, so the pool price does not react to the emission.',
  ],
  parameters: PARAMETERS,
  initialState,
  processes: (settings) => ({
    ...processesOf(settings),
    fleet: arrival({ ths: settings.hashRate, bought: boughtOf(settings), day: EMISSION_DAY + 1 }),
  }),
  agents,
  record: () => ({
    day: gauges.day,
    date: gauges.date,
    supply: gauges.supply,
    hashRate: gauges.hashRate,
    thPerMillionAmt,
    backing: gauges.backing,
    floorPrice: gauges.floorPrice,
    payoutPerAmt: gauges.payoutPerAmt,
    poolPrice: gauges.poolPrice,
    unclaimed: gauges.unclaimed,
  }),
  groups: tradingClasses,
  tables: (settings, run) => [classTable(run), floorByDeposits(settings)],
  metrics: dilutionMetrics,
  charts: [
    {
      name: 'floor-and-hash-rate',
      title: 'Floor and hash rate per AMT',
      caption: 'Values at each close. The emission is on day 10; its machines run from day 11 on.',
      kind: 'steps',
      table: 'daily',
      x: 'day',
      y: ['floorPrice', 'thPerMillionAmt'],
    },
    {
      name: 'past-floor',
      title: 'Floor from launch to July 2023',
      caption:
        'Change by what was deposited in the RCL in between, which is not published: with the whitepaper’s BTCB as of the launch, and as of July 2023.',
      kind: 'lines',
      table: 'past',
      x: 'deposits',
      y: ['change', 'changeIfIncluded'],
    },
  ],
  always: INVARIANTS,
  hypotheses: hypothesesOfPast,
  answer: (_settings, { say }) =>
    `With ${say('emitted')} more, a holder has ${say('ownership')} the share of all AMT as before. The hash rate per million AMT goes from ${say('hashRateThen')} to ${say('hashRateNow')}, and the floor changes by ${say('floorChange')}. Without a deposit the wealth of all earlier holders changes by ${say('holdersSpotBare')} at the pool price and by ${say('holdersJointBare')} if everybody exits, with a matching one by ${say('holdersJointDeposit')}.`,
  compare: {
    variants: () => [
      { name: 'none', title: 'No emission', set: { emission: '0' } },
      { name: 'bare', title: 'No match', set: { hashMatch: '0', depositMatch: '0' } },
      { name: 'hash', title: 'Matching hash power', set: { hashMatch: '100', depositMatch: '0' } },
      { name: 'deposit', title: 'Matching deposit', set: { hashMatch: '0', depositMatch: '100' } },
      { name: 'both', title: 'Both', set: { hashMatch: '100', depositMatch: '100' } },
      ...GRID.emissions.flatMap((emission) => GRID.matches.map((match) => gridVariant(emission, match))),
    ],
    tables: (_settings, run) => [payoutsByCase(run), gridOfEmissions(run), wealthByCase(run, EMISSION_DAY)],
    metrics: (_settings, run) => wealthMetrics(run, EMISSION_DAY),
    charts: [
      {
        name: 'floor-contour',
        title: 'Floor after the emission',
        caption: 'By size of the emission and matching deposit. At 100% the floor is unchanged.',
        kind: 'contour',
        table: 'grid',
        x: 'emission',
        y: ['match'],
        z: 'floor',
      },
      {
        name: 'hash-rate-contour',
        title: 'Hash rate per AMT after the emission',
        caption: 'By size of the emission and matching hash power. At 100% it is unchanged.',
        kind: 'contour',
        table: 'grid',
        x: 'emission',
        y: ['match'],
        z: 'thPerMillionAmt',
      },
      {
        name: 'payouts-by-case',
        title: 'Payouts per AMT after the emission',
        caption: 'Payouts of the last 13 days, by what was added with the emission.',
        kind: 'bars',
        table: 'cases',
        x: 'case',
        y: ['payouts'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
