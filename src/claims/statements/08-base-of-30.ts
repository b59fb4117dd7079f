/** Claim 8: a base of 30 BTC is guaranteed. */
import { call } from '../../model/interface/action.ts'
import { btcb } from '../../model/kernel/units.ts'
import baseline from '../../scenarios/baseline/index.ts'
import { nobodyRedeems } from '../assumptions.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { exact } from '../decimal.ts'
import * as moves from '../moves.ts'
import { BASELINE, dailyColumn, runsOf, shareOfPaths } from '../runs.ts'

const BASE = btcb('30')

const { paths, days } = BASELINE

function study(seed: bigint): StudyFinding {
  const lowest = runsOf(baseline, { seed, paths, days }).map((run) => lowestOf(dailyColumn(run, 'backing')))
  const below = lowest.filter((value) => exact(value) < exact('30')).length
  const [low, high] = [lowestOf(lowest), lowest.toSorted(byValue).at(-1)!]
  return {
    is: below === 0 ? 'partly testable' : 'fails',
    paths,
    text: `At the closes of ${days} days of baseline the RCL holds less than 30 BTCB in ${shareOfPaths(below, paths)}. The lowest close of a path is ${Number(low).toFixed(2)} to ${Number(high).toFixed(2)} BTCB.`,
    repeat: `npm run simulate -- baseline --seed ${seed} --days ${days}`,
  }
}

function lowestOf(values: readonly string[]): string {
  return values.toSorted(byValue)[0]!
}

function byValue(a: string, b: string): number {
  return exact(a) < exact(b) ? -1 : 1
}

export default {
  number: 8,
  quotation: 'el proyecto garantiza una cantidad de BTC de base (30 BTC)',
  place: 'Introducción, Reserva Creciente de Liquidez',
  english: 'The project guarantees a base amount of BTC (30 BTC).',
  readings: [
    {
      by: 'search',
      name: 'never-less',
      property: 'Once the RCL holds 30 BTCB, it never holds less.',
      start: [
        call('binance', 'btcb.mint', { amount: BASE }),
        call('binance', 'btcb.transfer', { to: 'burnVault', amount: BASE }),
      ],
      moves: [moves.mint, moves.fundRcl, moves.redeem, moves.redeem, moves.pay, moves.claim],
      violation({ before, after }) {
        if (before.backing() < BASE || after.backing() >= BASE) return undefined
        return `the RCL holds ${after.backing()} base units of BTCB, less than 30 BTCB`
      },
      assumptions: [nobodyRedeems],
      restsOn: ['rcl-pays-redemptions-only'],
    },
    {
      by: 'study',
      name: 'in-a-year',
      property: 'At no close of the first year from July 2023 does the RCL hold less than 30 BTCB.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen:
    'Whether the 30 BTC are what the RCL began with, as in the first reading of the text, or a minimum that somebody would restore: no contract and nobody named would.',
} satisfies Claim
