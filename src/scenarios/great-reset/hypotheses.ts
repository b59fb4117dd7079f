/**
 * Hypotheses of the scenario `great-reset` about the run itself, stated before it.
 */
import { Decimal } from 'decimal.js'

import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { leftOutAt } from '../../sim/definition/start.ts'
import { startOf } from '../shared/start.ts'
import { owned } from '../../sim/agents/operations/reset-operator.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { spotPriceDown } from '../../sim/view/agent-view.ts'
import { about, ratioOf, sats } from '../shared/figures.ts'
import {
  DEPOSITORS,
  listedAmong,
  PROVIDERS,
  representatives,
  WALLET_HOLDERS,
} from '../shared/representatives.ts'
import { isAnotherPool, type GreatReset } from './parameters.ts'
import { factorOf, largestOf, planner, VERSIONS } from './versions.ts'
import { around, changesOf, happened, kept, RESET_DAY, takeOf, type Closes } from './wealth.ts'

/** Less than this share of 100% kept counts as a loss: a billionth is rounding. */
export const WHOLE = new Decimal('99.9999999')

/**
 * The closes around a reset that looks through to everybody and compensates at spot; undefined if it was
 * another version or not carried out.
 */
function resetAtSpot({ policy, eligible }: GreatReset, run: Summary): Closes | undefined {
  const closes = around(run)
  const isAtSpot = policy === 'spot' && eligible.eq(1)
  return closes === undefined || !isAtSpot || !happened(closes) ? undefined : closes
}

const leastOf = (values: readonly Decimal[]): Decimal => values.reduce((a, b) => Decimal.min(a, b))

/** A provider loses PancakeSwap's share of the fee of the sale, less than this part of their wealth, in percent. */
const PROTOCOL_FEE = '0.1'

const wholeAtSpot = (settings: GreatReset): Hypothesis => ({
  statement:
    'At the pool price no account loses: holders and depositors to a billionth, providers but for PancakeSwap’s share of the sale’s fee',
  check: (run) => {
    const closes = resetAtSpot(settings, run)
    if (closes === undefined) return undefined
    const changes = changesOf(settings, run, closes)
    const partOf = (people: readonly { readonly person: string }[]): Decimal =>
      leastOf(
        representatives(run)
          .filter(({ person }) => people.some((each) => each.person === person))
          .map(({ person }) => kept(changes.of(person), 'spot')!)
          .concat(new Decimal(100)),
      )
    const [holders, providers] = [partOf([...WALLET_HOLDERS, ...DEPOSITORS]), partOf(PROVIDERS)]
    return {
      found: `${sats(spotPriceDown(closes[0]))} sat before, ${sats(spotPriceDown(closes[1]))} after; holders keep at least ${holders.toFixed(9)}%, providers ${providers.toFixed(4)}%`,
      asExpected: holders.gt(WHOLE) && providers.gt(WHOLE.sub(PROTOCOL_FEE)),
    }
  },
})

const largeLoseAlone = (settings: GreatReset): Hypothesis => ({
  statement:
    'By a best exit alone, in pool and RCL, every class loses, and a larger wallet loses a larger share',
  check: (run) => {
    const closes = resetAtSpot(settings, run)
    if (closes === undefined) return undefined
    const changes = changesOf(settings, run, closes)
    const bySize = WALLET_HOLDERS.map(({ title, person }) => ({
      title,
      amt: owned(closes[0], person),
      part: kept(changes.of(person), 'alone')!,
    }))
      .filter(({ amt }) => amt > 0n)
      .toSorted((a, b) => (a.amt < b.amt ? -1 : 1))
    const others = representatives(run).map(({ person }) => kept(changes.of(person), 'alone')!)
    return {
      found: bySize
        .map(({ title, amt, part }) => `${title} (${about(amt, 0)} AMT) ${part.toFixed(2)}%`)
        .join(', '),
      asExpected:
        bySize.every(({ part }, index) => index === 0 || part.lt(bySize[index - 1]!.part)) &&
        others.every((part) => part.lt(100)),
    }
  },
})

const takenFromTheRest = (settings: GreatReset): Hypothesis => ({
  statement:
    'On the pool of July 2023 nobody is worth less at the pool price, but all outside the project can take out less together: the BTCB that the project takes exceeds what the airdropped AMT can claim from pool and RCL',
  ...(settings.opening === undefined ? {} : { leftOut: leftOutAt(startOf(settings)) }),
  check: (run) => {
    const closes = resetAtSpot(settings, run)
    if (closes === undefined || isAnotherPool(settings)) return undefined
    const { people } = changesOf(settings, run, closes)
    const lost = people.before.outside! - people.after.outside!
    const take = takeOf(closes)
    return {
      found: `the project takes ${about(take)} BTC; all others lose ${about(lost)} of ${about(people.before.outside!)} BTC, ${kept(people, 'outside')!.sub(100).toFixed(2)}%`,
      asExpected: take > 0n && lost > 0n && lost < take,
    }
  },
})

const nothingCreated = (settings: GreatReset): Hypothesis => ({
  statement:
    'A reset creates nothing: what everybody can take out together, the project and its take included, does not grow, and falls by PancakeSwap’s share of the fee at most',
  check: (run) => {
    const closes = around(run)
    if (closes === undefined || !happened(closes)) return undefined
    const { people, project } = changesOf(settings, run, closes)
    const before = people.before.joint! + project.before.joint!
    const after = people.after.joint! + project.after.joint!
    return {
      found: `${about(before, 4)} BTC before, ${about(after, 4)} after; the project’s part from ${about(project.before.joint!)} to ${about(project.after.joint!)}`,
      asExpected: after <= before + ROUNDING && (before - after) * 1000n < before,
    }
  },
})

/** Wei of BTCB, a few for each account. */
const ROUNDING = 1_000n

const noEmission = (settings: GreatReset): Hypothesis => ({
  statement: 'No AMT is issued: the gains of holders and pool equal the reserve’s loss exactly',
  check: (run) => {
    const closes = resetAtSpot(settings, run)
    if (closes === undefined) return undefined
    const [before, after] = closes
    const gained = listedAmong(run.people).reduce(
      (sum, name) => sum + after.balance('amt', name) - before.balance('amt', name),
      after.pool().amt - before.pool().amt + after.balance('amt', 'distributor'),
    )
    const spent = before.balance('amt', 'owner') - after.balance('amt', 'owner')
    return {
      found: `${about(spent, 0)} AMT from the reserve, ${about(gained, 0)} to others; supply ${about(before.supply('amt'), 0)} before, ${about(after.supply('amt'), 0)} after`,
      asExpected: spent === gained && before.supply('amt') === after.supply('amt'),
    }
  },
})

const payoutsGrow = (settings: GreatReset): Hypothesis => ({
  statement:
    'A holder’s share of payments grows by the factor, through more AMT and not through higher payouts per AMT',
  check: (run) => {
    const closes = resetAtSpot(settings, run)
    if (closes === undefined) return undefined
    const [before, after] = closes
    const holding = ratioOf(after.balance('amt', 'small-1'), before.balance('amt', 'small-1'))
    const factor = ratioOf(spotPriceDown(before), spotPriceDown(after))
    return {
      found: `${holding.toFixed(6)} times the AMT at a price ${factor.toFixed(6)} times lower`,
      asExpected: holding.div(factor).sub(1).abs().lt('1e-9'),
    }
  },
})

const sameInAVault = (settings: GreatReset): Hypothesis => ({
  statement:
    'AMT in the staking vault is compensated like AMT in a wallet, and the buy-back vault’s growth counts too',
  check: (run) => {
    const closes = resetAtSpot(settings, run)
    if (closes === undefined) return undefined
    const [before, after] = closes
    const people = ['medium-1', 'staker-1', 'buy-back-staker-1']
    if (people.some((name) => owned(before, name) === 0n)) return undefined
    const ratios = people.map((name) =>
      ratioOf(owned(after, name) - owned(before, name), owned(before, name)),
    )
    const deposited = run.start.view
    const growth = owned(before, 'buy-back-staker-1') - owned(deposited, 'buy-back-staker-1')
    return {
      found: `${ratios.map((ratio) => ratio.toFixed(9)).join(', ')} AMT for one in a wallet, the staking vault, the buy-back vault; the last has grown by ${about(growth, 4)} AMT`,
      asExpected: growth > 0n && ratios.every((ratio) => ratio.sub(ratios[0]!).abs().lt('1e-12')),
    }
  },
})

const unclaimedReturns = (settings: GreatReset): Hypothesis => ({
  statement: 'Unclaimed AMT returns to the reserve after the deadline, exactly',
  days: RESET_DAY + 4,
  check: (run) => {
    const closes = resetAtSpot(settings, run)
    const [open, over] = [run.closes[RESET_DAY + 2], run.closes[RESET_DAY + 3]]
    if (closes === undefined || open === undefined || over === undefined) return undefined
    const left = open.view.balance('amt', 'distributor')
    const back = over.view.balance('amt', 'owner') - open.view.balance('amt', 'owner')
    return {
      found: `${about(left, 0)} AMT unclaimed, ${about(back, 0)} returned to the reserve`,
      asExpected: left > 0n && back === left && over.view.balance('amt', 'distributor') === 0n,
    }
  },
})

const dearerByVersion = (settings: GreatReset): Hypothesis => ({
  statement:
    'The more a version makes good, the smaller the largest φ that the reserve can pay for; with all holdings eligible it pays for φ = 2 in no version',
  check: (run) => {
    const view = around(run)?.[0]
    if (view === undefined) return undefined
    const largest = VERSIONS.map((version) => largestOf(planner(run, view, version, settings.eligible)))
    const payable = VERSIONS.map((version) => largestOf(planner(run, view, version, new Decimal(1))))
    return {
      found: VERSIONS.map((version, index) => `${version} ${largest[index]!.toFixed(3)}`).join(', '),
      asExpected:
        largest.every((factor, index) => index === 0 || factor.lt(largest[index - 1]!)) &&
        payable.every((factor) => factor.lt(2)),
    }
  },
})

/** Largest factor of the whitepaper's question. */
const STEEPEST = new Decimal(6)

const notForAll = (): Hypothesis => ({
  statement:
    'At φ = 6 no reserve could make everybody whole at execution: the pool would hold less BTCB than the largest holders’ previous proceeds',
  check: (run) => {
    const view = around(run)?.[0]
    if (view === undefined) return undefined
    const { impossible } = planner(run, view, 'execution', new Decimal(1))(factorOf(STEEPEST))
    return {
      found:
        impossible.length === 0
          ? 'possible'
          : `${impossible.map(({ account }) => account).join(', ')} cannot be`,
      asExpected: impossible.length > 0,
    }
  },
})

export const hypotheses = (settings: GreatReset): readonly Hypothesis[] =>
  [
    wholeAtSpot(settings),
    largeLoseAlone(settings),
    takenFromTheRest(settings),
    nothingCreated(settings),
    noEmission(settings),
    payoutsGrow(settings),
    sameInAVault(settings),
    unclaimedReturns(settings),
    dearerByVersion(settings),
    notForAll(),
  ].map((each) => ({ days: RESET_DAY + 1, ...each }))
