/**
 * Holdings of the scenario `small-holder`, each as a wallet and as a deposit, and the gas costs of both.
 */
import { Decimal } from 'decimal.js'

import { amt, type Amt, type Btcb } from '../../model/kernel/units.ts'
import { usdOfGas, type ClaimGas, type Gas } from '../../sim/agents/holders/gas-aware-claimers.ts'
import type { Opening } from '../shared/july-2023.ts'
import { inPercentUp } from '../shared/ownership.ts'
import { vaultDepositors } from '../shared/participants.ts'
import type { SmallHolder } from './parameters.ts'
import { gasInBtcb } from './sniping.ts'

/** A wallet and a staker with the same AMT. */
export interface Holding {
  readonly amt: Amt
  /** The account's name. */
  readonly wallet: string
  /** The agent's name; its account has the suffix `-1`. */
  readonly staker: string
}

export const HOLDINGS: readonly Holding[] = [10, 100, 1_000, 10_000, 100_000].map((holding) => ({
  amt: amt(String(holding)),
  wallet: `wallet-${holding}`,
  staker: `staker-${holding}`,
}))

export const depositor = ({ staker }: Holding): string => `${staker}-1`

/** Everybody whom the keeper settles: these deposits and those of the cap table. */
export const depositors = (settings: SmallHolder): readonly string[] => [
  ...HOLDINGS.map(depositor),
  ...vaultDepositors(settings, 'stakingVault'),
]

/** Wallets and deposits have the same AMT. */
const ALL = HOLDINGS.reduce((sum, holding) => sum + 2n * holding.amt, 0n) as Amt

/** What the reserve pays, in percent of the AMT outside the pool. */
export const othersOf = (settings: Opening): number => inPercentUp(ALL, settings)

export const claimGasOf = (
  settings: Pick<SmallHolder, 'claimGas' | 'paymentGas' | 'bnbPrice'>,
): ClaimGas => ({
  base: settings.claimGas,
  perPayment: settings.paymentGas,
  usdPerBnb: settings.bnbPrice,
})

/** Gas costs at the first day's gas price, which the tables use. */
export const gasOf = (
  settings: Pick<SmallHolder, 'claimGas' | 'paymentGas' | 'gasPrice' | 'bnbPrice'>,
): Gas => ({ ...claimGasOf(settings), gwei: settings.gasPrice })

/** Gas cost of a snipe at 3 gwei, in BTCB base units at the first day's BTC price. */
export const snipeGasOf = (settings: Pick<SmallHolder, 'snipeGas' | 'bnbPrice' | 'btcPrice'>): Btcb =>
  gasInBtcb(
    usdOfGas({ gwei: THREE_GWEI, usdPerBnb: settings.bnbPrice }, settings.snipeGas),
    settings.btcPrice,
  )

const THREE_GWEI = new Decimal(3)
