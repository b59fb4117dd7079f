/**
 * What a Great Reset is expected to show, stated before it runs, and the figures that show it.
 */
import { Decimal } from 'decimal.js'

import type { Account } from '../../model/interface/accounts.ts'
import { outDown } from '../../model/contracts/pancake/quotes.ts'
import { POLICIES, type Policy } from '../../model/planning/great-reset/compensation.ts'
import { isFeasible } from '../../model/planning/great-reset/reset.ts'
import type { Factor } from '../../model/planning/great-reset/sale.ts'
import { fromBase } from '../../model/kernel/units.ts'
import { owned, resetOn } from '../../sim/agents/operations/reset-operator.ts'
import { namesOf } from '../../sim/agent.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { redemptionRateDown, spotPriceDown, type AgentView } from '../../sim/view/agent-view.ts'
import {
  about,
  amountMetric,
  percentMetric,
  percentOf,
  ratioOf,
  rounded,
  sats,
  tableOf,
} from '../shared/figures.ts'
import type { GreatReset } from './parameters.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

/** Two days after the buy-back's first purchase, one after everybody in the vaults is settled. */
export const RESET_DAY = 4

/** Factors that are compared. */
export const FACTORS = [2, 3, 4, 5, 6] as const

export const resetName = (factor: number, policy: Policy): string => `${policy}-${factor}`

/** Who holds how much is not public: one person of each of these sizes stands for a class, the whale's being a parameter. */
export const CLASSES = [
  { name: 'small', title: 'Small: 1,000 AMT', amt: '1000' },
  { name: 'medium', title: 'Medium: 20,000 AMT', amt: '20000' },
  { name: 'large', title: 'Large: 400,000 AMT', amt: '400000' },
  { name: 'whale', title: 'Whale', amt: undefined },
] as const

/** Everybody else who holds AMT outside the project. */
export const OTHERS = { name: 'other', count: 12, amt: '1500000' } as const

/** AMT of the one in the staking vault and of the one in the buy-back vault, as much as a medium holder has. */
export const STAKED = '20000'

/** The last of the others has lost the key, and nobody claims for them. */
export const FORGOTTEN: readonly Account[] = [`${OTHERS.name}-${OTHERS.count}`]

interface Face {
  readonly title: string
  readonly person: Account
}

/** Who stands for a class, and for both vaults. */
const HOLDERS: readonly Face[] = [
  ...CLASSES.map(({ name, title }) => ({ title, person: `${name}-1` })),
  { title: 'Staker: 20,000 AMT', person: 'staker-1' },
  { title: 'Buy-back staker: 20,000 AMT', person: 'buy-back-staker-1' },
]

/** Holders, and who stands for the providers of liquidity. */
const FACES: readonly Face[] = [
  ...HOLDERS,
  { title: 'Provider, wrapped', person: 'wrapped-provider-1' },
  { title: 'Provider, raw', person: 'raw-provider-1' },
]

export const namesOfClasses = (): readonly Account[] => [
  ...CLASSES.map(({ name }) => `${name}-1`),
  ...namesOf(OTHERS.name, OTHERS.count),
  'staker-1',
  'buy-back-staker-1',
  'wrapped-provider-1',
  'raw-provider-1',
]

const MILLIONTHS = 1_000_000

export const factorOf = ({ factor }: Pick<GreatReset, 'factor'>): Factor => ({
  n: BigInt(factor.mul(MILLIONTHS).toFixed(0)),
  d: BigInt(MILLIONTHS),
})

/** BTCB that somebody's AMT, deposits and liquidity are worth at the pool's price, rounded down. */
function atSpot(view: AgentView, person: Account): bigint {
  const { amt, btcb } = view.pool()
  const shares = view.balance('liqAmt', person) + view.balance('pair', person)
  return (owned(view, person) * btcb) / amt + (2n * shares * btcb) / view.supply('pair')
}

/** BTCB that they would have if they took out deposits and liquidity and sold all AMT in what then is the pool, alone. */
function atExecution(view: AgentView, person: Account): bigint {
  const { amt, btcb } = view.pool()
  const supply = view.supply('pair')
  const shares = view.balance('liqAmt', person) + view.balance('pair', person)
  const [outAmt, outBtcb] = [(shares * amt) / supply, (shares * btcb) / supply]
  const sold = outDown(owned(view, person) + outAmt, amt - outAmt, btcb - outBtcb)
  return outBtcb + sold
}

/** The closes around the reset; undefined if the run is too short. */
function around(run: Summary): readonly [before: AgentView, after: AgentView] | undefined {
  const [before, after] = [run.closes[RESET_DAY - 1], run.closes[RESET_DAY]]
  return before === undefined || after === undefined ? undefined : [before.view, after.view]
}

/** Whether the reset came about. */
const happened = ([before, after]: readonly [AgentView, AgentView]): boolean =>
  after.pool().amt > before.pool().amt

/** What somebody has left of what they had, in percent. */
const partLeft = (
  read: typeof atSpot,
  [before, after]: readonly [AgentView, AgentView],
  person: Account,
): Decimal => percentOf(read(after, person), read(before, person))

export function wealthByClass(run: Summary): Table {
  const closes = around(run)
  const unit = 'BTC'
  return tableOf(
    { name: 'wealth', title: 'Wealth before and after the reset, of one person of each class' },
    [
      { name: 'class', title: 'Class', unit: '' },
      { name: 'spotBefore', title: 'At the pool’s price, before', unit },
      { name: 'spotAfter', title: 'At the pool’s price, after', unit },
      { name: 'spotPart', title: 'At the pool’s price', unit: '% of before' },
      { name: 'executionBefore', title: 'If all is sold, before', unit },
      { name: 'executionAfter', title: 'If all is sold, after', unit },
      { name: 'executionPart', title: 'If all is sold', unit: '% of before' },
    ],
    closes === undefined
      ? []
      : FACES.map(({ title, person }) => [
          title,
          ...[atSpot, atExecution].flatMap((read) => [
            fromBase(read(closes[0], person)),
            fromBase(read(closes[1], person)),
            rounded(partLeft(read, closes, person)),
          ]),
        ]),
  )
}

/** Each class under the airdrop at spot, by factor: what is lost, in percent. */
export function lossesByFactor(run: Compared): Table {
  const lost = (factor: number, read: typeof atSpot, person: Account): string => {
    const closes = around(variantOf(run, resetName(factor, 'spot')))
    if (closes === undefined || !happened(closes)) return 'no reset'
    return partLeft(read, closes, person).neg().add(100).toDecimalPlaces(2).toFixed()
  }
  return tableOf(
    { name: 'losses', title: 'What is lost by factor and class, with an airdrop at spot' },
    [
      { name: 'factor', title: 'φ', unit: '' },
      { name: 'class', title: 'Class', unit: '' },
      { name: 'spot', title: 'Lost at the pool’s price', unit: '%' },
      { name: 'execution', title: 'Lost if all is sold', unit: '%' },
    ],
    FACTORS.flatMap((factor) =>
      FACES.map(({ title, person }) => [
        String(factor),
        title,
        lost(factor, atSpot, person),
        lost(factor, atExecution, person),
      ]),
    ),
  )
}

/** What each factor needs under both policies, and whether it could be done. */
export function feasibility(run: Compared): Table {
  return tableOf(
    { name: 'feasibility', title: 'AMT that a reset needs, and whether it can be done' },
    [
      { name: 'factor', title: 'φ', unit: '' },
      { name: 'reserve', title: 'In the reserve', unit: 'AMT' },
      { name: 'spotAmt', title: 'Whole at the pool’s price', unit: 'AMT' },
      { name: 'spot', title: 'Possible', unit: '' },
      { name: 'executionAmt', title: 'Whole if all is sold', unit: 'AMT' },
      { name: 'execution', title: 'Possible', unit: '' },
    ],
    FACTORS.map((factor) => {
      const before = around(variantOf(run, resetName(factor, 'spot')))?.[0] ?? run.start.view
      const computed = POLICIES.map((policy) =>
        resetOn(before, {
          factor: factorOf({ factor: new Decimal(factor) }),
          policy,
          names: namesOfClasses(),
        }),
      )
      const cells = computed.flatMap((reset) => [
        reset.impossible.length > 0 ? '' : fromBase(reset.sale + reset.airdrop),
        isFeasible(reset)
          ? 'yes'
          : reset.impossible.length > 0
            ? `nobody can make ${reset.impossible.length} whole`
            : 'the reserve lacks AMT',
      ])
      return [String(factor), fromBase(before.balance('amt', 'owner')), ...cells]
    }),
  )
}

export function resetMetrics(_settings: GreatReset, run: Summary): Readonly<Record<string, Metric>> {
  const [before, after] = around(run) ?? [run.start.view, lastOf(run).view]
  const given = namesOfClasses().reduce(
    (sum, name) => sum + after.balance('amt', name) - before.balance('amt', name),
    0n,
  )
  const sold = after.pool().amt - before.pool().amt
  const change = (title: string, read: typeof atSpot, person: Account): Metric =>
    percentMetric(title, partLeft(read, [before, after], person).sub(100).toDecimalPlaces(9))
  return {
    priceBefore: amountMetric('Pool price before', spotPriceDown(before), 'BTC/AMT'),
    priceAfter: amountMetric('Pool price after', spotPriceDown(after), 'BTC/AMT'),
    sold: amountMetric('Sold by the reserve', sold, 'AMT'),
    soldFor: amountMetric(
      'What the reserve got for it',
      after.balance('btcb', 'owner') - before.balance('btcb', 'owner'),
    ),
    given: amountMetric('Given to holders and providers', given, 'AMT'),
    reservePart: percentMetric(
      'Taken from the reserve',
      percentOf(sold + given, before.balance('amt', 'owner')),
    ),
    smallSpot: change('A small holder, at the pool’s price', atSpot, 'small-1'),
    smallExecution: change('A small holder, if all is sold', atExecution, 'small-1'),
    whaleExecution: change('The whale, if all is sold', atExecution, 'whale-1'),
    stakerSpot: change('A staker, at the pool’s price', atSpot, 'staker-1'),
    buyBackSpot: change('A buy-back staker, at the pool’s price', atSpot, 'buy-back-staker-1'),
    wrappedSpot: change('A wrapped provider, at the pool’s price', atSpot, 'wrapped-provider-1'),
    rawSpot: change('A raw provider, at the pool’s price', atSpot, 'raw-provider-1'),
    floor: amountMetric('Floor after', redemptionRateDown(after), 'BTC/AMT'),
  }
}

/** Under a reset at spot, if it came about. */
function seen(settings: GreatReset, run: Summary): readonly [AgentView, AgentView] | undefined {
  const closes = around(run)
  return closes === undefined || settings.policy !== 'spot' || !happened(closes) ? undefined : closes
}

const wholeAtSpot = (settings: GreatReset): Hypothesis => ({
  statement:
    'At the pool’s price nobody is worth less than before, vaults and providers included, to a billionth',
  check: (run) => {
    const closes = seen(settings, run)
    if (closes === undefined) return undefined
    const worst = FACES.map(({ person }) => partLeft(atSpot, closes, person)).reduce((a, b) =>
      Decimal.min(a, b),
    )
    return {
      found: `${sats(spotPriceDown(closes[0]))} sat before, ${sats(spotPriceDown(closes[1]))} after; at worst ${worst.toFixed(9)}% of before`,
      asExpected: worst.gt('99.9999999'),
    }
  },
})

const largeLoseAtExecution = (settings: GreatReset): Hypothesis => ({
  statement: 'Whoever would sell gets less than before, and the larger the holding the more is lost',
  check: (run) => {
    const closes = seen(settings, run)
    if (closes === undefined) return undefined
    const parts = CLASSES.map(({ name }) => partLeft(atExecution, closes, `${name}-1`))
    return {
      found: CLASSES.map(({ title }, index) => `${title.split(':')[0]} ${parts[index]!.toFixed(2)}%`).join(
        ', ',
      ),
      asExpected: parts.every((part, index) => part.lt(index === 0 ? 100 : parts[index - 1]!)),
    }
  },
})

const noEmission = (settings: GreatReset): Hypothesis => ({
  statement: 'Nothing is issued: what holders and pool have more, the reserve has less, to the wei',
  check: (run) => {
    const closes = seen(settings, run)
    if (closes === undefined) return undefined
    const [before, after] = closes
    const gained = namesOfClasses().reduce(
      (sum, name) => sum + after.balance('amt', name) - before.balance('amt', name),
      after.pool().amt - before.pool().amt + after.balance('amt', 'distributor'),
    )
    const spent = before.balance('amt', 'owner') - after.balance('amt', 'owner')
    return {
      found: `${about(spent, 0)} AMT from the reserve, ${about(gained, 0)} to others; supply ${about(after.supply('amt'), 0)} as before`,
      asExpected: spent === gained && before.supply('amt') === after.supply('amt'),
    }
  },
})

const payoutsGrow = (settings: GreatReset): Hypothesis => ({
  statement:
    'A holder’s part of the payments grows by the factor: what rises is their AMT, the payout of an AMT does not',
  check: (run) => {
    const closes = seen(settings, run)
    if (closes === undefined) return undefined
    const [before, after] = closes
    const holding = ratioOf(after.balance('amt', 'small-1'), before.balance('amt', 'small-1'))
    const factor = ratioOf(spotPriceDown(before), spotPriceDown(after))
    return {
      found: `${holding.toFixed(6)} times the AMT at ${factor.toFixed(6)} times lower a price`,
      asExpected: holding.div(factor).sub(1).abs().lt('1e-9'),
    }
  },
})

const sameInAVault = (settings: GreatReset): Hypothesis => ({
  statement:
    'AMT in the staking vault gets what as much AMT in a wallet gets, and the buy-back’s growth counts as well',
  check: (run) => {
    const closes = seen(settings, run)
    if (closes === undefined) return undefined
    const [before, after] = closes
    const got = (name: string): bigint => owned(after, name) - owned(before, name)
    const [inWallet, staked, buyingBack] = [got('medium-1'), got('staker-1'), got('buy-back-staker-1')]
    return {
      found: `${about(inWallet, 2)} AMT in a wallet, ${about(staked, 2)} staked, ${about(buyingBack, 2)} in the buy-back vault`,
      asExpected: staked === inWallet && buyingBack > inWallet,
    }
  },
})

const comesBack = (settings: GreatReset): Hypothesis => ({
  statement: 'What nobody claims goes back to the reserve after the deadline, to the wei',
  check: (run) => {
    const closes = seen(settings, run)
    const [open, over] = [run.closes[RESET_DAY + 2], run.closes[RESET_DAY + 3]]
    if (closes === undefined || open === undefined || over === undefined) return undefined
    const left = open.view.balance('amt', 'distributor')
    const back = over.view.balance('amt', 'owner') - open.view.balance('amt', 'owner')
    return {
      found: `${about(left, 0)} AMT unclaimed, ${about(back, 0)} back in the reserve`,
      asExpected: left > 0n && back === left && over.view.balance('amt', 'distributor') === 0n,
    }
  },
})

export const hypotheses = (settings: GreatReset): readonly Hypothesis[] => [
  wholeAtSpot(settings),
  largeLoseAtExecution(settings),
  noEmission(settings),
  payoutsGrow(settings),
  sameInAVault(settings),
  comesBack(settings),
]

const moreFactorMoreLoss: Hypothesis<Compared> = {
  statement: 'The further the price is lowered, the more is lost at execution, in every class',
  check: (run) => {
    if (around(run) === undefined) return undefined
    const resets = FACTORS.map((factor) => around(variantOf(run, resetName(factor, 'spot')))!)
    if (!resets.every(happened)) return { found: 'not every reset came about', asExpected: false }
    const parts = CLASSES.map(({ name }) =>
      resets.map((closes) => partLeft(atExecution, closes, `${name}-1`)),
    )
    const wrong = parts.filter((each) =>
      each.some((part, index) => index > 0 && part.gte(each[index - 1]!)),
    ).length
    const whale = parts.at(-1)!
    return {
      found: `the whale keeps ${FACTORS.map((factor, index) => `${whale[index]!.toFixed(1)}% at φ = ${factor}`).join(', ')}`,
      asExpected: wrong === 0,
    }
  },
}

const executionCannot: Hypothesis<Compared> = {
  statement:
    'To make everybody whole at execution is not possible from some factor on: the pool has no longer what the whale could have sold for',
  check: (run) => {
    if (around(run) === undefined) return undefined
    const done = FACTORS.filter((factor) => happened(around(variantOf(run, resetName(factor, 'execution')))!))
    const last = FACTORS.at(-1)!
    return {
      found: done.length === 0 ? 'at no factor of these' : `possible at φ = ${done.join(', ')}`,
      asExpected: !done.includes(last),
    }
  },
}

const wholeAtExecution: Hypothesis<Compared> = {
  statement:
    'Where it is possible, an airdrop at execution leaves no holder worse off, whether they sell or not',
  check: (run) => {
    if (around(run) === undefined) return undefined
    const resets = FACTORS.map((factor) => around(variantOf(run, resetName(factor, 'execution')))!).filter(
      happened,
    )
    if (resets.length === 0) return undefined
    const worst = resets
      .flatMap((closes) =>
        HOLDERS.flatMap(({ person }) => [atSpot, atExecution].map((read) => partLeft(read, closes, person))),
      )
      .reduce((a, b) => Decimal.min(a, b))
    return { found: `at worst ${worst.toFixed(9)}% of before`, asExpected: worst.gt('99.9999999') }
  },
}

export const hypothesesOfVariants = (): readonly Hypothesis<Compared>[] => [
  moreFactorMoreLoss,
  executionCannot,
  wholeAtExecution,
]
