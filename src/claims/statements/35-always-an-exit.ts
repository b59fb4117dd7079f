/** Claim 35: every holder always has an exit. */
import { call } from '../../model/interface/action.ts'
import type { Claim } from '../claim.ts'
import { PEOPLE } from '../draw.ts'
import * as moves from '../moves.ts'

const world = [moves.mint, moves.mint, moves.fundRcl, moves.redeem, moves.send, moves.burn]

export default {
  number: 35,
  quotation:
    'Cualquier holder de AMT tiene desde el primer instante el derecho a cambiarlos por BTCB en este Baúl',
  place: 'Mercado y Reserva Creciente de Liquidez',
  english: 'From the first moment, any holder of AMT has the right to exchange them for BTCB in this vault.',
  readings: [
    {
      by: 'search',
      name: 'never-reverts',
      property: 'Each holder can redeem all own AMT at any moment.',
      moves: world,
      violation({ after }) {
        for (const holder of PEOPLE) {
          const amount = after.balance('amt', holder)
          const gone = after.after([
            call(holder, 'amt.approve', { spender: 'burnVault', amount }),
            call(holder, 'burnVault.backingWithdraw', { amount }),
          ])
          if (amount > 0n && gone.balance('amt', holder) > 0n)
            return `${holder} cannot redeem ${amount} base units of AMT`
        }
        return undefined
      },
      reach:
        'BTCB is a token of Binance that the model cannot have stopped, and fees of the chain are left out.',
      restsOn: ['redemption-burns'],
    },
    {
      by: 'search',
      name: 'pays-something',
      property: 'Whoever redeems AMT while the RCL holds BTCB receives BTCB.',
      moves: world,
      violation({ outcome, before }) {
        if (!outcome.ok || before.backing() === 0n) return undefined
        const nothing = outcome.events.find(
          ({ name, args }) => name === 'burnMade' && (args[0] as bigint) > 0n && args[1] === 0n,
        )
        return nothing === undefined
          ? undefined
          : `the RCL paid nothing for ${String(nothing.args[0])} of ${before.supply()} base units of AMT`
      },
      restsOn: ['redemption-rounds-down'],
    },
  ],
  leavesOpen: 'The amount: the right is to a share of what the RCL holds at that moment.',
} satisfies Claim
