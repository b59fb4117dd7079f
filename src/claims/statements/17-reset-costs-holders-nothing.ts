/** Claim 17: the Great Reset costs holders nothing. */
import { call } from '../../model/interface/action.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import greatReset from '../../scenarios/great-reset/index.ts'
import type { Claim, StudyFinding, Violation } from '../claim.ts'
import { airdropKeepsWorth } from '../proof/lemmas/trade.ts'
import { exact } from '../decimal.ts'
import { PEOPLE } from '../draw.ts'
import * as moves from '../moves.ts'
import { carriedOut, losers, mintSome, snapshot, START, type Carried } from '../reset.ts'
import { metricOf, runsOf, shareOfPaths } from '../runs.ts'
import type { Facts } from '../step.ts'

const world = [mintSome, mintSome, moves.send, snapshot, moves.fundRcl, moves.redeem]

const PATHS = 4

/** The first person who, selling the whole wallet in the pool alone, gets less after the reset. */
function sellsForLess({ plan, before, after, actions }: Carried): Violation | undefined {
  for (const { account: who } of plan.list.filter(({ account }) => PEOPLE.includes(account))) {
    const sale = (facts: Facts) =>
      call(who, 'router.swapExactTokensForTokens', {
        amountA: facts.balance('amt', who),
        limit: 0n,
        path: ['amt', 'btcb'],
        to: who,
        deadline: UINT256_MAX,
      })
    const proceeds = (facts: Facts): bigint =>
      facts.after([sale(facts)]).balance('btcb', who) - facts.balance('btcb', who)
    const [was, is] = [proceeds(before), proceeds(after)]
    if (is >= was) continue
    const text =
      `${who} sells everything for ${is} base units of BTCB after the reset, and could have for ${was} ` +
      'before it'
    return { text, next: [...actions, sale(after)] }
  }
  return undefined
}

function study(seed: bigint): StudyFinding {
  const runs = runsOf(greatReset, { seed, paths: PATHS })
  const less = runs.filter((run) => exact(metricOf(run, 'peopleOutsideBtc')) < 0n).length
  const mean = (name: string): string =>
    (runs.reduce((sum, run) => sum + Number(metricOf(run, name)), 0) / PATHS).toFixed(2)
  return {
    is: less === 0 ? 'partly testable' : 'fails',
    paths: PATHS,
    text:
      'With the ownership of July 2023 and a price lowered by a factor of 1.05, all outside the ' +
      `project can take out less together in ${shareOfPaths(less, PATHS)}: ${mean('peopleOutsideBtc')} ` +
      `BTC on average, while the project takes ${mean('soldFor')} BTC.`,
    repeat: `npm run simulate -- great-reset --seed ${seed}`,
  }
}

export default {
  number: 17,
  quotation:
    'garantizando a todos los tenedores del momento un airdrop de la cantidad correspondiente de AMT ' +
    'para evitarles pérdida de valor',
  place: '“Gran Reset”',
  english:
    'Guaranteeing all holders of the moment an airdrop of the corresponding amount of AMT to avoid a ' +
    'loss of value for them.',
  readings: [
    {
      by: 'search',
      name: 'at-the-pool-price',
      property:
        'After a reset that halves the price, each wallet’s AMT is worth as much at the pool’s price ' +
        'as before, to within one base unit of AMT.',
      start: START,
      moves: world,
      violation(step) {
        const reset = carriedOut(step, 'wallets')
        if (reset === undefined) return undefined
        const wallets = (facts: Facts, who: string) => ({ amt: facts.balance('amt', who), shares: 0n })
        const loser = losers(reset, wallets, 1n)
        return loser && { text: loser.text, next: reset.actions }
      },
      proof: airdropKeepsWorth,
      restsOn: ['airdrop-in-full'],
    },
    {
      by: 'search',
      name: 'when-sold',
      property: 'After it, each wallet sells for as much in the pool as before, each alone.',
      start: START,
      moves: world,
      violation(step) {
        const reset = carriedOut(step, 'wallets')
        return reset && sellsForLess(reset)
      },
      restsOn: [],
    },
    {
      by: 'search',
      name: 'when-sold-if-so-meant',
      property:
        'An airdrop that is computed from the proceeds of selling makes each wallet sell for as much ' +
        'as before.',
      start: START,
      moves: world,
      violation(step) {
        const reset = carriedOut(step, 'wallets', 'execution')
        return reset && sellsForLess(reset)
      },
      restsOn: ['airdrop-in-full'],
    },
    {
      by: 'study',
      name: 'all-together',
      property: 'After it, all outside the project can take out as much together as before.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen:
    'What “value” is: at the pool’s price, by selling alone, or what all can take out; pool and RCL ' +
    'hold less BTCB after the sale.',
} satisfies Claim
