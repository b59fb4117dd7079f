/** Claim 34: only holders can take the RCL's BTCB. */
import { anyCall } from '../any-call.ts'
import type { Claim } from '../claim.ts'
import * as moves from '../moves.ts'
import { succeeded } from '../step.ts'

export default {
  number: 34,
  quotation:
    'está diseñada para entregar los BTCB que posee exclusivamente a los titulares de AMT […] NO ' +
    'habrá otra alternativa para retirar el BTCB de la bóveda que la establecida a través de la ' +
    'liquidación de AMT',
  place: 'Mercado y Reserva Creciente de Liquidez',
  english:
    'It is designed to hand over its BTCB exclusively to holders of AMT; there is no other way to ' +
    'withdraw the vault’s BTCB than the redemption of AMT.',
  readings: [
    {
      by: 'search',
      name: 'by-redemption-alone',
      property:
        'Whatever anybody calls, administrators included, the RCL’s BTCB falls only by a redemption, ' +
        'which burns AMT of the one who receives the BTCB.',
      moves: [moves.mint, moves.fundRcl, moves.redeem, moves.pay, moves.claim, anyCall, anyCall, anyCall],
      violation(step) {
        const { before, after, action } = step
        const paid = before.backing() - after.backing()
        if (paid <= 0n) return undefined
        const redeemed = succeeded(step, 'burnVault.backingWithdraw')
        if (redeemed === undefined)
          return `${'call' in action ? action.call : 'time'} takes ${paid} base units of BTCB from the RCL`
        const { by } = redeemed
        const burnt = before.balance('amt', by) - after.balance('amt', by)
        const received = after.balance('btcb', by) - before.balance('btcb', by)
        if (burnt > 0n && received === paid) return undefined
        return (
          `${by} gave ${burnt} base units of AMT and received ${received} of the ${paid} that the RCL ` +
          'paid'
        )
      },
      restsOn: ['redemption-burns', 'rcl-pays-redemptions-only'],
    },
  ],
  leavesOpen:
    'For how long somebody has held the AMT: who buys them in the same transaction is a holder too. ' +
    'What Binance does with BTCB.',
} satisfies Claim
