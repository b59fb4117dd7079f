/**
 * What claiming and staking are expected to show, stated before it runs, and the figures that show it.
 *
 * Gas is reckoned in USD beside the run: nobody's BTCB pays it. Ratios are decimal text of at most 12 significant digits.
 */
import { Decimal } from 'decimal.js'

import { amt, fromBase, type Amt, type Btcb } from '../../model/kernel/units.ts'
import {
  costOfClaim,
  firstUnclaimed,
  gasAt,
  usdOfGas,
  type ClaimGas,
  type Gas,
} from '../../sim/agents/holders/gas-aware-claimers.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { depositOf } from '../../sim/view/vaults.ts'
import type { AgentView } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import { amountMetric, countMetric, rounded, tableOf } from '../shared/figures.ts'
import type { SmallHolder } from './parameters.ts'
import { daily, gasInBtcb, monthly, outbidding, snipeMetric } from './sniping.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

interface Holding {
  readonly amt: Amt
  readonly wallet: string
  /** The agent's name; its only person has a `-1` after it. */
  readonly staker: string
}

export const HOLDINGS: readonly Holding[] = [10, 100, 1_000, 10_000, 100_000].map((holding) => ({
  amt: amt(String(holding)),
  wallet: `wallet-${holding}`,
  staker: `staker-${holding}`,
}))

const depositor = ({ staker }: Holding): string => `${staker}-1`

export const claimGasOf = (
  settings: Pick<SmallHolder, 'claimGas' | 'paymentGas' | 'bnbPrice'>,
): ClaimGas => ({
  base: settings.claimGas,
  perPayment: settings.paymentGas,
  usdPerBnb: settings.bnbPrice,
})

/** At the first day's gas price, which the tables reckon with. */
export const gasOf = (
  settings: Pick<SmallHolder, 'claimGas' | 'paymentGas' | 'gasPrice' | 'bnbPrice'>,
): Gas => ({ ...claimGasOf(settings), gwei: settings.gasPrice })

/** A snipe's gas at 3 gwei, in BTCB at the first day's price of BTC. */
export const snipeGasOf = (settings: Pick<SmallHolder, 'snipeGas' | 'bnbPrice' | 'btcPrice'>): Btcb =>
  gasInBtcb(
    usdOfGas({ gwei: THREE_GWEI, usdPerBnb: settings.bnbPrice }, settings.snipeGas),
    settings.btcPrice,
  )

const THREE_GWEI = new Decimal(3)

/** A claim that a wallet made: the number of payments in it, and the world of its day. */
interface Claim {
  readonly count: number
  readonly view: AgentView
}

function claimsOf(run: Summary, wallet: string): readonly Claim[] {
  const claims: Claim[] = []
  let before = 1n
  for (const { view } of run.closes) {
    const now = firstUnclaimed(view, wallet)
    if (now > before) claims.push({ count: Number(now - before), view })
    before = now
  }
  return claims
}

/** USD per AMT that all payments were worth on their days. */
function paidUsd(run: Summary): Decimal {
  let sum = new Decimal(0)
  run.closes.forEach(({ view }, day) => {
    const today = payoutPerAmt(run, day + 1) - payoutPerAmt(run, day)
    sum = sum.add(new Decimal(fromBase(today)).mul(view.environment.btc.usd))
  })
  return sum
}

const payments = (run: Summary): number => Number(lastOf(run).view.payments())

const times = (holding: Amt, perAmt: Decimal): Decimal => new Decimal(fromBase(holding)).mul(perAmt)

/** In percent of all payouts; what gas leaves of them. */
const kept = (paid: Decimal, gas: Decimal): Decimal =>
  paid.isZero() ? new Decimal(0) : new Decimal(100).mul(paid.sub(gas)).div(paid)

/** USD of gas for claiming all payments, `each` of them at a time. */
function costOfClaiming(gas: Gas, count: number, each: number): Decimal {
  const rest = count % each
  return costOfClaim(gas, each)
    .mul((count - rest) / each)
    .add(rest === 0 ? 0 : costOfClaim(gas, rest))
}

/** What a wallet has left of its payouts after gas, in percent: claims that were not worth it were not made. */
function keptByWallet(settings: SmallHolder, run: Summary, { amt: held, wallet }: Holding): Decimal {
  const gas = claimGasOf(settings)
  const claims = claimsOf(run, wallet)
  const claimed = claims.reduce((sum, { count }) => sum + count, 0)
  const all = times(held, paidUsd(run))
  const cost = claims.reduce(
    (sum, { count, view }) => sum.add(costOfClaim(gasAt(gas, view), count)),
    new Decimal(0),
  )
  // Payments differ little from each other; what was claimed is taken as its part of all by number.
  const got = payments(run) === 0 ? new Decimal(0) : all.mul(claimed).div(payments(run))
  return all.isZero() ? new Decimal(0) : got.sub(cost).mul(100).div(all)
}

export function byHolding(settings: SmallHolder, run: Summary): Table {
  const stake = usdOfGas(gasOf(settings), settings.stakeGas)
  return tableOf(
    { name: 'holdings', title: 'Wallet and vault, by holding' },
    [
      { name: 'holding', title: 'Holding', unit: 'AMT' },
      { name: 'claims', title: 'Claims that the wallet made', unit: 'claims' },
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

const HOW_OFTEN = { daily: 1, weekly: 7, monthly: 30 } as const

/** AMT whose payouts in the run just pay `cost`. */
const breakEven = (cost: Decimal, run: Summary): string => {
  const perAmt = paidUsd(run)
  return perAmt.isZero() ? 'never' : rounded(cost.div(perAmt))
}

export function breakEvens(settings: SmallHolder, run: Summary): Table {
  const count = payments(run)
  return tableOf(
    { name: 'break-even', title: 'Break-even holdings, by gas price' },
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
      const claiming = [...Object.values(HOW_OFTEN), Math.max(1, count)].map((each) =>
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
  // Below nothing all is alike: whoever would pay in addition does not claim.
  const shown = (cost: Decimal, paid: Decimal): string =>
    rounded(Decimal.max(0, kept(paid, cost)).toDecimalPlaces(3))
  return tableOf(
    { name: 'kept', title: 'What gas leaves of payouts' },
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
          shown(costOfClaiming(gas, count, HOW_OFTEN.monthly), paid),
          shown(usdOfGas(gas, settings.stakeGas), paid),
        ]
      }),
    ),
  )
}

/** The gas prices of three years, each a variant. */
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

/** What one deposit got out of the vault, and what the same AMT would have claimed from a wallet until it left, wei. */
function vaultAgainstWallet(
  view: AgentView,
  holding: Holding,
): { readonly got: bigint; readonly due: bigint } {
  const by = depositor(holding)
  let due = 0n
  for (let id = 1n; id <= view.payments(); id++) {
    // Outside the wallet it was in the vault.
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
  const perPayment = settings.harvestGas + settings.settleGas * HOLDINGS.length
  const perVisit = settings.keeperGas * (1 + HOLDINGS.length)
  return {
    payments: countMetric('Payments', 'payments', count),
    paidPerAmt: amountMetric('Paid per AMT', payoutPerAmt(run), 'BTC/AMT'),
    paidUsdPerAmt: usd('Paid per AMT, at the days’ prices of BTC', paidUsd(run)),
    claimOnce: usd('Gas of claiming all at once', costOfClaim(gas, Math.max(1, count))),
    claimDaily: usd('Gas of claiming each payment by itself', costOfClaiming(gas, count, 1)),
    stake: usd('Gas of staking', usdOfGas(gas, settings.stakeGas)),
    breakEvenOnce: holding('Break-even of claiming all at once', costOfClaim(gas, Math.max(1, count))),
    breakEvenWeekly: holding('Break-even of claiming weekly', costOfClaiming(gas, count, 7)),
    breakEvenDaily: holding('Break-even of claiming daily', costOfClaiming(gas, count, 1)),
    breakEvenStake: holding('Break-even of staking', usdOfGas(gas, settings.stakeGas)),
    keeper: usd(
      'The project’s gas for the vault: harvests, and booking for five depositors',
      usdOfGas(gas, perVisit * harvests + perPayment * count),
    ),
    sniped: snipeMetric(run, snipeGasOf(settings)),
  }
}

const toTheWei: Hypothesis = {
  statement: 'A depositor gets, to the wei, what the same AMT would have claimed from a wallet meanwhile',
  check: ({ closes }) => {
    const view = closes.at(-1)?.view
    if (view === undefined || view.payments() === 0n) return undefined
    if (HOLDINGS.some((holding) => depositOf(view, 'stakingVault', depositor(holding)) > 0n)) return undefined
    const off = HOLDINGS.map((holding) => vaultAgainstWallet(view, holding)).filter(
      ({ got, due }) => got !== due || got === 0n,
    )
    return {
      found: `${off.length} of ${HOLDINGS.length} deposits differ`,
      asExpected: off.length === 0,
    }
  },
}

const stakingIsForAll = (settings: SmallHolder): Hypothesis => ({
  statement: 'Staking breaks even at less than a twentieth of the holding at which any way of claiming does',
  check: (run) => {
    const count = payments(run)
    // Claiming costs by the payment, staking once: the ratio needs payments.
    if (count < 90) return undefined
    const gas = gasOf(settings)
    const [claim, stake] = [costOfClaim(gas, count), usdOfGas(gas, settings.stakeGas)]
    return {
      found: `${new Decimal(breakEven(stake, run)).toFixed(1)} AMT staked, ${new Decimal(breakEven(claim, run)).toFixed(0)} claimed at once, ${new Decimal(breakEven(costOfClaiming(gas, count, 1), run)).toFixed(0)} claimed daily`,
      asExpected: stake.mul(20).lt(claim),
    }
  },
})

const waitingHelpsLittle = (settings: SmallHolder): Hypothesis => ({
  statement: 'Waiting does not make a small claim worth it: all at once still costs 40% of claiming daily',
  check: (run) => {
    const count = payments(run)
    if (count < 90) return undefined
    const gas = gasOf(settings)
    const part = costOfClaim(gas, count)
      .mul(100)
      .div(costOfClaiming(gas, count, 1))
    return { found: `${part.toFixed(1)}%`, asExpected: part.gt(40) }
  },
})

const onlyTheLarge = (): Hypothesis => ({
  statement: 'Wallets of 10 to 1,000 AMT never claim in half a year; those of 10,000 and 100,000 do',
  check: (run) => {
    // Of fewer and larger payments it says nothing.
    if (payments(run) < 90) return undefined
    const claims = HOLDINGS.map(({ wallet }) => claimsOf(run, wallet).length)
    return {
      found: HOLDINGS.map(({ amt: held }, index) => `${fromBase(held)} AMT: ${claims[index]}`).join(', '),
      asExpected: claims.every((count, index) => (index < 3 ? count === 0 : count > 0)),
    }
  },
})

export const hypotheses = (settings: SmallHolder): readonly Hypothesis[] => [
  toTheWei,
  stakingIsForAll(settings),
  waitingHelpsLittle(settings),
  onlyTheLarge(),
  daily(snipeGasOf(settings)),
]

const cheaperGas: Hypothesis<Compared> = {
  statement: 'With the gas of 2026 wallets of 1,000 AMT claim too, and those of 10 AMT still do not',
  check: (compared) => {
    const run = variantOf(compared, variantName(2026))
    // Of fewer and larger payments it says nothing.
    if (payments(run) < 90) return undefined
    const claims = HOLDINGS.map(({ wallet }) => claimsOf(run, wallet).length)
    return {
      found: HOLDINGS.map(({ amt: held }, index) => `${fromBase(held)} AMT: ${claims[index]}`).join(', '),
      asExpected: claims[0] === 0 && claims[2]! > 0,
    }
  },
}

export const hypothesesOfVariants = (settings: SmallHolder): readonly Hypothesis<Compared>[] => [
  cheaperGas,
  monthly(snipeGasOf(settings)),
  outbidding(snipeGasOf(settings)),
]
