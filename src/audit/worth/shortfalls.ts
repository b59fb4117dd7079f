/**
 * Shortfalls: contracts that hold less than they owe, and whose claims are not covered by it.
 *
 * A loss of Master or a vault is nobody's by itself: it is the loss of whoever claims last. So it is told
 * with everybody who has a claim.
 */
import { CONTRACT_ACCOUNTS, type Account } from '../../model/interface/accounts.ts'
import { VAULTS } from '../../model/state/deposits.ts'
import { amountIn, openClaims, type Ask } from './positions.ts'

/** BTCB, AMT, or LP shares of AMT/BTCB; base units. */
type Owed = 'btcb' | 'amt' | 'pair'

export interface Claimant {
  readonly account: Account
  readonly amount: bigint
}

export interface Shortfall {
  readonly debtor: Account
  readonly coin: Owed
  /** What is missing. */
  readonly missing: bigint
  /** Who is owed something, the largest claim first. */
  readonly claimants: readonly Claimant[]
}

/** The chain's shortfalls that are larger than the model's, each as far as it is larger. */
export function shortfallsIn(chain: Ask, model: Ask, people: readonly Account[]): readonly Shortfall[] {
  const expected = new Map(debtsIn(model, people).map((debt) => [keyOf(debt), missingOf(debt)]))
  return debtsIn(chain, people).flatMap((debt) => {
    const missing = missingOf(debt) - (expected.get(keyOf(debt)) ?? 0n)
    if (missing <= 0n) return []
    const { debtor, coin } = debt
    const claimants = debt.claimants.toSorted((a, b) => (a.amount > b.amount ? -1 : 1))
    return [{ debtor, coin, missing, claimants }]
  })
}

interface Debt {
  readonly debtor: Account
  readonly coin: Owed
  readonly held: bigint
  readonly claimants: readonly Claimant[]
}

/** What Master and the vaults owe, and hold for it. */
function debtsIn(ask: Ask, people: readonly Account[]): readonly Debt[] {
  const held = (coin: Owed, debtor: Account): bigint => amountIn(ask, coin, 'balanceOf', [debtor])
  const accounts = [...CONTRACT_ACCOUNTS, ...people]
  const claims = new Map<Account, bigint>()
  for (const { account, amount } of openClaims(ask, accounts))
    claims.set(account, (claims.get(account) ?? 0n) + amount)
  const debt = (debtor: Account, coin: Owed, owed: (account: Account) => bigint): Debt => ({
    debtor,
    coin,
    held: held(coin, debtor),
    claimants: accounts.flatMap((account) => {
      const amount = owed(account)
      return amount === 0n ? [] : [{ account, amount }]
    }),
  })
  return [
    debt('master', 'btcb', (account) => claims.get(account) ?? 0n),
    // The locker holds the LP shares of its liqAMT itself.
    debt('master', 'pair', (account) =>
      account === 'locker' ? 0n : amountIn(ask, 'liqAmt', 'balanceOf', [account]),
    ),
    ...VAULTS.flatMap((vault) => [
      debt(vault, 'amt', (account) => amountIn(ask, vault, 'depositOf', [account])),
      debt(vault, 'btcb', (account) => amountIn(ask, vault, 'owedTo', [account])),
    ]),
  ]
}

function missingOf({ held, claimants }: Debt): bigint {
  const owed = claimants.reduce((sum, { amount }) => sum + amount, 0n)
  return owed > held ? owed - held : 0n
}

function keyOf({ debtor, coin }: Debt): string {
  return `${debtor} ${coin}`
}
