/**
 * Metrics and tables of the scenario `small-holder`: claims, gas costs and break-even holdings.
 *
 * Gas costs are computed in USD beside the run; no account pays them. Ratios are decimal text with at most 12
 * significant digits.
 */
import { Decimal } from 'decimal.js'

import { fromBase, type Amt } from '../../model/kernel/units.ts'
import {
  costOfClaim,
  firstUnclaimed,
  gasAt,
  usdOfGas,
  type Gas,
} from '../../sim/agents/holders/gas-aware-claimers.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import type { AgentView } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import { amountMetric, countMetric, rounded, tableOf } from '../shared/figures.ts'
import { type Holding, HOLDINGS, claimGasOf, depositor, depositors, gasOf, snipeGasOf } from './holdings.ts'
import type { SmallHolder } from './parameters.ts'
import { snipeMetric } from './sniping.ts'

/** A claim by a wallet: the number of payments in it, and the close of its day. */
interface Claim {
  readonly count: number
  readonly view: AgentView
}

export function claimsOf(run: Summary, wallet: string): readonly Claim[] {
  const claims: Claim[] = []
  let before = 1n
  for (const { view } of run.closes) {
    const now = firstUnclaimed(view, wallet)
    if (now > before) claims.push({ count: Number(now - before), view })
    before = now
  }
  return claims
}

/** Total payouts per AMT in USD, each at the BTC price of its day. */
function paidUsd(run: Summary): Decimal {
  let sum = new Decimal(0)
  run.closes.forEach(({ view }, day) => {
    const today = payoutPerAmt(run, day + 1) - payoutPerAmt(run, day)
    sum = sum.add(new Decimal(fromBase(today)).mul(view.environment.btc.usd))
  })
  return sum
}

export const payments = (run: Summary): number => Number(lastOf(run).view.payments())

const times = (holding: Amt, perAmt: Decimal): Decimal => new Decimal(fromBase(holding)).mul(perAmt)

/** Payouts net of gas, in percent of the payouts. */
const kept = (paid: Decimal, gas: Decimal): Decimal =>
  paid.isZero() ? new Decimal(0) : new Decimal(100).mul(paid.sub(gas)).div(paid)

/** Gas cost in USD of claiming `count` payments, `each` of them at a time. */
export function costOfClaiming(gas: Gas, count: number, each: number): Decimal {
  const rest = count % each
  return costOfClaim(gas, each)
    .mul((count - rest) / each)
    .add(rest === 0 ? 0 : costOfClaim(gas, rest))
}

/** A wallet's payouts net of gas, in percent of all its payouts, claimed or not. */
function keptByWallet(settings: SmallHolder, run: Summary, { amt: held, wallet }: Holding): Decimal {
  const gas = claimGasOf(settings)
  const claims = claimsOf(run, wallet)
  const claimed = claims.reduce((sum, { count }) => sum + count, 0)
  const all = times(held, paidUsd(run))
  const cost = claims.reduce(
    (sum, { count, view }) => sum.add(costOfClaim(gasAt(gas, view), count)),
    new Decimal(0),
  )
  // Approximation: payments are nearly equal, so the claimed amount is taken in proportion to their number.
  const got = payments(run) === 0 ? new Decimal(0) : all.mul(claimed).div(payments(run))
  return all.isZero() ? new Decimal(0) : got.sub(cost).mul(100).div(all)
}

export function byHolding(settings: SmallHolder, run: Summary): Table {
  const stake = usdOfGas(gasOf(settings), settings.stakeGas)
  return tableOf(
    { name: 'holdings', title: 'Wallet and vault by holding' },
    [
      { name: 'holding', title: 'Holding', unit: 'AMT' },
      { name: 'claims', title: 'Claims by the wallet', unit: 'claims' },
      { name: 'wallet', title: 'Wallet, after gas', unit: '% of payouts' },
      { name: 'vault', title: 'Vault, after gas', unit: '% of payouts' },
    ],
    HOLDINGS.map((holding) => [
      fromBase(holding.amt),
      String(claimsOf(run, holding.wallet).length),
      rounded(keptByWallet(settings, run, holding)),
      rounded(kept(times(holding.amt, paidUsd(run)), stake)),
    ]),
  )
}

const GAS_PRICES = ['0.05', '0.1', '0.3', '1', '3', '5', '10'] as const

/** Payments per claim. */
const PAYMENTS_PER_CLAIM = { daily: 1, weekly: 7, monthly: 30 } as const

/** AMT whose payouts in the run equal `cost` in USD, or `never`. */
export const breakEven = (cost: Decimal, run: Summary): string => {
  const perAmt = paidUsd(run)
  return perAmt.isZero() ? 'never' : rounded(cost.div(perAmt))
}

export function breakEvens(settings: SmallHolder, run: Summary): Table {
  const count = payments(run)
  return tableOf(
    { name: 'break-even', title: 'Break-even holdings by gas price' },
    [
      { name: 'gwei', title: 'Gas price', unit: 'gwei' },
      { name: 'daily', title: 'Claimed daily', unit: 'AMT' },
      { name: 'weekly', title: 'Claimed weekly', unit: 'AMT' },
      { name: 'monthly', title: 'Claimed monthly', unit: 'AMT' },
      { name: 'once', title: 'Claimed at once', unit: 'AMT' },
      { name: 'stake', title: 'Staked', unit: 'AMT' },
    ],
    GAS_PRICES.map((gwei) => {
      const gas = { ...gasOf(settings), gwei: new Decimal(gwei) }
      const claiming = [...Object.values(PAYMENTS_PER_CLAIM), Math.max(1, count)].map((each) =>
        breakEven(costOfClaiming(gas, count, each), run),
      )
      return [gwei, ...claiming, breakEven(usdOfGas(gas, settings.stakeGas), run)]
    }),
  )
}

const GAS_POWERS = ['-1.5', '-1', '-0.5', '0', '0.5', '1'] as const
const HOLDING_POWERS = ['1', '1.5', '2', '2.5', '3', '3.5', '4', '4.5', '5'] as const

export function keptGrid(settings: SmallHolder, run: Summary): Table {
  const count = payments(run)
  const perAmt = paidUsd(run)
  // Negative values are shown as zero: such a claim is not made.
  const shown = (cost: Decimal, paid: Decimal): string =>
    rounded(Decimal.max(0, kept(paid, cost)).toDecimalPlaces(3))
  return tableOf(
    { name: 'kept', title: 'Payouts net of gas' },
    [
      { name: 'gasPower', title: 'Gas price', unit: 'power of ten, gwei' },
      { name: 'holdingPower', title: 'Holding', unit: 'power of ten, AMT' },
      { name: 'claimed', title: 'Claimed monthly', unit: '% of payouts' },
      { name: 'staked', title: 'Staked', unit: '% of payouts' },
    ],
    GAS_POWERS.flatMap((gasPower) =>
      HOLDING_POWERS.map((holdingPower) => {
        const gas = { ...gasOf(settings), gwei: new Decimal(10).pow(gasPower) }
        const paid = new Decimal(10).pow(holdingPower).mul(perAmt)
        return [
          gasPower,
          holdingPower,
          shown(costOfClaiming(gas, count, PAYMENTS_PER_CLAIM.monthly), paid),
          shown(usdOfGas(gas, settings.stakeGas), paid),
        ]
      }),
    ),
  )
}

/** Gas prices of three years, one variant each. */
export const GAS_OF = [
  { year: 2023, gwei: '3' },
  { year: 2024, gwei: '1' },
  { year: 2026, gwei: '0.05' },
] as const

export const variantName = (year: number): string => `gas-of-${year}`

export function byGasPrice(run: Compared): Table {
  return tableOf(
    { name: 'claims', title: 'Claims by gas price' },
    [
      { name: 'gwei', title: 'Gas price', unit: 'gwei' },
      { name: 'holding', title: 'Holding', unit: 'AMT' },
      { name: 'claims', title: 'Claims', unit: 'claims' },
    ],
    GAS_OF.flatMap(({ year, gwei }) =>
      HOLDINGS.map(({ amt: held, wallet }) => [
        gwei,
        fromBase(held),
        String(claimsOf(variantOf(run, variantName(year)), wallet).length),
      ]),
    ),
  )
}

/**
 * BTCB paid to one depositor, and BTCB that the same AMT would have claimed from a wallet during the deposit.
 * Base units.
 */
export function vaultAgainstWallet(
  view: AgentView,
  holding: Holding,
): { readonly got: bigint; readonly due: bigint } {
  const by = depositor(holding)
  let due = 0n
  for (let id = 1n; id <= view.payments(); id++) {
    // AMT in the wallet at the snapshot was not deposited.
    if (view.amtAt(id, by) > 0n) continue
    const { holders, supply, inPair } = view.payment(id)
    due += (holders * holding.amt) / (supply - inPair)
  }
  return { got: view.balance('btcb', by), due }
}

export function smallHolderMetrics(settings: SmallHolder, run: Summary): Readonly<Record<string, Metric>> {
  const gas = gasOf(settings)
  const count = payments(run)
  const usd = (title: string, value: Decimal): Metric => ({ title, unit: 'USD', value: rounded(value) })
  const holding = (title: string, cost: Decimal): Metric => ({
    title,
    unit: 'AMT',
    value: breakEven(cost, run),
  })
  const harvests = Math.floor(run.closes.length / settings.keeperEvery)
  const settled = depositors(settings).length
  const perPayment = settings.harvestGas + settings.settleGas * settled
  const perVisit = settings.keeperGas * (1 + settled)
  return {
    payments: countMetric('Payments', 'payments', count),
    paidPerAmt: amountMetric('Payouts per AMT', payoutPerAmt(run), 'BTC/AMT'),
    paidUsdPerAmt: usd('Payouts per AMT, at each day’s BTC price', paidUsd(run)),
    claimOnce: usd('Gas cost of claiming all at once', costOfClaim(gas, Math.max(1, count))),
    claimDaily: usd('Gas cost of claiming each payment separately', costOfClaiming(gas, count, 1)),
    stake: usd('Gas cost of staking', usdOfGas(gas, settings.stakeGas)),
    breakEvenOnce: holding('Break-even of claiming all at once', costOfClaim(gas, Math.max(1, count))),
    breakEvenWeekly: holding('Break-even of claiming weekly', costOfClaiming(gas, count, 7)),
    breakEvenDaily: holding('Break-even of claiming daily', costOfClaiming(gas, count, 1)),
    breakEvenStake: holding('Break-even of staking', usdOfGas(gas, settings.stakeGas)),
    keeper: usd(
      `Gas cost of the keeper: harvests and settlement for ${settled} depositors`,
      usdOfGas(gas, perVisit * harvests + perPayment * count),
    ),
    sniped: snipeMetric(run, snipeGasOf(settings)),
  }
}
