/** Claim 22: the Great Reset raises the return. */
import { call, type Action } from '../../model/interface/action.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import type { Claim } from '../claim.ts'
import { PEOPLE } from '../draw.ts'
import * as moves from '../moves.ts'
import { carriedOut, mintSome, provideSome, snapshot, START } from '../reset.ts'
import type { Facts } from '../step.ts'

/** The payment that is compared: 1 BTCB, all of it to holders. */
const PAID = 10n ** 18n

function paymentAndClaim(facts: Facts, who: Account): readonly Action[] {
  return [
    call('binance', 'btcb.mint', { amount: PAID }),
    call('binance', 'btcb.transfer', { to: 'payer', amount: PAID }),
    call('payer', 'btcb.approve', { spender: 'master', amount: PAID }),
    call('payer', 'master.payRent', { amountBtcb: PAID, vaultParticipation: 0n }),
    call(who, 'master.charge', { snapId: facts.payments() + 1n }),
  ]
}

/** What a holder would collect of the payment. */
function income(facts: Facts, who: Account): bigint {
  return facts.after(paymentAndClaim(facts, who)).balance('btcb', who) - facts.balance('btcb', who)
}

/** A newcomer, who owns nothing before, buys AMT in the pool for `amount` of BTCB. */
function purchase(amount: bigint): readonly Action[] {
  return [
    call('binance', 'btcb.mint', { amount }),
    call('binance', 'btcb.approve', { spender: 'router', amount }),
    call('binance', 'router.swapExactTokensForTokens', {
      amountA: amount,
      limit: 0n,
      path: ['btcb', 'amt'],
      to: 'binance',
      deadline: UINT256_MAX,
    }),
  ]
}

const world = [mintSome, mintSome, provideSome, moves.send, snapshot]

export default {
  number: 22,
  quotation:
    'un aumento de rentabilidad del mismo tanto para el nuevo participante al acceder a un token más ' +
    'económico, como para el antiguo que pasó a tener mayor cantidad de tokens, por lo tanto mayor ' +
    'retorno en bitcoins',
  place: '“Gran Reset”',
  english:
    'A higher yield both for the new participant, who gets a cheaper token, and for the old one, who ' +
    'now has more tokens and therefore a higher return in bitcoins.',
  readings: [
    {
      by: 'search',
      name: 'of-a-new-participant',
      property: 'After the reset the same BTCB buys AMT in the pool that collect more of the same payment.',
      start: START,
      moves: world,
      violation(step) {
        const reset = carriedOut(step, 'people')
        if (reset === undefined) return undefined
        const buys = purchase(reset.before.balance('btcb', 'pair') / 100n)
        const earns = (facts: Facts): bigint => income(facts.after(buys), 'binance')
        const [was, is] = [earns(reset.before), earns(reset.after)]
        if (is > was) return undefined
        const without = `and would have collected ${was}`
        const text = `a newcomer collects ${is} base units of BTCB after the reset, ${without}`
        return { text, next: [...reset.actions, ...buys] }
      },
      restsOn: ['rcl-pays-redemptions-only'],
    },
    {
      by: 'search',
      name: 'of-an-old-holder',
      property:
        'After a reset that halves the price, each wallet collects twice as much of the same ' +
        'payment, to within what one base unit of AMT collects.',
      start: START,
      moves: world,
      violation(step) {
        const reset = carriedOut(step, 'wallets')
        if (reset === undefined) return undefined
        const { before, after, actions } = reset
        for (const who of PEOPLE) {
          if (before.balance('amt', who) === 0n) continue
          const [was, is] = [income(before, who), income(after, who)]
          if (is + PAID / after.supply() + 2n >= 2n * was) continue
          const text = `${who} collects ${is} base units of BTCB after the reset, and would have collected ${was}`
          return { text, next: [...actions, ...paymentAndClaim(after, who)] }
        }
        return undefined
      },
      restsOn: ['airdrop-in-full', 'airdrop-from-the-reserve'],
    },
    {
      by: 'search',
      name: 'of-a-token',
      property: 'After the reset each AMT collects more of the same payment than before.',
      start: START,
      moves: world,
      violation(step) {
        const reset = carriedOut(step, 'wallets')
        if (reset === undefined) return undefined
        const { before, after, actions } = reset
        for (const who of PEOPLE) {
          const [had, has] = [before.balance('amt', who), after.balance('amt', who)]
          if (had === 0n) continue
          const [was, is] = [income(before, who), income(after, who)]
          if (was === 0n || is * had > was * has) continue
          const text =
            `${who} collects ${is} base units of BTCB with ${has} of AMT after the reset, and would ` +
            `have collected ${was} with ${had} before it`
          return { text, next: [...actions, ...paymentAndClaim(after, who)] }
        }
        return undefined
      },
      restsOn: ['providers-share', 'rcl-pays-redemptions-only'],
    },
  ],
  leavesOpen:
    'Who pays: the payment is the same, so what holders collect more, the project’s reserve collects less.',
} satisfies Claim
