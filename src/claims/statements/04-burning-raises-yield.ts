/** Claim 4: burning raises everybody's yield. */
import { call, type Action } from '../../model/interface/action.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { noLiquidity } from '../assumptions.ts'
import type { Claim, Violation } from '../claim.ts'
import { burnCostsOneUnit } from '../proof/lemmas/payment.ts'
import { PEOPLE } from '../draw.ts'
import * as moves from '../moves.ts'
import { succeeded, type Facts, type Step } from '../step.ts'

/** Sizes of the payment that is compared, in base units: the least ones, and one bitcoin. */
const PAYMENTS = [101n, 102n, 103n, 105n, 110n, 150n, 199n, 10n ** 18n]

/** What a payment of that size would give a holder now, by a claim. */
function share(facts: Facts, holder: Account, amount: bigint): bigint {
  const paid = facts.after([...payment(amount), claim(facts, holder)])
  return paid.balance('btcb', holder) - facts.balance('btcb', holder)
}

function claim(facts: Facts, holder: Account): Action {
  return call(holder, 'master.charge', { snapId: facts.payments() + 1n })
}

function payment(amount: bigint): readonly Action[] {
  return [
    call('binance', 'btcb.mint', { amount }),
    call('binance', 'btcb.transfer', { to: 'payer', amount }),
    call('payer', 'btcb.approve', { spender: 'master', amount }),
    call('payer', 'master.payRent', { amountBtcb: amount, vaultParticipation: 0n }),
  ]
}

/** The first holder other than the burner whose share of the same payment is `worse` after the burn. */
function comparison(step: Step, isWorse: (before: bigint, after: bigint) => boolean): Violation | undefined {
  const burnt = succeeded(step, 'amt.burn') ?? succeeded(step, 'burnVault.backingWithdraw')
  if (burnt === undefined || burnt.args.amount === 0n) return undefined
  for (const holder of PEOPLE) {
    if (holder === burnt.by || step.before.balance('amt', holder) === 0n) continue
    for (const amount of PAYMENTS) {
      const [before, after] = [share(step.before, holder, amount), share(step.after, holder, amount)]
      if (isWorse(before, after))
        return {
          text:
            `of this payment ${holder} would have got ${before} base units of BTCB before the burn, ` +
            `and gets ${after} after it`,
          next: [...payment(amount), claim(step.after, holder)],
        }
    }
  }
  return undefined
}

const world = [moves.mint, moves.mint, moves.burn, moves.redeem, moves.fundRcl, moves.provide]

export default {
  number: 4,
  quotation:
    'Los AMT que se intercambian en este baúl se quemarán, mejorando la rentabilidad total del ecosistema.',
  place: 'Introducción, Reserva Creciente de Liquidez',
  english: 'The AMT exchanged in this vault are burnt, which improves the yield of the whole ecosystem.',
  readings: [
    {
      by: 'search',
      name: 'never-less',
      property: 'After a burn, the same payment gives no other holder less, to the base unit.',
      moves: world,
      violation: (step) => comparison(step, (before, after) => after < before),
      assumptions: [noLiquidity],
      restsOn: ['burn-destroys', 'claim-rounds-down', 'rcl-pays-redemptions-only', 'providers-share'],
    },
    {
      by: 'search',
      name: 'within-a-base-unit',
      property: 'After a burn, the same payment gives no other holder less by more than one base unit.',
      moves: world,
      violation: (step) => comparison(step, (before, after) => after < before - 1n),
      proof: burnCostsOneUnit,
      restsOn: ['burn-destroys', 'claim-rounds-down', 'rcl-pays-redemptions-only'],
    },
  ],
  leavesOpen:
    'Whether “yield” is BTC per AMT, as here, or the return on the market price, and the income that ' +
    'stays out of the pool.',
} satisfies Claim
