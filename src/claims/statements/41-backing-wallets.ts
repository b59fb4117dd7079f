/** Claim 41: the backing wallets cover an outage of the bridge. */
import depeg from '../../scenarios/depeg/index.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { metricOf, runsOf, shareOfPaths } from '../runs.ts'

const PATHS = 6

/** BTCB in the backing wallets; the whitepaper names no amount. */
const BUFFERS = ['0.25', '1', '2', '4'] as const

/** The scenario's default. */
const DEFAULT = '1'

function study(seed: bigint): StudyFinding {
  const covered = (buffer: string): number =>
    runsOf(depeg, { seed, paths: PATHS, set: { buffer } }).filter((run) => metricOf(run, 'shortDays') === '0')
      .length
  const texts = BUFFERS.map((buffer) => `${buffer} BTCB in ${shareOfPaths(covered(buffer), PATHS)}`)
  return {
    is: covered(DEFAULT) === PATHS ? 'partly testable' : 'fails',
    paths: BUFFERS.length * PATHS,
    text:
      `In ${depeg.days} days with outages of the bridge of 5 days on average, 45 days apart, every ` +
      `payment that falls due is made in full with ${texts.join(', ')}. Both lengths are assumptions.`,
    repeat: `npm run simulate -- depeg --seed ${seed}`,
  }
}

export default {
  number: 41,
  quotation:
    'garantizamos la disponibilidad de carteras que contendrán BBTC de respaldo para que, en caso de ' +
    'cualquier fallo del puente, se pueda realizar el pago correspondiente dentro del tiempo ' +
    'determinado',
  place: 'Wrapped BitCoin - BTCB',
  english:
    'We guarantee the availability of wallets that will hold backing BTCB so that, if the bridge ' +
    'fails in any way, the payment can be made within the set time.',
  readings: [
    {
      by: 'study',
      name: 'every-outage',
      property:
        'With 1 BTCB in the backing wallets every payment is made on its day, whatever the bridge does.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen: 'How much BTCB the wallets hold, and how long the “set time” is.',
} satisfies Claim
