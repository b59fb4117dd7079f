/** Claim 37: the RCL cannot be changed. */
import { call } from '../../model/interface/action.ts'
import { CONTRACTS } from '../../model/interface/functions.ts'
import { anyCall } from '../any-call.ts'
import type { Claim } from '../claim.ts'
import { PEOPLE } from '../draw.ts'
import * as moves from '../moves.ts'

export default {
  number: 37,
  quotation:
    'Este contrato inteligente no admitirá cambios en su estructura ni siquiera por el grupo administrador.',
  place: 'Mercado y Reserva Creciente de Liquidez',
  english: 'This smart contract admits no changes to its structure, not even by the administrators.',
  readings: [
    {
      by: 'figures',
      name: 'functions',
      property: 'The only function of the RCL that changes state is the redemption; it has no owner.',
      // A test holds the catalogue equal to the compiled ABIs.
      figures: () => [
        {
          what: 'functions of the RCL that change state',
          said: 'backingWithdraw',
          found: Object.keys(CONTRACTS.burnVault).join(', '),
        },
      ],
      restsOn: [],
    },
    {
      by: 'search',
      name: 'whatever-anybody-calls',
      property:
        'Whatever anybody calls, administrators included, a holder can redeem and gets the share of ' +
        'the RCL’s BTCB, rounded down.',
      moves: [moves.mint, moves.fundRcl, moves.pay, moves.redeem, anyCall, anyCall, anyCall, anyCall],
      violation({ after }) {
        for (const holder of PEOPLE) {
          const amount = after.balance('amt', holder)
          if (amount === 0n) continue
          const next = [
            call(holder, 'amt.approve', { spender: 'burnVault', amount }),
            call(holder, 'burnVault.backingWithdraw', { amount }),
          ]
          const due = (amount * after.backing()) / after.supply()
          const got = after.after(next).balance('btcb', holder) - after.balance('btcb', holder)
          if (got !== due) return { text: `${holder} gets ${got} base units of BTCB, not ${due}`, next }
        }
        return undefined
      },
      reach:
        'Calls have the arguments of generated worlds. BTCB is a token of Binance, whose code and ' +
        'supply Binance controls.',
      restsOn: ['redemption-rounds-down'],
    },
  ],
  leavesOpen:
    'What surrounds the contract: the owner decides how much AMT is issued and which part of a ' +
    'payment goes to the RCL.',
} satisfies Claim
