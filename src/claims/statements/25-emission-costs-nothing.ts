/** Claim 25: past and future emissions cost holders nothing. */
import { call, type Action } from '../../model/interface/action.ts'
import type { Account } from '../../model/interface/accounts.ts'
import dilution from '../../scenarios/dilution/index.ts'
import { noEmission } from '../assumptions.ts'
import type { Claim, StudyFinding, Violation } from '../claim.ts'
import { PEOPLE } from '../draw.ts'
import * as moves from '../moves.ts'
import { metricOf, runsOf } from '../runs.ts'
import { succeeded, type Facts, type Step } from '../step.ts'

/** What a holder's BTCB grows by with the actions. */
function gain(facts: Facts, holder: Account, actions: readonly Action[]): bigint {
  return facts.after(actions).balance('btcb', holder) - facts.balance('btcb', holder)
}

/** The first holder for whom the actions bring less after an emission than before it. */
function lostBy(
  step: Step,
  actionsOf: (holder: Account) => readonly (readonly Action[])[],
): Violation | undefined {
  if (succeeded(step, 'master.mintMaster') === undefined) return undefined
  const receiver = 'args' in step.action ? (step.action.args as { account?: Account }).account : undefined
  for (const holder of PEOPLE.filter((each) => each !== receiver))
    for (const actions of actionsOf(holder)) {
      const [before, after] = [gain(step.before, holder, actions), gain(step.after, holder, actions)]
      if (after >= before) continue
      const text =
        `${holder} gets ${after} base units of BTCB after the emission, and would have got ${before} ` +
        'before it'
      return { text, next: actions }
    }
  return undefined
}

/** A payment, then the holder's claim of it. */
function paymentAndClaim(holder: Account, payment: bigint): readonly Action[] {
  const amount = 10_000n
  return [
    call('binance', 'btcb.mint', { amount }),
    call('binance', 'btcb.transfer', { to: 'payer', amount }),
    call('payer', 'master.payRent', { amountBtcb: amount, vaultParticipation: 0n }),
    call(holder, 'master.charge', { snapId: payment }),
  ]
}

const world = [moves.mint, moves.mint, moves.fundRcl, moves.pay, moves.claim, moves.send, moves.fundOwner]

/** Hash power and deposit that match an emission of 10 million AMT, in percent. */
const MATCHES = ['0', '50', '100']

function study(seed: bigint): StudyFinding {
  const changes = MATCHES.flatMap((hashMatch) =>
    MATCHES.map((depositMatch) => {
      const [run] = runsOf(dilution, { seed, paths: 1, set: { hashMatch, depositMatch } })
      const change = (now: string, then: string): number =>
        100 * (Number(metricOf(run!, now)) / Number(metricOf(run!, then)) - 1)
      return {
        hashMatch,
        depositMatch,
        hash: change('hashRateNow', 'hashRateThen'),
        floor: change('floorNow', 'floorThen'),
      }
    }),
  )
  const at = (hash: string, deposit: string): (typeof changes)[number] =>
    changes.find(({ hashMatch, depositMatch }) => hashMatch === hash && depositMatch === deposit)!
  // The ledger's AMT per TH/s is rounded, which moves TH/s per AMT by less than a millionth.
  const keeps = ({ hash, floor }: (typeof changes)[number]): boolean => hash > -0.0001 && floor > -0.0001
  const kept = changes.filter(keeps).map((each) => `${each.hashMatch}% and ${each.depositMatch}%`)
  return {
    is: keeps(at('0', '0')) ? 'holds' : 'fails',
    paths: changes.length,
    text: `An emission of 10,000,000 AMT on 55 million moves TH/s per AMT by ${signed(at('0', '0').hash)}, ${signed(at('50', '0').hash)} and ${signed(at('100', '0').hash)}% with 0, 50 and 100% of the hash power that matches it, and the floor, after 24 days of payments, by ${signed(at('0', '0').floor)}, ${signed(at('0', '50').floor)} and ${signed(at('0', '100').floor)}% with 0, 50 and 100% of the deposit that does. Neither falls with ${kept.length === 0 ? 'none of the nine combinations' : `hash power and deposit of ${kept.join(', ')}`}.`,
    repeat: `npm run simulate -- dilution --seed ${seed} --set hashMatch=0`,
  }
}

/** A change in percent; never `-0.0`. */
function signed(change: number): string {
  const text = change.toFixed(1)
  return text === '-0.0' ? '0.0' : text
}

export default {
  number: 25,
  quotation:
    'basándose en la proporción específica de sus AMT y el total disponible en el momento del pago, ' +
    'por lo tanto, sus tokens no perderán valor ante futuras emisiones',
  place: 'Aspectos técnicos del token',
  english:
    'Based on the specific proportion of their AMT and the total available at the moment of the ' +
    'payment; therefore their tokens will not lose value by future emissions.',
  readings: [
    {
      by: 'search',
      name: 'earlier-payments',
      property: 'An emission changes no claim on an earlier payment.',
      moves: world,
      violation: (step) =>
        lostBy(step, (holder) =>
          Array.from({ length: Number(step.before.payments()) }, (_, index) => [
            call(holder, 'master.charge', { snapId: BigInt(index + 1) }),
          ]),
        ),
      restsOn: ['claims-by-snapshot'],
    },
    {
      by: 'search',
      name: 'redemption-value',
      property: 'An emission does not lower what the others’ AMT redeem for.',
      moves: world,
      violation: (step) =>
        lostBy(step, (holder) => [
          [call(holder, 'burnVault.backingWithdraw', { amount: step.before.balance('amt', holder) })],
        ]),
      assumptions: [noEmission],
      restsOn: [],
    },
    {
      by: 'search',
      name: 'later-payments',
      property: 'An emission does not lower what the others receive of the same later payment.',
      moves: world,
      violation: (step) => {
        const payment = step.before.payments() + 1n
        return lostBy(step, (holder) => [paymentAndClaim(holder, payment)])
      },
      restsOn: [],
    },
    {
      by: 'study',
      name: 'without-a-match',
      property: 'An emission without hash power or deposit lowers neither TH/s per AMT nor the floor.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen:
    'What “value” is: the premise is about payments already made. Whether hash power or a deposit ' +
    'comes with an emission.',
} satisfies Claim
