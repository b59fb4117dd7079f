/** Claim 39: the market price cannot be below the floor. */
import { nobodySells } from '../assumptions.ts'
import type { Claim } from '../claim.ts'
import * as moves from '../moves.ts'

export default {
  number: 39,
  quotation:
    'el valor del mercado abierto no puede ser inferior al valor del AMT cotizado en la RCL, ya que de ser así cualquier usuario podría liquidar sus tokens en la RCL y volver a comprarlos en Pancake',
  place: 'Mercado y Reserva Creciente de Liquidez',
  english:
    'The open market’s price cannot be below the RCL’s, since otherwise any user could redeem AMT and buy them back on PancakeSwap.',
  readings: [
    {
      by: 'search',
      name: 'at-every-moment',
      property: 'The pool’s price of AMT is never below the RCL’s rate.',
      moves: [moves.mint, moves.fundRcl, moves.provide, moves.provide, moves.sell, moves.sell, moves.pay],
      violation({ after }) {
        const [amt, btcb] = [after.balance('amt', 'pair'), after.balance('btcb', 'pair')]
        if (amt === 0n || btcb * after.supply() >= after.backing() * amt) return undefined
        return `the pool prices AMT at ${btcb}/${amt}, and the RCL pays ${after.backing()}/${after.supply()}`
      },
      assumptions: [nobodySells],
      restsOn: [],
    },
  ],
  leavesOpen:
    'How far and how long the price can be below: arbitrage needs somebody to do it, and pays the swap fee of 0.25% and gas.',
} satisfies Claim
