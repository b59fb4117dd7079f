/**
 * Hypotheses of the scenario `great-reset`, stated before the run.
 */
import { Decimal } from 'decimal.js'

import { owned } from '../../sim/agents/operations/reset-operator.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { spotPriceDown, type AgentView } from '../../sim/view/agent-view.ts'
import { about, ratioOf, sats } from '../shared/figures.ts'
import { CLASSES, HOLDERS, REPRESENTATIVES, listedAccounts } from './cap-table.ts'
import { FACTORS, resetName } from './metrics.ts'
import type { GreatReset } from './parameters.ts'
import { RESET_DAY, atSpot, atExecution, around, happened, shareKept } from './wealth.ts'

/** The closes around a reset at spot; undefined under another policy or if it was not carried out. */
function resetAtSpot(settings: GreatReset, run: Summary): readonly [AgentView, AgentView] | undefined {
  const closes = around(run)
  return closes === undefined || settings.policy !== 'spot' || !happened(closes) ? undefined : closes
}

const wholeAtSpot = (settings: GreatReset): Hypothesis => ({
  statement: 'At spot no account loses wealth, depositors and providers included, to a billionth',
  check: (run) => {
    const closes = resetAtSpot(settings, run)
    if (closes === undefined) return undefined
    const worst = REPRESENTATIVES.map(({ person }) => shareKept(atSpot, closes, person)).reduce((a, b) =>
      Decimal.min(a, b),
    )
    return {
      found: `${sats(spotPriceDown(closes[0]))} sat before, ${sats(spotPriceDown(closes[1]))} after; minimum ${worst.toFixed(9)}% of before`,
      asExpected: worst.gt('99.9999999'),
    }
  },
})

const largeLoseAtExecution = (settings: GreatReset): Hypothesis => ({
  statement: 'At execution every class loses wealth, and a larger holding loses a larger share',
  check: (run) => {
    const closes = resetAtSpot(settings, run)
    if (closes === undefined) return undefined
    const parts = CLASSES.map(({ name }) => shareKept(atExecution, closes, `${name}-1`))
    return {
      found: CLASSES.map(({ title }, index) => `${title.split(':')[0]} ${parts[index]!.toFixed(2)}%`).join(
        ', ',
      ),
      asExpected: parts.every((part, index) => part.lt(index === 0 ? 100 : parts[index - 1]!)),
    }
  },
})

const noEmission = (settings: GreatReset): Hypothesis => ({
  statement: 'No AMT is issued: the gains of holders and pool equal the reserve’s loss exactly',
  check: (run) => {
    const closes = resetAtSpot(settings, run)
    if (closes === undefined) return undefined
    const [before, after] = closes
    const gained = listedAccounts().reduce(
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
    const gained = (name: string): bigint => owned(after, name) - owned(before, name)
    const [inWallet, staked, buyingBack] = [
      gained('medium-1'),
      gained('staker-1'),
      gained('buy-back-staker-1'),
    ]
    return {
      found: `${about(inWallet, 2)} AMT in a wallet, ${about(staked, 2)} staked, ${about(buyingBack, 2)} in the buy-back vault`,
      asExpected: staked === inWallet && buyingBack > inWallet,
    }
  },
})

const unclaimedReturns = (settings: GreatReset): Hypothesis => ({
  statement: 'Unclaimed AMT returns to the reserve after the deadline, exactly',
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

export const hypotheses = (settings: GreatReset): readonly Hypothesis[] => [
  wholeAtSpot(settings),
  largeLoseAtExecution(settings),
  noEmission(settings),
  payoutsGrow(settings),
  sameInAVault(settings),
  unclaimedReturns(settings),
]

const lossGrowsWithFactor: Hypothesis<Compared> = {
  statement: 'A larger factor means a larger loss at execution in every class',
  check: (run) => {
    if (around(run) === undefined) return undefined
    const resets = FACTORS.map((factor) => around(variantOf(run, resetName(factor, 'spot')))!)
    if (!resets.every(happened)) return { found: 'not every reset was carried out', asExpected: false }
    const parts = CLASSES.map(({ name }) =>
      resets.map((closes) => shareKept(atExecution, closes, `${name}-1`)),
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

const executionBecomesInfeasible: Hypothesis<Compared> = {
  statement:
    'Compensation at execution becomes infeasible at larger factors: the pool holds less BTCB than the whale’s previous proceeds',
  check: (run) => {
    if (around(run) === undefined) return undefined
    const done = FACTORS.filter((factor) => happened(around(variantOf(run, resetName(factor, 'execution')))!))
    const last = FACTORS.at(-1)!
    return {
      found: done.length === 0 ? 'feasible at none of the factors' : `feasible at φ = ${done.join(', ')}`,
      asExpected: !done.includes(last),
    }
  },
}

const wholeAtExecution: Hypothesis<Compared> = {
  statement: 'Where feasible, compensation at execution leaves no holder worse off, at spot and at execution',
  check: (run) => {
    if (around(run) === undefined) return undefined
    const resets = FACTORS.map((factor) => around(variantOf(run, resetName(factor, 'execution')))!).filter(
      happened,
    )
    if (resets.length === 0) return undefined
    const worst = resets
      .flatMap((closes) =>
        HOLDERS.flatMap(({ person }) => [atSpot, atExecution].map((read) => shareKept(read, closes, person))),
      )
      .reduce((a, b) => Decimal.min(a, b))
    return { found: `minimum ${worst.toFixed(9)}% of before`, asExpected: worst.gt('99.9999999') }
  },
}

export const hypothesesOfVariants = (): readonly Hypothesis<Compared>[] => [
  lossGrowsWithFactor,
  executionBecomesInfeasible,
  wholeAtExecution,
]
