/** Claim 40: BTCB is BTC. */
import depeg from '../../scenarios/depeg/index.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { exact } from '../decimal.ts'
import { metricOf, runsOf, shareOfPaths } from '../runs.ts'

const PATHS = 6

/** Breaks of the peg a year, to 0.90 to 0.97. */
const BREAKS = ['0', '1', '6'] as const

function study(seed: bigint): StudyFinding {
  const texts = BREAKS.map((breaksPerYear) => {
    const runs = runsOf(depeg, { seed, paths: PATHS, set: { breaksPerYear } })
    const kept = runs.filter((run) => exact(metricOf(run, 'lowestPeg')) === exact('1')).length
    const worst = Math.max(...runs.map((run) => Number(metricOf(run, 'worstFall'))))
    return (
      `with ${breaksPerYear} ${breaksPerYear === '1' ? 'break' : 'breaks'} a year in ${shareOfPaths(kept, PATHS)}, and the floor in BTC falls ` +
      `by at most ${worst.toFixed(1)}%`
    )
  })
  const held = runsOf(depeg, { seed, paths: PATHS, set: { breaksPerYear: '0' } })
  return {
    is: held.every((run) => exact(metricOf(run, 'lowestPeg')) === exact('1')) ? 'partly testable' : 'fails',
    paths: BREAKS.length * PATHS,
    text:
      `BTCB is worth 1 BTC on all of ${depeg.days} days ${texts.join('; ')}. No contract reads what ` +
      'BTCB is worth: the floor in BTCB rises meanwhile. How often the peg breaks is an assumption, to ' +
      '0.90 to 0.97.',
    repeat: `npm run simulate -- depeg --seed ${seed}`,
  }
}

export default {
  number: 40,
  quotation:
    'BTCB es un activo […] envuelto (pegado) […] con una relación 1:1 con BTC bloqueado […] La ' +
    'cantidad de BTC bloqueado puede no ser exactamente la misma que el BTC envuelto porque estos ' +
    'datos de auditoría no se actualizan en tiempo real',
  place: 'Wrapped BitCoin - BTCB',
  english:
    'BTCB is a wrapped (pegged) asset with a ratio of 1:1 to locked BTC. The amount of locked BTC ' +
    'may not be exactly that of wrapped BTC, because these audit data are not updated in real time.',
  readings: [
    {
      by: 'study',
      name: 'at-all-times',
      property: 'One BTCB is worth one BTC at all times.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen:
    'Everything: it is a promise of Binance, which no contract of the project can enforce or check.',
} satisfies Claim
