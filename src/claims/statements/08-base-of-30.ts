/** Claim 8: a base of 30 BTC is guaranteed. */
import { call } from '../../model/interface/action.ts'
import { btcb } from '../../model/kernel/units.ts'
import bankRun from '../../scenarios/bank-run/index.ts'
import { nobodyRedeems } from '../assumptions.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { exact } from '../decimal.ts'
import * as moves from '../moves.ts'
import { dailyColumn, runsOf, shareOfPaths } from '../runs.ts'

const BASE = btcb('30')

const PATHS = 6

/** Parts of all AMT that leave through the RCL within five days, in percent; the scenario's default is 40. */
const LEAVING = ['0', '1', '10', '40'] as const

/** The lowest closes of the paths, ascending. */
function lowest(seed: bigint, leaving: string): readonly string[] {
  const byValue = (a: string, b: string): number => (exact(a) < exact(b) ? -1 : 1)
  return runsOf(bankRun, { seed, paths: PATHS, set: { leaving } })
    .map((run) => dailyColumn(run, 'backing').toSorted(byValue)[0]!)
    .toSorted(byValue)
}

function study(seed: bigint): StudyFinding {
  const closes = LEAVING.map((leaving) => lowest(seed, leaving))
  const below = (of: readonly string[]): number => of.filter((value) => exact(value) < exact('30')).length
  const texts = LEAVING.map((leaving, at) => {
    const [low, high] = [closes[at]![0]!, closes[at]!.at(-1)!].map((value) => Number(value).toFixed(2))
    return (
      `if ${leaving}% of the AMT leave in ${shareOfPaths(below(closes[at]!), PATHS)}, with lowest ` +
      `closes of ${low} to ${high} BTCB`
    )
  })
  return {
    is: below(closes.at(-1)!) === 0 ? 'partly testable' : 'fails',
    paths: LEAVING.length * PATHS,
    text: `In ${bankRun.days} days the RCL closes below 30 BTCB ${texts.join('; ')}.`,
    repeat: `npm run simulate -- bank-run --seed ${seed}`,
  }
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
      name: 'in-a-bank-run',
      property: 'When 40% of all AMT leave through the RCL, it holds 30 BTCB at each close.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen:
    'Whether the 30 BTC are what the RCL began with, as in the first reading of the text, or a ' +
    'minimum that somebody would restore: no contract and nobody named would.',
} satisfies Claim
