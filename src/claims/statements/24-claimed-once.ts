/** Claim 24: each payment is claimed at most once by each holder. */
import type { Claim } from '../claim.ts'
import * as moves from '../moves.ts'
import { eventsIn } from '../step.ts'

export default {
  number: 24,
  quotation:
    'se garantiza que la recolección puede ser realizada exclusivamente y solo una vez por los poseedores de AMT en el momento en que se realizó el pago',
  place: 'Aspectos técnicos del token',
  english:
    'Collection is possible exclusively, and only once, for those who held AMT at the moment of the payment.',
  readings: [
    {
      by: 'search',
      name: 'once',
      property: 'No account collects the same payment twice.',
      moves: [moves.mint, moves.pay, moves.claim, moves.claim, moves.claimRange, moves.send],
      violation(step) {
        const charged = step.past.filter(({ name }) => name === 'charged')
        for (const { args } of eventsIn(step).filter(({ name }) => name === 'charged')) {
          const times = charged.filter((each) => each.args[0] === args[0] && each.args[1] === args[1])
          if (times.length > 1) return `${String(args[1])} collected payment ${String(args[0])} twice`
        }
        return undefined
      },
      restsOn: ['claimed-once'],
    },
    {
      by: 'search',
      name: 'only-holders-of-the-moment',
      property: 'Who held no AMT at a payment collects nothing of it.',
      moves: [moves.mint, moves.pay, moves.claim, moves.claim, moves.claimRange, moves.send],
      violation(step) {
        const stranger = eventsIn(step).find(
          ({ name, args }) =>
            name === 'charged' && step.before.balanceAt(args[1] as string, args[0] as bigint) === 0n,
        )
        return stranger === undefined
          ? undefined
          : `${String(stranger.args[1])} held no AMT at payment ${String(stranger.args[0])}`
      },
      restsOn: ['claims-by-snapshot'],
    },
  ],
  leavesOpen: 'Until when a payment can be collected: there is no deadline.',
} satisfies Claim
