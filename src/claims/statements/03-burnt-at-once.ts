/** Claim 3: redeemed AMT is burnt in the same transaction. */
import type { Claim } from '../claim.ts'
import * as moves from '../moves.ts'
import { succeeded } from '../step.ts'

export default {
  number: 3,
  quotation: 'Entregará los BTCB y procederá a quemar los AMT en la misma transacción.',
  place: 'Mercado y Reserva Creciente de Liquidez',
  english: 'It hands over the BTCB and burns the AMT in the same transaction.',
  readings: [
    {
      by: 'search',
      name: 'same-transaction',
      property:
        'A redemption lowers the circulating AMT and the caller’s AMT by the redeemed amount, in one call.',
      moves: [moves.mint, moves.mint, moves.fundRcl, moves.redeem, moves.redeem, moves.send],
      violation(step) {
        const redeemed = succeeded(step, 'burnVault.backingWithdraw')
        if (redeemed === undefined) return undefined
        const { by, args } = redeemed
        const burnt = step.before.supply() - step.after.supply()
        const given = step.before.balance('amt', by) - step.after.balance('amt', by)
        if (burnt === args.amount && given === args.amount) return undefined
        return `${by} redeemed ${args.amount} base units, gave ${given}, and ${burnt} were burnt`
      },
      restsOn: ['redemption-burns'],
    },
  ],
  leavesOpen: 'Nothing that the model can decide.',
} satisfies Claim
