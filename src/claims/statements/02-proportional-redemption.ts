/** Claim 2: the RCL pays in proportion to the redeemed AMT over the circulating AMT. */
import { call } from '../../model/interface/action.ts'
import type { Claim } from '../claim.ts'
import { redemptionInParts } from '../proof/lemmas/redemption.ts'
import * as moves from '../moves.ts'
import { succeeded } from '../step.ts'

const world = [moves.mint, moves.mint, moves.fundRcl, moves.redeem, moves.redeem, moves.burn]

export default {
  number: 2,
  quotation:
    'El intercambio se realiza de forma proporcional según los AMT que se intercambian sobre la totalidad de AMT que existen en circulación.',
  place: 'Introducción, Reserva Creciente de Liquidez',
  english: 'The exchange is in proportion to the AMT exchanged over all AMT in circulation.',
  readings: [
    {
      by: 'search',
      name: 'rounded-down',
      property: 'A redemption pays its share of the RCL’s BTCB, rounded down to a base unit.',
      moves: world,
      violation(step) {
        const redeemed = succeeded(step, 'burnVault.backingWithdraw')
        if (redeemed === undefined) return undefined
        const { before, after } = step
        const paid = before.backing() - after.backing()
        const rest = redeemed.args.amount * before.backing() - paid * before.supply()
        if (rest >= 0n && rest < before.supply()) return undefined
        return `the RCL paid ${paid} base units of ${before.backing()} for ${redeemed.args.amount} of ${before.supply()} base units of AMT`
      },
      restsOn: ['redemption-rounds-down'],
    },
    {
      by: 'search',
      name: 'exact',
      property: 'A redemption pays exactly its share.',
      moves: world,
      violation(step) {
        const redeemed = succeeded(step, 'burnVault.backingWithdraw')
        if (redeemed === undefined) return undefined
        const { before, after } = step
        const paid = before.backing() - after.backing()
        if (paid * before.supply() === redeemed.args.amount * before.backing()) return undefined
        return `the RCL paid ${paid} base units; the exact share is ${redeemed.args.amount * before.backing()}/${before.supply()}`
      },
      restsOn: [],
    },
    {
      by: 'search',
      name: 'splitting',
      property: 'Two redemptions in a row never pay more than one redemption of their sum.',
      moves: world,
      violation(step) {
        const redeemed = succeeded(step, 'burnVault.backingWithdraw')
        if (redeemed === undefined) return undefined
        const { by, args } = redeemed
        const once = step.before.backing() - step.after.backing()
        for (const first of [1n, args.amount / 2n, args.amount / 3n]) {
          if (first === 0n || first >= args.amount) continue
          const parts = [first, args.amount - first]
          const split = step.before.after(
            parts.map((amount) => call(by, 'burnVault.backingWithdraw', { amount })),
          )
          const paid = step.before.backing() - split.backing()
          if (paid > once)
            return `redeeming ${parts.join(' and then ')} base units pays ${paid}, at once ${once}`
        }
        return undefined
      },
      proof: redemptionInParts,
      restsOn: ['redemption-rounds-down'],
    },
  ],
  leavesOpen: 'The direction of rounding.',
} satisfies Claim
