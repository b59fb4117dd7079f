/** Claim 45: Master always holds enough for all claims. */
import type { Claim } from '../claim.ts'
import { claimsWithinPot } from '../proof/lemmas/payment.ts'
import { PEOPLE } from '../draw.ts'
import * as moves from '../moves.ts'
import type { Facts } from '../step.ts'

/** BTCB that Master owes: what holders have not claimed, and all that it keeps for liquidity providers. */
function owed(facts: Facts): bigint {
  let sum = 0n
  for (let payment = 1n; payment <= facts.payments(); payment++) {
    const claimable = facts.supplyAt(payment) - facts.balanceAt('pair', payment)
    sum += facts.liqPot(payment)
    for (const holder of PEOPLE)
      if (claimable > 0n && !facts.hasClaimed(holder, payment))
        sum += (facts.pot(payment) * facts.balanceAt(holder, payment)) / claimable
  }
  return sum
}

export default {
  number: 45,
  quotation:
    'los poseedores podrán recolectarlas basándose en la proporción específica de sus AMT y el total disponible en el momento del pago',
  place: 'Aspectos técnicos del token',
  english:
    'Holders can collect by the specific proportion of their AMT and the total available at the moment of the payment.',
  readings: [
    {
      by: 'search',
      name: 'solvent',
      property: 'Master holds at least the BTCB of all claims that are still open.',
      moves: [
        moves.mint,
        moves.pay,
        moves.pay,
        moves.claim,
        moves.claim,
        moves.claimRange,
        moves.send,
        moves.provide,
      ],
      violation({ after }) {
        const [held, due] = [after.balance('btcb', 'master'), owed(after)]
        return held < due ? `Master holds ${held} base units of BTCB and owes ${due}` : undefined
      },
      proof: claimsWithinPot,
      restsOn: ['claimed-once', 'claim-rounds-down', 'claims-by-snapshot'],
    },
  ],
  leavesOpen: 'Claims that are never made: their BTCB stays in Master.',
} satisfies Claim
