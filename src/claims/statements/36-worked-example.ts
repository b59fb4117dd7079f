/** Claim 36: the worked example of the RCL. */
import { call, type Action } from '../../model/interface/action.ts'
import { amt, btcb, ONE } from '../../model/kernel/units.ts'
import type { Rules } from '../../lockstep/compare/rules.ts'
import type { Claim, Figure, Violation } from '../claim.ts'
import { nextRedemption } from '../proof/lemmas/redemption.ts'
import { decimal } from '../decimal.ts'
import * as moves from '../moves.ts'
import { PEOPLE } from '../draw.ts'
import { DEPLOYMENT } from '../deployment.ts'
import { Facts, succeeded, type Step } from '../step.ts'

const START: readonly Action[] = [
  ...moves.ALLOWANCES,
  call('owner', 'master.mintMaster', { account: 'bob', amount: amt('1000000') }),
  call('owner', 'master.mintMaster', { account: 'carol', amount: amt('29000000') }),
  call('binance', 'btcb.mint', { amount: btcb('31') }),
  call('binance', 'btcb.transfer', { to: 'burnVault', amount: btcb('30') }),
]

const REDEMPTION = [call('bob', 'burnVault.backingWithdraw', { amount: amt('1000000') })]

/** From production: a payment of which all goes to the RCL. */
const REFILL = [
  call('binance', 'btcb.transfer', { to: 'payer', amount: btcb('1') }),
  call('payer', 'master.payRent', { amountBtcb: btcb('1'), vaultParticipation: 100n }),
]

function figures(rules: Rules): readonly Figure[] {
  const before = new Facts(rules, rules.deployEconomy(DEPLOYMENT)).after(START)
  const redeemed = before.after(REDEMPTION)
  const refilled = redeemed.after(REFILL)
  const rate = (facts: Facts, digits: number): string => decimal(facts.backing(), facts.supply(), digits)
  return [
    { what: 'rate at 30 BTC over 30,000,000 AMT', said: '0.000001', found: rate(before, 6) },
    {
      what: 'Bob receives for 1,000,000 AMT, in base units of BTCB',
      said: String(ONE),
      found: String(redeemed.balance('btcb', 'bob')),
    },
    {
      what: 'AMT in circulation after it',
      said: '29000000',
      found: decimal(redeemed.supply(), ONE, 0),
    },
    {
      what: 'rate after it, 29/29,000,000, to 18 digits',
      said: '0.000001000000000000',
      found: rate(redeemed, 18),
    },
    { what: 'rate after the refill, 30/29,000,000', said: '0.00000103', found: rate(refilled, 8) },
  ]
}

/** How much more a later holder gets for the amount of a redemption than it paid. */
function laterPayout(step: Step): LaterPayout | undefined {
  const redeemed = succeeded(step, 'burnVault.backingWithdraw')
  if (redeemed === undefined) return undefined
  const { by, args } = redeemed
  const who = PEOPLE.find((each) => each !== by && step.after.balance('amt', each) >= args.amount)
  if (who === undefined) return undefined
  const { amount } = args
  const actions = [
    call(who, 'amt.approve', { spender: 'burnVault', amount }),
    call(who, 'burnVault.backingWithdraw', { amount }),
  ]
  const first = step.before.backing() - step.after.backing()
  const second = step.after.backing() - step.after.after(actions).backing()
  const text = `${who} gets ${second} base units of BTCB for the same amount, not ${first}`
  return { first, second, violation: { text, next: actions } }
}

interface LaterPayout {
  readonly first: bigint
  readonly second: bigint
  readonly violation: Violation
}

const world = [moves.mint, moves.mint, moves.fundRcl, moves.redeem, moves.redeem]

export default {
  number: 36,
  quotation:
    'Es decir se mantiene la relación, los siguientes usuarios que así lo deseen podrán acceder a la misma cantidad de BTC por sus AMT.',
  place: 'Mercado y Reserva Creciente de Liquidez, Ejemplo',
  english: 'The ratio is kept: the next users who want to can get the same amount of BTC for their AMT.',
  readings: [
    {
      by: 'figures',
      name: 'figures',
      property:
        'The example’s actions give its figures: 30/30,000,000, 1 BTC for 1,000,000 AMT, 29/29,000,000, 30/29,000,000.',
      figures,
      restsOn: ['redemption-burns', 'vault-share'],
    },
    {
      by: 'search',
      name: 'the-next-get-no-less',
      property: 'Whoever redeems the same amount next gets no less.',
      moves: world,
      violation(step) {
        const later = laterPayout(step)
        return later === undefined || later.second >= later.first ? undefined : later.violation
      },
      proof: nextRedemption,
      restsOn: ['redemption-rounds-down', 'redemption-burns'],
    },
    {
      by: 'search',
      name: 'the-next-get-the-same',
      property: 'Whoever redeems the same amount next gets exactly the same.',
      moves: world,
      violation(step) {
        const later = laterPayout(step)
        return later === undefined || later.second === later.first ? undefined : later.violation
      },
      restsOn: [],
    },
  ],
  leavesOpen: 'Base units: the example’s division has no remainder.',
} satisfies Claim
