/**
 * Each exception to serializability, by hand: excused in the project's contracts, and beyond its bound in
 * contracts with a mutant that no invariant and no order would show.
 */
import { describe, expect, it } from 'vitest'
import { changedBuild, projectBuild, type Build } from '../../../src/evm/build.ts'
import { bystandersKeep } from '../../../src/lockstep/adversarial/bounds.ts'
import { adversarialChainOf } from '../../../src/lockstep/adversarial/adversarial-chain.ts'
import { ReentrancyChecker } from '../../../src/lockstep/adversarial/reentrancy-checker.ts'
import { EXCEPTIONS, GIFT } from '../../../src/lockstep/adversarial/exceptions.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { deploymentOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import type { Action, Call } from '../../../src/model/interface/action.ts'
import type { FunctionName } from '../../../src/model/interface/functions.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import { ONE } from '../../../src/model/kernel/units.ts'

const PEOPLE = ['alice', 'bruno', 'greta']

/** Far enough in the future for every deadline. */
const LATE = 10n ** 12n

/**
 * 1,000 AMT and 10 BTCB in the pool, liquidity of alice's; 30 BTCB in the RCL; alice, bruno and greta have
 * 100 AMT and 10 BTCB each.
 */
const START: readonly Action[] = [
  call('binance', 'btcb.mint', { amount: 200n * ONE }),
  call('binance', 'btcb.transfer', { to: 'payer', amount: 50n * ONE }),
  call('binance', 'btcb.transfer', { to: 'burnVault', amount: 30n * ONE }),
  call('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX }),
  call('owner', 'master.mintMaster', { account: 'alice', amount: 1_000n * ONE }),
  call('binance', 'btcb.transfer', { to: 'alice', amount: 10n * ONE }),
  ...PEOPLE.flatMap((by) => [
    call('owner', 'master.mintMaster', { account: by, amount: 100n * ONE }),
    call('binance', 'btcb.transfer', { to: by, amount: 10n * ONE }),
    call(by, 'amt.approve', { spender: 'router', amount: UINT256_MAX }),
    call(by, 'btcb.approve', { spender: 'router', amount: UINT256_MAX }),
    call(by, 'amt.approve', { spender: 'burnVault', amount: UINT256_MAX }),
    call(by, 'amt.approve', { spender: 'buyBackVault', amount: UINT256_MAX }),
    call(by, 'pair.approve', { spender: 'router', amount: UINT256_MAX }),
  ]),
  call('alice', 'router.addLiquidity', {
    tokenA: 'amt',
    tokenB: 'btcb',
    amountADesired: 1_000n * ONE,
    amountBDesired: 10n * ONE,
    amountAMin: 0n,
    amountBMin: 0n,
    to: 'alice',
    deadline: LATE,
  }),
]

const payRent = call('payer', 'master.payRent', { amountBtcb: 10n * ONE, vaultParticipation: 50n })

const swap = (by: string, path: readonly ['amt', 'btcb'] | readonly ['btcb', 'amt'], limit: bigint): Action =>
  call(by, 'router.swapExactTokensForTokens', { amountA: ONE, limit, path, to: by, deadline: LATE })

/** What 1 BTCB buys: 9975·1000 / (10000·10 + 9975) AMT. */
const QUOTE = (9_975n * 1_000n * ONE) / (10_000n * 10n + 9_975n)

interface Case {
  readonly what: string
  readonly before: readonly Action[]
  readonly action: Action
  readonly reentrant: Action
  readonly why: string
  /** A mutant under which the action alone, or its reentrant call alone, would give somebody less. */
  readonly mutant: readonly [source: string, find: string, replace: string]
  readonly beyond: RegExp
}

/** The reason of the exception of these two. */
const whyOf = (during: FunctionName, reentrant: FunctionName): string =>
  EXCEPTIONS.find((known) => known.during.includes(during) && known.reentrant.includes(reentrant))!.why

const CASES: readonly Case[] = [
  {
    what: 'who redeems in the middle of a payment is paid as before it',
    before: [],
    action: payRent,
    reentrant: call('bruno', 'burnVault.backingWithdraw', { amount: 50n * ONE }),
    why: whyOf('master.payRent', 'burnVault.backingWithdraw'),
    mutant: [
      'contracts/BurnVault.sol',
      'balanceOf(address(this))) / supply;',
      'balanceOf(address(this))) / supply / 2;',
    ],
    beyond: /^redeemed for \d+, before the payment \d+$/,
  },
  {
    what: 'who swaps gets their minimum however the pool is moved in the middle',
    before: [],
    action: swap('alice', ['btcb', 'amt'], QUOTE),
    reentrant: swap('bruno', ['amt', 'btcb'], 0n),
    why: whyOf('router.swapExactTokensForTokens', 'router.swapExactTokensForTokens'),
    mutant: [
      '@uniswap/v2-periphery/contracts/UniswapV2Router02.sol',
      '(uint amount0Out, uint amount1Out) = input == token0 ? (uint(0), amountOut) : (amountOut, uint(0));\n            address to',
      'amountOut = amountOut / 2;\n            (uint amount0Out, uint amount1Out) = input == token0 ? (uint(0), amountOut) : (amountOut, uint(0));\n            address to',
    ],
    beyond: /^received: \d+, at least \d+$/,
  },
  {
    what: 'who leaves the pool gets all that is theirs when somebody gives it something in the middle',
    before: [],
    action: call('alice', 'router.removeLiquidity', {
      tokenA: 'amt',
      tokenB: 'btcb',
      liquidity: 10n * ONE,
      amountAMin: 0n,
      amountBMin: 0n,
      to: 'alice',
      deadline: LATE,
    }),
    reentrant: call('bruno', 'btcb.transfer', { to: 'pair', amount: ONE }),
    why: GIFT.why,
    mutant: [
      '@uniswap/v2-core/contracts/UniswapV2Pair.sol',
      'amount1 = liquidity.mul(balance1) / _totalSupply;',
      'amount1 = liquidity.mul(balance1) / _totalSupply / 2;',
    ],
    beyond: /^(amt|btcb)\.balanceOf\(alice\): \d+, at least \d+$/,
  },
  {
    what: 'a payment in the middle of a buy-back is only shared otherwise between holders and providers',
    before: [
      call('greta', 'buyBackVault.deposit', { amount: 50n * ONE }),
      call('owner', 'buyBackVault.poke', {}),
      payRent,
      { wait: 1_800n },
      call('owner', 'buyBackVault.harvest', { upTo: 1n }),
    ],
    action: call('bruno', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: LATE }),
    reentrant: payRent,
    why: whyOf('buyBackVault.buyBack', 'master.payRent'),
    mutant: ['contracts/BuyBackVault.sol', 'amountAmt: amountAmt,', 'amountAmt: amountAmt / 2,'],
    beyond: /^buyBackVault\.round\(0\): /,
  },
]

/** Does what a case says in a world of these contracts. */
function play({ before, action, reentrant }: Case, build: Build) {
  const world = adversarialChainOf(build, 'below')
  world.chain.rewind(world.start)
  const checker = new ReentrancyChecker(RULES, world.chain, deploymentOf(world, PEOPLE), { invariants: [] })
  for (const each of [...START, ...before])
    expect(checker.check({ kind: 'act', action: each })).toBeUndefined()
  const divergence = checker.check({
    kind: 'act',
    action,
    reentrant: { call: reentrant as Call, moment: 0 },
  })
  return { divergence, end: checker.checked.at(-1)!.result }
}

describe('an exception to serializability', () => {
  it.each(CASES.map((each) => [each.what, each] as const))('keeps within its bound: %s', (_, each) => {
    const { divergence, end } = play(each, projectBuild())
    expect(divergence).toBeUndefined()
    expect(end).toMatchObject({ kind: 'exception', exception: { why: each.why } })
  })

  it.each(CASES.map((each) => [each.what, each] as const))('is none beyond it: not %s', (what, each) => {
    const [source, find, replace] = each.mutant
    const build = changedBuild(what, { edits: [{ purpose: what, source, find, replace }] })
    const { divergence } = play(each, build)
    expect(divergence?.about).toMatch(/: beyond the bound of the exception$/)
    expect(divergence!.text).toMatch(each.beyond)
  })

  it('has a case for each that no order leaves behind', () => {
    const known = [...EXCEPTIONS, GIFT].filter(({ leavesTheSame }) => !leavesTheSame).map(({ why }) => why)
    expect(CASES.map(({ why }) => why).toSorted()).toEqual(known.toSorted())
  })
})

it('a payment in the middle of the buy-back’s own harvest is harvested too, and leaves what it leaves before the buy-back', () => {
  const each = CASES.at(-1)!
  const { divergence, end } = play({ ...each, before: each.before.slice(0, -1) }, projectBuild())
  expect(divergence).toBeUndefined()
  expect(end).toEqual({ kind: 'serial', first: 'reentrant', inPieces: true })
})

describe('whoever takes no part in it', () => {
  it('may have more, and not a wei less of any token', () => {
    const world = adversarialChainOf(projectBuild(), 'below')
    let economy = RULES.deployEconomy(deploymentOf(world, PEOPLE))
    for (const action of START) economy = RULES.apply(economy, action).economy
    const after = RULES.apply(economy, call('greta', 'btcb.transfer', { to: 'bruno', amount: 1n })).economy
    const [action, reentrant] = [payRent, swap('bruno', ['amt', 'btcb'], 0n)] as readonly Call[]
    const at = (now: typeof economy) => ({
      read: (view: Parameters<typeof RULES.read>[1]) => RULES.read(now, view),
    })
    const of = (by: readonly Call[]) => ({
      action: by[0]!,
      reentrant: by[1]!,
      outcome: { ok: true as const, returned: undefined, events: [] },
      reentry: { done: true, revert: undefined, before: [], during: [], after: [] },
      before: at(economy),
      alone: at(economy),
      chain: at(after),
      differing: [],
      reentrantFirst: [],
      people: PEOPLE,
      tokens: ['amt', 'btcb'],
    })
    expect(bystandersKeep(of([action!, reentrant!]))).toBe(
      `btcb.balanceOf(greta): ${10n * ONE - 1n}, at least ${10n * ONE}`,
    )
    expect(bystandersKeep(of([action!, { ...reentrant!, by: 'greta' }]))).toBeUndefined()
  })
})
