/**
 * Wealth with and without sales by the Market, by party and measure (`shared/parties.ts`): what are sales
 * worth to the project, and who pays?
 *
 * The project's profit values AMT at the pool price. Compared here are a Market whose premium nobody accepts,
 * and one that is updated every day at 5%. USDT counts as its change since the start, at the last day's price
 * of BTC.
 *
 * Unit: BTC, which are also BTCB.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { ONE } from '../../model/kernel/units.ts'
import { MARKET_ARBITRAGEUR } from '../../sim/agents/arbitrage/market-arbitrageur.ts'
import { CUSTOMERS } from '../../sim/agents/holders/market-customers.ts'
import { DOLLAR_DESK } from '../../sim/agents/liquidity/usdt-market-maker.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { usdPerBtc } from '../../sim/recording/gauge.ts'
import { lastOf } from '../../sim/recording/summary.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import type { Metric } from '../../sim/result.ts'
import { about, amountMetric } from '../shared/figures.ts'
import { MEASURE_TITLES, partiesIn, THE_PROJECT, type Party } from '../shared/parties.ts'
import { listedAmong, representatives } from '../shared/representatives.ts'
import { oncePerRun, wealthCases } from '../shared/wealth-cases.ts'
import type { Measure } from '../shared/wealth.ts'
import { variantName } from './hypotheses.ts'

/** A premium that no customer accepts. */
export const CLOSED = 'closed'

const CASES = [
  { variant: CLOSED, name: 'Closed', title: 'No sales' },
  { variant: variantName(5, 1), name: 'Open', title: '5% above the pool' },
] as const

/** Agents of the scenario that are no people of the cap table. */
const OWN: readonly Account[] = [CUSTOMERS, MARKET_ARBITRAGEUR, DOLLAR_DESK]

const THE_CUSTOMERS = 'Customers'
const OTHERS = 'All of the cap table'

function partiesOf(run: Compared, variant: string): readonly Party[] {
  const each = variantOf(run, variant)
  const [start, { view }] = [each.start.view, lastOf(each)]
  // The desk trades BTC against USDT for all others.
  const people = listedAmong(each.people).filter((account) => account !== DOLLAR_DESK)
  const inBtc = (account: Account): bigint =>
    ((view.balance('usdt', account) - start.balance('usdt', account)) * ONE) / usdPerBtc(view)
  const groups = [
    ...representatives(each).map(({ title, person }) => ({ title, people: [person] })),
    { title: THE_CUSTOMERS, people: [CUSTOMERS] },
    { title: 'Arbitrageur with the Market', people: [MARKET_ARBITRAGEUR] },
    { title: OTHERS, people: people.filter((account) => !OWN.includes(account)) },
  ]
  return partiesIn(view, people, groups, inBtc)
}

export const wealthOf = oncePerRun((run) =>
  wealthCases(
    'Wealth with and without sales by the Market',
    CASES.map(({ variant, name, title }) => ({ name, title, parties: partiesOf(run, variant) })),
    'Closed',
  ),
)

/** Gain of a party by the Market's sales, BTCB wei. */
const gainIn =
  (run: Compared) =>
  (party: string, measure: Measure): bigint =>
    wealthOf(run).change(party, measure, 'Open')

export function wealthMetrics(run: Compared): Readonly<Record<string, Metric>> {
  const gain = gainIn(run)
  const metric = (who: string, party: string, measure: Measure): Metric =>
    amountMetric(`Gain of ${who} by sales at 5%, ${MEASURE_TITLES[measure]}`, gain(party, measure))
  return {
    projectGainSpot: metric('the project', THE_PROJECT, 'spot'),
    projectGainAlone: metric('the project', THE_PROJECT, 'alone'),
    projectGainJoint: metric('the project', THE_PROJECT, 'joint'),
    customersGainSpot: metric('customers', THE_CUSTOMERS, 'spot'),
    customersGainAlone: metric('customers', THE_CUSTOMERS, 'alone'),
    customersGainJoint: metric('customers', THE_CUSTOMERS, 'joint'),
    othersGainJoint: metric('all of the cap table', OTHERS, 'joint'),
    othersGainOutside: metric('all of the cap table', OTHERS, 'outside'),
  }
}

/**
 * A sale moves AMT and USDT between two parties. The cap table loses to the arbitrageur alone, who sells the
 * Market's AMT in the pool when BTC jumps between two updates.
 */
export const customersPay: Hypothesis<Compared> = {
  statement:
    'Customers pay for the Market: in the joint exit the project gains more than at the pool price, and customers lose at least four fifths of that; all of the cap table lose the more if the project keeps the rest of its AMT',
  check: (run) => {
    const gain = gainIn(run)
    const [spot, joint] = [gain(THE_PROJECT, 'spot'), gain(THE_PROJECT, 'joint')]
    const customers = gain(THE_CUSTOMERS, 'joint')
    if (customers === 0n) return undefined
    const [others, outside] = [gain(OTHERS, 'joint'), gain(OTHERS, 'outside')]
    return {
      found: `the project gains ${about(spot)} BTC at the pool price, ${about(joint)} in the joint exit; customers lose ${about(-customers)}; all of the cap table gain ${about(others, 4)}, ${about(outside, 4)} if the project keeps its AMT`,
      asExpected: joint > spot && -5n * customers >= 4n * joint && outside < others,
    }
  },
}
