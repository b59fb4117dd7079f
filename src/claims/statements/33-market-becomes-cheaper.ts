/** Claim 33: when BTC rises the Market becomes the cheaper. */
import { call } from '../../model/interface/action.ts'
import marketArbitrage from '../../scenarios/market-arbitrage/index.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { marketCheaper } from '../proof/lemmas/trade.ts'
import { exact, percent } from '../decimal.ts'
import { isAbovePool, MARKET_START, MARKET_WORLD, swapped, usdtFor } from '../market-world.ts'
import { dailyColumn, runsOf, shareOfPaths } from '../runs.ts'

/** The Market's premium in percent, and paths of 90 days on which its rate stays. */
const [PREMIUM, PATHS] = [10n, 12]

const SIZE = 1_000n

function study(seed: bigint): StudyFinding {
  let [risen, cheaper, whole, paths] = [0, 0, 0, 0]
  for (const run of runsOf(marketArbitrage, {
    seed,
    paths: PATHS,
    set: { every: '0', premium: String(PREMIUM) },
  })) {
    const [btc, pool, ask] = ['btcPrice', 'poolPriceUsd', 'ask'].map((name) =>
      dailyColumn(run, name).map(exact),
    )
    const days = btc!.flatMap((price, day) => (price * 100n > btc![0]! * (100n + PREMIUM) ? [day] : []))
    const met = days.filter((day) => pool![day]! > ask![day]!)
    risen += days.length
    cheaper += met.length
    if (days.length > 0) paths++
    if (days.length > 0 && met.length === days.length) whole++
  }
  const share = risen === 0 ? 0 : cheaper / risen
  return {
    is: paths > 0 && whole === paths ? 'partly testable' : 'fails',
    paths: PATHS,
    text:
      `In ${PATHS} paths of ${marketArbitrage.days} days with a Market price that stays ${PREMIUM}% ` +
      `above the pool’s first, BTC is more than ${PREMIUM}% above its start on ${risen} days. On ` +
      `${percent(share)} of them the pool’s price in USD is above the Market’s, and on all of them in ` +
      `${paths === 0 ? 'no path' : shareOfPaths(whole, paths)}.`,
    repeat: `npm run simulate -- market-arbitrage --seed ${seed} --set every=0`,
  }
}

export default {
  number: 33,
  quotation:
    'una potencial subida del BTC que haría que el AMT suba y sobrepase el valor de nuestro ' +
    'MarketPlace. En ese momento el usuario probablemente opte si desea adquirir AMT, en comprarlos ' +
    'en nuestro MP',
  place: 'Mercado y Reserva Creciente de Liquidez',
  english:
    'A potential rise of BTC, which would make AMT rise and exceed the value of our Market. At that ' +
    'moment the user who wants AMT will probably buy them from our Market.',
  readings: [
    {
      by: 'search',
      name: 'if-the-pool-stays',
      property:
        'If BTC rises in USD by more than the Market’s premium and nobody trades AMT, USDT buy more ' +
        'AMT from the Market than in the pools, to within one base unit.',
      start: MARKET_START,
      moves: MARKET_WORLD,
      violation({ after: facts }) {
        if (!isAbovePool(facts)) return undefined
        // Raises the price of BTC by about a half.
        const amount = facts.balance('usdt', 'pair:btcb/usdt') / 4n
        const rise = [...usdtFor('carol', amount), swapped('carol', amount, ['usdt', 'btcb'])]
        const risen = facts.after(rise)
        if (isAbovePool(risen)) return undefined
        const funded = [...rise, ...usdtFor('bob', 2n * SIZE)]
        const ready = facts.after(funded)
        const buys = [
          call('bob', 'market.buy', { amountUsdt: SIZE }),
          swapped('bob', SIZE, ['usdt', 'btcb', 'amt']),
        ]
        const [market, pool] = buys.map(
          (buy) => ready.after([buy]).balance('amt', 'bob') - ready.balance('amt', 'bob'),
        )
        if (market! + 1n >= pool! || ready.balance('amt', 'market') < 2n * SIZE) return undefined
        const text = `bob gets ${market} base units of AMT from the Market and ${pool} in the pools`
        return { text, next: [...funded, ...buys] }
      },
      proof: marketCheaper,
      restsOn: ['market-no-dearer'],
    },
    {
      by: 'study',
      name: 'with-people',
      property:
        'Whenever BTC has risen by more than the premium since the Market’s rate was set, AMT cost ' +
        'more in the pool than at the Market.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen:
    'Whether AMT keeps its price in BTC: it has no reason to rise with BTC in USD but the payouts, ' +
    'which are in BTC.',
} satisfies Claim
