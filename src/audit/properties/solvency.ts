/** Solvency: assets cover liabilities, computed from what everybody is entitled to. */
import type { Probe } from './property.ts'

const DEBTORS = ['master', 'stakingVault', 'buyBackVault'] as const

export const assetsCoverEntitlements: Probe = {
  name: 'assets-cover-entitlements',
  statement:
    'Master holds the BTCB of all open claims and the LP shares of all liqAMT; each vault holds its ' +
    'deposits and debts.',
  check(trial) {
    const positions = trial.positions()
    for (const debtor of DEBTORS)
      for (const [coin, amount] of positions.get(debtor) ?? [])
        if (amount < 0n) return `${debtor} lacks ${-amount} base units of ${coin} for what it owes`
    return undefined
  },
}
