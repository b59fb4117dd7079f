/** Claim 44: TH/s per AMT improves. */
import baseline from '../../scenarios/baseline/index.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { decimal, exact } from '../decimal.ts'
import { dailyColumn, runsOf } from '../runs.ts'
import { JULY_2023, START } from '../stated.ts'

const DAYS = 120

/**
 * Emission policies for machine orders: AMT for each TH/s as between launch and July 2023, or a constant
 * ratio.
 */
const POLICIES = [
  { name: 'no orders', set: {} },
  { name: 'orders at 73.55 AMT per TH/s', set: { ordersPerYear: '24', orderPolicy: 'per-th' } },
  { name: 'orders at a constant ratio', set: { ordersPerYear: '24', orderPolicy: 'keep-ratio' } },
  {
    name: 'orders at 400 AMT per TH/s',
    set: { ordersPerYear: '24', orderPolicy: 'per-th', orderAmtPerTh: '400' },
  },
] as const

function study(seed: bigint): StudyFinding {
  const changes = POLICIES.map(({ name, set }) => {
    const [run] = runsOf(baseline, { seed, paths: 1, days: DAYS, set })
    const [hash, supply] = ['hashRate', 'supply'].map((column) => dailyColumn(run!, column).map(exact))
    const [first, last] = [0, DAYS - 1].map((day) => Number(hash![day]!) / Number(supply![day]!))
    return { name, change: 100 * (last! / first! - 1) }
  })
  const falls = changes.filter(({ change }) => change < 0).length
  const texts = changes.map(({ name, change }) => `${change.toFixed(1)}% with ${name}`)
  return {
    is: falls === 0 ? 'partly testable' : 'fails',
    paths: POLICIES.length,
    text:
      `In ${DAYS} days of baseline TH/s per AMT change by ${texts.join(', ')}. Without orders the hash ` +
      'power stays and redemptions burn AMT.',
    repeat: `npm run simulate -- baseline --seed ${seed} --days ${DAYS} --set ordersPerYear=24`,
  }
}

export default {
  number: 44,
  quotation:
    'Nuestro objetivo es mejorar sistemáticamente la relación entre TH/s y AMT para mejorar la ' +
    'rentabilidad de los tenedores del token.',
  place: 'Oportunidad de inversión en minería de BitCoin',
  english:
    'Our objective is to improve the ratio of TH/s to AMT systematically, to improve the yield of ' +
    'the token’s holders.',
  readings: [
    {
      by: 'figures',
      name: 'until-july-2023',
      property: 'From the start to July 2023 TH/s per AMT rose.',
      figures: () => [
        {
          what:
            `TH/s per million AMT: ${decimal(START.hashRate * 1_000_000n, START.issued, 0)} at the ` +
            `start, ${decimal(JULY_2023.hashRate * 1_000_000n, JULY_2023.issued, 0)} in July 2023: rose`,
          said: 'yes',
          found: JULY_2023.hashRate * START.issued > START.hashRate * JULY_2023.issued ? 'yes' : 'no',
        },
      ],
      restsOn: [],
    },
    {
      by: 'study',
      name: 'with-every-emission',
      property: 'TH/s per AMT do not fall, whatever AMT are issued for new machines.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen:
    'It is an objective: nothing binds the ratio at which AMT are issued, and TH/s say nothing about ' +
    'what a TH/s earns.',
} satisfies Claim
