/** Claim 1: a wallet with x% of AMT gets x% of the payments. */
import { isWait } from '../../model/interface/action.ts'
import { noLiquidity } from '../assumptions.ts'
import type { Assumption, Claim } from '../claim.ts'
import { claimIsShare } from '../proof/lemmas/payment.ts'
import * as moves from '../moves.ts'
import { succeeded, type Step } from '../step.ts'

/** All of the payment goes to direct profit. */
const noVaultShare: Assumption = {
  name: 'no-vault-share',
  text: 'no payment goes to the RCL',
  permits: (action) =>
    isWait(action) || action.call !== 'master.payRent' || action.args.vaultParticipation === 0n,
}

/** How a claim misses its share of `paid` by more than one base unit. */
function missesShare(step: Step, paid: (payment: bigint) => bigint): string | undefined {
  const taken = succeeded(step, 'master.charge')
  if (taken === undefined || !step.outcome.ok) return undefined
  const { snapId } = taken.args
  const [units, supply] = [step.before.balanceAt(taken.by, snapId), step.before.supplyAt(snapId)]
  const got = step.outcome.returned as bigint
  const off = got * supply - paid(snapId) * units
  if ((off < 0n ? -off : off) <= supply) return undefined
  return `${taken.by} held ${units} of ${supply} base units of AMT and got ${got} of ${paid(snapId)} base units of BTCB`
}

/** Whole payments by number, from the events. */
function wholePayment({ past }: Step, payment: bigint): bigint {
  return past.filter(({ name }) => name === 'rentPaid')[Number(payment) - 1]!.args[0] as bigint
}

const world = [
  moves.mint,
  moves.mint,
  moves.pay,
  moves.pay,
  moves.claim,
  moves.claim,
  moves.send,
  moves.provide,
]

export default {
  number: 1,
  quotation:
    'Si una billetera posee ejemplo el 50% de la cantidad de tokens circulantes recibirá el beneficio del 50% de los respectivos pagos.',
  place: 'Introducción',
  english: 'A wallet with 50% of the circulating tokens receives 50% of the respective payments.',
  readings: [
    {
      by: 'search',
      name: 'of-direct-profit',
      property:
        'A claim pays the wallet’s share of the circulating AMT, times what the payment leaves beside the RCL, to within one base unit.',
      moves: world,
      violation: (step) =>
        missesShare(step, (payment) => step.before.pot(payment) + step.before.liqPot(payment)),
      proof: claimIsShare,
      restsOn: ['claim-rounds-down', 'claims-by-snapshot', 'providers-share'],
    },
    {
      by: 'search',
      name: 'of-the-whole-payment',
      property:
        'A claim pays the wallet’s share of the circulating AMT, times the whole payment, to within one base unit.',
      moves: world,
      violation: (step) => missesShare(step, (payment) => wholePayment(step, payment)),
      assumptions: [noVaultShare, noLiquidity],
      restsOn: ['claim-rounds-down', 'claims-by-snapshot', 'providers-share'],
    },
  ],
  leavesOpen:
    'Whether “payment” includes the part for the RCL, and what a wallet receives that does not claim.',
} satisfies Claim
