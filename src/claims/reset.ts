/**
 * Reset: a Great Reset that halves the price, as a continuation of a world, for the claims about it.
 *
 * It is the procedure of `docs/reference/mechanism.md`: the owner is the reserve, a payment takes the
 * snapshot, the reserve sells, and everybody on the list claims. A list is of wallets, as the whitepaper
 * describes it, or looks through contracts to the people behind vaults and liquidity.
 */
import type { Account } from '../model/interface/accounts.ts'
import { call, type Action } from '../model/interface/action.ts'
import { UINT256_MAX } from '../model/kernel/uint256.ts'
import { SECONDS_PER_DAY, type Amt, type Lp } from '../model/kernel/units.ts'
import type { Policy } from '../model/planning/great-reset/compensation.ts'
import {
  claimActions,
  distributionActions,
  snapshotPayment,
} from '../model/planning/great-reset/distribution.ts'
import { computeReset, isFeasible, planReset, type Reset } from '../model/planning/great-reset/reset.ts'
import { poolReserves } from '../model/contracts/pancake/quotes.ts'
import { VAULTS } from '../model/state/deposits.ts'
import { decimal } from './decimal.ts'
import { PEOPLE } from './draw.ts'
import { LIQUIDITY_ALLOWANCES, provided } from './liquidity-moves.ts'
import type { Move } from './moves.ts'
import { succeeded, type Facts, type Step } from './step.ts'
import { deposited, vaultAllowances } from './vault-moves.ts'

/** The price is halved. */
export const FACTOR = { n: 2n, d: 1n } as const

/** The list: wallets alone, or also what people have in vaults and in the pool. */
export type List = 'wallets' | 'people'

export interface Carried {
  readonly plan: Reset
  /** Before the sale, right after the snapshot. */
  readonly before: Facts
  /** When everybody has claimed. */
  readonly after: Facts
  /** Sale, distributor and claims. */
  readonly actions: readonly Action[]
}

/** The reset after a step that is a payment; undefined if the reserve cannot pay for it. */
export function carriedOut(step: Step, list: List, policy: Policy = 'spot'): Carried | undefined {
  const before = step.after
  if (succeeded(step, 'master.payRent') === undefined) return undefined
  if (before.balance('amt', 'pair') === 0n || before.balance('btcb', 'pair') === 0n) return undefined
  const plan = list === 'people' ? looksThrough(before, policy) : ofWallets(before, policy)
  if (!isFeasible(plan) || plan.list.length === 0) return undefined
  const actions = [
    ...distributionActions(plan, {
      swapDeadline: UINT256_MAX,
      claimDeadline: before.time() + 30n * SECONDS_PER_DAY,
    }),
    ...claimActions(plan, 'alice'),
  ]
  return { plan, before, after: before.after(actions), actions }
}

function looksThrough({ economy }: Facts, policy: Policy): Reset {
  return planReset(economy, { factor: FACTOR, policy, reserve: 'owner', project: [] })
}

function ofWallets(facts: Facts, policy: Policy): Reset {
  const stakes = PEOPLE.map((account) => ({
    account,
    amt: facts.balance('amt', account) as Amt,
    shares: 0n as Lp,
  })).filter(({ amt }) => amt > 0n)
  const whole = looksThrough(facts, policy)
  return computeReset(
    {
      pool: poolReserves(facts.economy),
      skims: whole.skims,
      snapshotId: whole.snapshotId,
      stakes,
      shareSupply: facts.supplyOf('pair'),
      held: facts.balance('amt', 'owner'),
    },
    { factor: FACTOR, policy, reserve: 'owner' },
  )
}

/** An exact fraction. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

/** BTCB that AMT and LP shares are worth at the pool's price. `extra` base units of AMT are added. */
export function worth(facts: Facts, amt: bigint, shares: bigint, extra = 0n): Fraction {
  const [x, y, t] = [facts.balance('amt', 'pair'), facts.balance('btcb', 'pair'), facts.supplyOf('pair')]
  return { n: y * ((amt + extra) * t + 2n * shares * x), d: x * t }
}

/** To two decimals. */
export function fractionText({ n, d }: Fraction): string {
  return decimal(n, d, 2)
}

export function isLess(a: Fraction, b: Fraction): boolean {
  return a.n * b.d < b.n * a.d
}

/** AMT in the wallet and in both vaults. */
export function amtOf(facts: Facts, who: Account): bigint {
  return (
    facts.balance('amt', who) + facts.depositOf('stakingVault', who) + facts.depositOf('buyBackVault', who)
  )
}

/** LP shares, as such and as liqAMT. */
export function sharesOf(facts: Facts, who: Account): bigint {
  return facts.balance('pair', who) + facts.balance('liqAmt', who)
}

/**
 * The first person with a stake who is worth less at the pool's price after the reset, by more than `slack`
 * base units of AMT.
 */
export function losers(
  { before, after }: Carried,
  stake: (facts: Facts, who: Account) => { readonly amt: bigint; readonly shares: bigint },
  slack: bigint,
): { readonly who: Account; readonly text: string } | undefined {
  for (const who of PEOPLE) {
    const [had, has] = [stake(before, who), stake(after, who)]
    if (had.amt === 0n && had.shares === 0n) continue
    const [was, is] = [worth(before, had.amt, had.shares), worth(after, has.amt, has.shares)]
    if (!isLess(worth(after, has.amt, has.shares, slack), was)) continue
    const text =
      `what ${who} had is worth ${fractionText(is)} base units of BTCB at the pool’s price after the ` +
      `reset, and was worth ${fractionText(was)} before it`
    return { who, text }
  }
  return undefined
}

/** The snapshot: the least payment. */
export const snapshot: Move = () => [
  call('binance', 'btcb.mint', { amount: 101n }),
  call('binance', 'btcb.transfer', { to: 'payer', amount: 101n }),
  snapshotPayment('payer'),
]

/** A pool, and a reserve that suffices. */
export const START: readonly Action[] = [
  ...LIQUIDITY_ALLOWANCES,
  ...vaultAllowances('stakingVault'),
  ...vaultAllowances('buyBackVault'),
  ...provided('carol', 1_000_000n),
  call('owner', 'master.mintMaster', { account: 'owner', amount: 10_000_000n }),
]

/** Sums that the reserve of {@link START} can pay for. */
export const mintSome: Move = (draw) => [
  call('owner', 'master.mintMaster', { account: draw.person(), amount: BigInt(draw.whole(1, 100_000)) }),
]

/** Likewise, into a vault. */
export const depositSome: Move = (draw) =>
  deposited(draw.pick(VAULTS), draw.person(), BigInt(draw.whole(1, 100_000)))

/** Likewise, into the pool. */
export const provideSome: Move = (draw) => provided(draw.person(), BigInt(draw.whole(1, 100_000)))
