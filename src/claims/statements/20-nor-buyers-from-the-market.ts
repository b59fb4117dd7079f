/** Claim 20: the Great Reset costs buyers from the Market nothing. */
import { call, type Action } from '../../model/interface/action.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import type { Claim } from '../claim.ts'
import { airdropKeepsWorth } from '../proof/lemmas/trade.ts'
import { PEOPLE } from '../draw.ts'
import type { Move } from '../moves.ts'
import { carriedOut, fractionText, isLess, losers, mintSome, snapshot, START, worth } from '../reset.ts'
import type { Facts } from '../step.ts'

/** The Market has AMT, and people let it take USDT. */
const start = [
  ...START,
  ...PEOPLE.map((who) => call(who, 'usdt.approve', { spender: 'market', amount: UINT256_MAX })),
  call('owner', 'master.mintMaster', { account: 'market', amount: 100_000n }),
]

function bought(who: string, amountUsdt: bigint): readonly Action[] {
  return [
    call('binance', 'usdt.mint', { amount: amountUsdt }),
    call('binance', 'usdt.transfer', { to: who, amount: amountUsdt }),
    call(who, 'market.buy', { amountUsdt }),
  ]
}

const buyFromMarket: Move = (draw) => bought(draw.person(), BigInt(draw.whole(1, 50_000)))

const wallets = (facts: Facts, who: string) => ({ amt: facts.balance('amt', who), shares: 0n })

const world = [mintSome, buyFromMarket, buyFromMarket, snapshot]

export default {
  number: 20,
  quotation:
    'El resultado fue un token mas accesible y un aumento de rentabilidad del mismo tanto para el ' +
    'nuevo participante al acceder a un token más económico, como para el antiguo',
  place: '“Gran Reset”',
  english:
    'The result was a more accessible token and a higher yield of it, both for the new participant, ' +
    'who gets a cheaper token, and for the old one.',
  readings: [
    {
      by: 'search',
      name: 'before-the-snapshot',
      property:
        'The AMT that somebody bought from the Market before the snapshot are worth as much at the ' +
        'pool’s price after the reset, to within one base unit of AMT.',
      start,
      moves: world,
      violation(step) {
        const isBought = step.past.some(({ name }) => name === 'amtBought')
        const reset = isBought ? carriedOut(step, 'wallets') : undefined
        const loser = reset && losers(reset, wallets, 1n)
        return loser && { text: loser.text, next: reset.actions }
      },
      proof: airdropKeepsWorth,
      restsOn: ['airdrop-in-full'],
    },
    {
      by: 'search',
      name: 'after-the-snapshot',
      property:
        'The AMT that somebody buys from the Market between the snapshot and the sale are worth as ' +
        'much at the pool’s price after the reset.',
      start,
      moves: world,
      violation(step) {
        const reset = carriedOut(step, 'wallets')
        if (reset === undefined) return undefined
        const purchase = bought('bob', 1_000n)
        const before = reset.before.after(purchase)
        const after = before.after(reset.actions)
        const amt = before.balance('amt', 'bob') - reset.before.balance('amt', 'bob')
        const [was, is] = [worth(before, amt, 0n), worth(after, amt, 0n)]
        if (!isLess(worth(after, amt, 0n, 1n), was)) return undefined
        const text =
          `the ${amt} base units of AMT that bob bought are worth ${fractionText(is)} base units of ` +
          `BTCB at the pool’s price, and were worth ${fractionText(was)}`
        return { text, next: [...purchase, ...reset.actions] }
      },
      restsOn: [],
    },
  ],
  leavesOpen:
    'When the list is taken, which no contract announces, and whether the Market’s rate is lowered ' +
    'with the pool’s price.',
} satisfies Claim
