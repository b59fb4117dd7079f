/**
 * Hypotheses of the scenario `small-holder`, stated before the run.
 */
import { Decimal } from 'decimal.js'

import { fromBase } from '../../model/kernel/units.ts'
import { costOfClaim, usdOfGas } from '../../sim/agents/holders/gas-aware-claimers.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { depositOf } from '../../sim/view/vaults.ts'
import { HOLDINGS, depositor, gasOf, snipeGasOf } from './holdings.ts'
import { claimsOf, payments, costOfClaiming, breakEven, variantName, vaultAgainstWallet } from './metrics.ts'
import type { SmallHolder } from './parameters.ts'
import { daily, monthly, outbidding } from './sniping.ts'
import { liquidityPays } from './wealth.ts'

/** Payments from which on what is stated of many small ones holds. */
const MANY_PAYMENTS = 90

const HALF_A_YEAR = 182

const vaultEqualsWallet = ({ leaveOn }: SmallHolder): Hypothesis => ({
  statement: 'A depositor gets exactly what the same AMT would have claimed from a wallet in the same time',
  days: leaveOn + 1,
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
})

const stakingBreaksEvenEarly = (settings: SmallHolder): Hypothesis => ({
  statement: 'Staking breaks even at less than a twentieth of the holding at which any claiming does',
  days: MANY_PAYMENTS * settings.every,
  check: (run) => {
    const count = payments(run)
    // Claiming costs gas per payment, staking once. The bound holds for enough payments.
    if (count < MANY_PAYMENTS) return undefined
    const gas = gasOf(settings)
    const [claim, stake] = [costOfClaim(gas, count), usdOfGas(gas, settings.stakeGas)]
    return {
      found: `${new Decimal(breakEven(stake, run)).toFixed(1)} AMT staked, ${new Decimal(breakEven(claim, run)).toFixed(0)} claimed at once, ${new Decimal(breakEven(costOfClaiming(gas, count, 1), run)).toFixed(0)} claimed daily`,
      asExpected: stake.mul(20).lt(claim),
    }
  },
})

const waitingHelpsLittle = (settings: SmallHolder): Hypothesis => ({
  statement:
    'Waiting hardly makes small claims cheaper: claiming all at once costs over 40% of claiming daily',
  days: MANY_PAYMENTS * settings.every,
  check: (run) => {
    const count = payments(run)
    if (count < MANY_PAYMENTS) return undefined
    const gas = gasOf(settings)
    const share = costOfClaim(gas, count)
      .mul(100)
      .div(costOfClaiming(gas, count, 1))
    return { found: `${share.toFixed(1)}%`, asExpected: share.gt(40) }
  },
})

const onlyLargeWalletsClaim = (): Hypothesis => ({
  statement: 'Wallets of 10 to 1,000 AMT never claim in half a year; those of 10,000 and 100,000 do',
  days: HALF_A_YEAR,
  check: (run) => {
    // Not stated for fewer, larger payments.
    if (payments(run) < MANY_PAYMENTS) return undefined
    const claims = HOLDINGS.map(({ wallet }) => claimsOf(run, wallet).length)
    return {
      found: HOLDINGS.map(({ amt: held }, index) => `${fromBase(held)} AMT: ${claims[index]}`).join(', '),
      asExpected: claims.every((count, index) => (index < 3 ? count === 0 : count > 0)),
    }
  },
})

export const hypotheses = (settings: SmallHolder): readonly Hypothesis[] => [
  vaultEqualsWallet(settings),
  stakingBreaksEvenEarly(settings),
  waitingHelpsLittle(settings),
  onlyLargeWalletsClaim(),
  daily(settings.every, snipeGasOf(settings)),
]

const cheaperGas: Hypothesis<Compared> = {
  statement: 'At the gas price of 2026 wallets of 1,000 AMT claim too, and those of 10 AMT still do not',
  days: MANY_PAYMENTS,
  check: (compared) => {
    const run = variantOf(compared, variantName(2026))
    // Not stated for fewer, larger payments.
    if (payments(run) < MANY_PAYMENTS) return undefined
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
  liquidityPays,
]
