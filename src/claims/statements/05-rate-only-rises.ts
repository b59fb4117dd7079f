/** Claim 5: the RCL's rate can only rise. */
import { noEmission } from '../assumptions.ts'
import type { Claim } from '../claim.ts'
import { redemptionKeepsRate } from '../proof/lemmas/redemption.ts'
import * as moves from '../moves.ts'
import { rateChange, ratesText, succeeded } from '../step.ts'

const world = [
  moves.mint,
  moves.fundRcl,
  moves.redeem,
  moves.redeem,
  moves.burn,
  moves.pay,
  moves.send,
  moves.fundOwner,
]

export default {
  number: 5,
  quotation:
    'De esta manera, la proporción establecida sólo puede aumentar, garantizando siempre un precio mínimo de liquidación para los usuarios',
  place: 'Mercado y Reserva Creciente de Liquidez',
  english: 'So the established ratio can only increase, which always guarantees a minimum redemption price.',
  readings: [
    {
      by: 'search',
      name: 'redemption-never-lowers',
      property: 'A redemption never lowers the rate.',
      moves: world,
      violation(step) {
        const fell =
          succeeded(step, 'burnVault.backingWithdraw') !== undefined && (rateChange(step) ?? 0n) < 0n
        return fell ? `the rate falls ${ratesText(step)}` : undefined
      },
      proof: redemptionKeepsRate,
      restsOn: ['redemption-rounds-down', 'redemption-burns'],
    },
    {
      by: 'search',
      name: 'nothing-lowers',
      property: 'Nothing lowers the rate.',
      moves: world,
      violation: (step) => ((rateChange(step) ?? 0n) < 0n ? `the rate falls ${ratesText(step)}` : undefined),
      assumptions: [noEmission],
      restsOn: ['redemption-rounds-down', 'redemption-burns', 'burn-destroys'],
    },
    {
      by: 'search',
      name: 'each-redemption-raises',
      property: 'Each redemption of a positive amount raises the rate.',
      moves: world,
      violation(step) {
        const redeemed = succeeded(step, 'burnVault.backingWithdraw')
        if (redeemed === undefined || redeemed.args.amount === 0n || step.before.backing() === 0n)
          return undefined
        return (rateChange(step) ?? 1n) <= 0n ? `the rate goes ${ratesText(step)}` : undefined
      },
      restsOn: [],
    },
  ],
  leavesOpen: 'Whether “only increase” allows an unchanged rate, and what an emission does.',
} satisfies Claim
