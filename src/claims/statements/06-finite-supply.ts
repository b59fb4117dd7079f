/** Claim 6: the rate can only rise because AMT is finite. */
import { CAP } from '../../model/kernel/units.ts'
import { nobodyBurns } from '../assumptions.ts'
import type { Claim } from '../claim.ts'
import { rateAboveCapRate } from '../proof/lemmas/redemption.ts'
import * as moves from '../moves.ts'
import { eventsIn, everMinted, rateChange, ratesText } from '../step.ts'

const world = [
  moves.mintTheCap,
  moves.mint,
  moves.fundRcl,
  moves.burn,
  moves.redeem,
  moves.send,
  moves.fundOwner,
]

export default {
  number: 6,
  quotation: 'Los AMT son finitos, existe un máximo insuperable de 100.000.000',
  place: 'Mercado y Reserva Creciente de Liquidez, 1)',
  english:
    'The RCL can only increase because AMT are finite: there is an insurmountable maximum of 100,000,000.',
  readings: [
    {
      by: 'search',
      name: 'bound',
      property: 'The rate is never below the RCL’s BTCB over 100,000,000 AMT.',
      moves: world,
      violation({ after }) {
        if (after.backing() === 0n || after.supply() <= CAP) return undefined
        return `the rate is ${after.backing()}/${after.supply()}, below ${after.backing()}/${CAP}`
      },
      proof: rateAboveCapRate,
      restsOn: ['cap', 'burn-destroys'],
    },
    {
      by: 'search',
      name: 'once-all-are-issued',
      property: 'Once 100,000,000 AMT have been issued, nothing lowers the rate.',
      moves: world,
      violation(step) {
        const { past } = step
        if (everMinted(past.slice(0, past.length - eventsIn(step).length)) < CAP) return undefined
        return (rateChange(step) ?? 0n) < 0n ? `the rate falls ${ratesText(step)}` : undefined
      },
      assumptions: [nobodyBurns],
      restsOn: ['cap'],
    },
  ],
  leavesOpen: 'Until all AMT are issued, each emission lowers the rate; burnt AMT can be issued again.',
} satisfies Claim
