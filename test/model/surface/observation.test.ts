/**
 * Completeness of the observation: the views are enumerated a second time, from the ABIs of all contracts
 * and the names of an economy that uses every system. Both enumerations must be equal, so a `yield` that is
 * missing from `viewsOf`, or a view function that nobody observes, fails.
 */
import { describe, expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { artifactsOf } from '../../../src/evm/interface.ts'
import {
  CONTRACT_ACCOUNTS,
  isPair,
  PAIRS,
  TOKENS,
  tokensOf,
  type Account,
} from '../../../src/model/interface/accounts.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { changedViews, isOutgrown, read, viewDomainOf } from '../../../src/model/economy.ts'
import {
  answerOf,
  observationText,
  observe,
  UNOBSERVED,
  viewKey,
  VIEWS,
  viewsOf,
  type View,
} from '../../../src/model/surface/observation.ts'
import { ChainWorld, MAX } from '../../support/chain-world.ts'
import { deployedWorld, PEOPLE, vaultsWorld, type ModelWorld } from '../../support/model-world.ts'

/** Everything in use: every pair, two rounds of the buy-back vault, two price records, locker, airdrop. */
function richWorld(): ModelWorld {
  const world = vaultsWorld()
  for (const [tokenA, tokenB] of PAIRS.map(tokensOf))
    if (tokenA !== 'amt' || tokenB !== 'btcb')
      world.act({ by: 'alice', call: 'factory.createPair', args: { tokenA, tokenB } })
  for (let round = 0; round < 2; round++) {
    world.act({ wait: 1_800n })
    world.ok('carmen', 'buyBackVault.poke', {})
    world.act({ wait: 1_800n })
    world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: MAX })
  }
  return world
}

const RICH = richWorld()
const { economy } = RICH

/** Types as the list of views has them: widths of numbers do not matter there. */
const typeOf = ({ type }: { readonly type: string }): string =>
  type === 'address' ? 'account' : type.replace(/^uint\d+$/, 'uint256')

/** View functions of the ABIs, as `contract.function`, with the types of their parameters and results. */
const signatures: ReadonlyMap<string, object & { readonly params: readonly string[] }> = new Map(
  Object.entries(artifactsOf(projectBuild())).flatMap(([contract, { abi }]) =>
    abi.flatMap((item) => {
      if (item.type !== 'function' || !['view', 'pure'].includes(item.stateMutability)) return []
      const [params, results] = [item.inputs.map(typeOf), item.outputs.map(typeOf)]
      const returns = results.length === 1 ? results[0]! : results
      return [[`${contract}.${item.name}`, { params, returns }] as const]
    }),
  ),
)

/** The numbers of their parameters. */
const abiViews = new Map([...signatures].map(([view, { params }]) => [view, params.length]))

function fnOf(view: string): string {
  return view.slice(view.indexOf('.') + 1)
}

describe('the list of views', () => {
  it('observes each view function of each ABI, or gives the reason why not', () => {
    const unaccounted = [...abiViews.keys()].filter((view) => !(fnOf(view) in VIEWS) && !(view in UNOBSERVED))
    expect(unaccounted).toEqual([])
  })

  it('lists nothing as unobserved that no ABI has or that is observed', () => {
    for (const [view, reason] of Object.entries(UNOBSERVED)) {
      expect(abiViews.has(view), view).toBe(true)
      expect(fnOf(view) in VIEWS, view).toBe(false)
      expect(reason, view).toMatch(/^[A-Z].{20,}\.$/)
    }
  })

  it('has no function that no ABI has, and each with the types of its parameters and results', () => {
    for (const [fn, signature] of Object.entries(VIEWS)) {
      const found = [...signatures].filter(([view]) => fnOf(view) === fn).map(([, each]) => each)
      expect(found.length, fn).toBeGreaterThan(0)
      for (const each of found) expect(each, fn).toEqual(signature)
    }
  })
})

const keyHolders = ['owner', 'payer', 'binance', 'pancake', 'admin', ...PEOPLE]
const everybody = [...CONTRACT_ACCOUNTS, ...keyHolders]
/** Contracts that give allowances, to the router; the locker holds tokens and must give none. */
const approving = ['master', 'buyBackVault', 'locker']
/** Contracts that take tokens of others by an allowance. */
const taking = ['master', 'burnVault', 'router', 'market', 'stakingVault', 'buyBackVault']
const ids = Array.from({ length: 6 }, (_, index) => BigInt(index) + 1n)

/** The arguments with which a function must be asked, by its name. */
const ARGUMENTS: Readonly<Record<string, readonly (readonly (Account | bigint)[])[]>> = {
  balanceOf: everybody.map((account) => [account]),
  allowance: product([...keyHolders, ...approving], [...keyHolders, ...taking]),
  balanceOfAt: product(everybody, ids),
  totalSupplyAt: ids.map((id) => [id]),
  pays: ids.map((id) => [id]),
  liqPays: ids.map((id) => [id]),
  alreadyCharged: product(everybody, ids),
  liqAlreadyCharged: product(everybody, ids),
  depositOf: keyHolders.map((account) => [account]),
  owedTo: keyHolders.map((account) => [account]),
  settledTo: keyHolders.map((account) => [account]),
  priceRecord: [[0n], [1n]],
  round: [[0n], [1n]],
  isClaimed: [[0n], [1n], [2n], [3n]],
  allPairs: PAIRS.map((_, index) => [BigInt(index)]),
  getPair: product(TOKENS, TOKENS).filter(([a, b]) => a !== b),
}

/** Pure functions of which any one sample is enough. */
const SAMPLED = new Set(['quote', 'getAmountOut', 'getAmountIn'])

function product<A, B>(first: readonly A[], second: readonly B[]): (readonly [A, B])[] {
  return first.flatMap((a) => second.map((b) => [a, b] as const))
}

/** The keys of all views that the ABIs offer in the rich economy; of sampled functions the name alone. */
function enumerated(): string[] {
  return [...abiViews].flatMap(([view, parameters]) => {
    const [contract] = view.split('.') as [string]
    const fn = fnOf(view)
    if (view in UNOBSERVED) return []
    if (SAMPLED.has(fn)) return [view]
    const places = contract === 'pair' ? PAIRS : [contract]
    const argumentLists = parameters === 0 ? [[]] : ARGUMENTS[fn]!
    return places.flatMap((on) => argumentLists.map((args) => `${on}.${fn}(${args.join(', ')})`))
  })
}

function keyOf(view: View): string {
  return SAMPLED.has(view.fn) ? `${view.on}.${view.fn}` : viewKey(view)
}

describe('the views of an economy that uses every system', () => {
  it('are those that the ABIs offer, each once', () => {
    expect(viewDomainOf(economy)).toMatchObject({
      snapshots: 6n,
      pairs: PAIRS,
      lockerExists: true,
      rounds: 2,
      airdrops: 4,
    })
    expect([...viewsOf(viewDomainOf(economy))].map(keyOf).toSorted()).toEqual(enumerated().toSorted())
  })

  it('all have answers', () => {
    for (const view of viewsOf(viewDomainOf(economy)))
      expect(read(economy, view), viewKey(view)).toBeDefined()
  })

  it('grow by what changed: the changed views contain every view that deployment has not', () => {
    const deployed = deployedWorld().economy
    const known = new Set([...viewsOf(viewDomainOf(deployed))].map(viewKey))
    const changed = new Set(changedViews(deployed, economy).map(viewKey))
    const missing = [...viewsOf(viewDomainOf(economy))].map(viewKey).filter((key) => !known.has(key))
    expect(missing.filter((key) => !changed.has(key))).toEqual([])
  })

  it('of an owner’s allowances come in one order: people, then contracts', () => {
    const spenders = [...viewsOf(viewDomainOf(economy))]
      .filter(({ on, fn, args }) => on === 'amt' && fn === 'allowance' && args[0] === 'alice')
      .map(({ args }) => args[1])
    const contracts = ['master', 'burnVault', 'router', 'market', 'stakingVault', 'buyBackVault']
    expect(spenders).toEqual([...viewDomainOf(economy).people, ...contracts])
  })

  // Observations are hashed and printed in this order: a change of it changes every hash.
  it('come in one order: tokens before contracts, contracts before people, approving contracts last', () => {
    const { people } = viewDomainOf(economy)
    const views = [...viewsOf(viewDomainOf(economy))]
    const calls = (fn: string): View[] => views.filter((view) => view.fn === fn)
    const args = (fn: string): unknown[] =>
      calls(fn).flatMap(({ on, args: [a] }) => (on === 'amt' ? [a] : []))
    expect(calls('owner').map(({ on }) => on)).toEqual([...TOKENS, 'master', 'market'])
    expect(args('balanceOf')).toEqual([...CONTRACT_ACCOUNTS, ...people])
    expect([...new Set(args('allowance'))]).toEqual([...people, 'master', 'locker', 'buyBackVault'])
    const constants = ['amt', 'vault', 'liqPool', 'liqToken', 'addrBtcb', 'addrRouter']
    expect(views.slice(-11, -5).map(viewKey)).toEqual(constants.map((fn) => `master.${fn}()`))
    expect(views.slice(-25, -11).map(viewKey)).toEqual([
      ...TOKENS.flatMap((token) => ['name', 'symbol', 'decimals'].map((fn) => `${token}.${fn}()`)),
      'amt.CAP()',
      'burnVault.amt()',
    ])
    const sample = '1000000000000000007, 300000000000000000001, 10000000000000000009'
    expect(views.slice(-3).map(viewKey)).toEqual(
      ['quote', 'getAmountOut', 'getAmountIn'].map((fn) => `router.${fn}(${sample})`),
    )
  })

  it('are the lines of the observation, each with its answer', () => {
    const { domain } = RICH
    const text = observationText(observe(RICH, domain)).split('\n')
    expect(text.map((line) => line.split(' = ')[0])).toEqual([...viewsOf(domain)].map(viewKey))
    expect(text).toContain(`amt.CAP() = ${10n ** 26n}`)
    expect(text).toContain('amt.getCurrentSnapshotId() = 6')
  })

  it('are answered without an object for the view where there is such an answer', () => {
    const views: View[] = []
    const reads = { read: (view: View) => views.push(view) > 0 }
    answerOf(reads, 'amt', 'totalSupply')
    answerOf(reads, 'amt', 'balanceOf', 'alice')
    answerOf(reads, 'amt', 'allowance', 'alice', 'bruno')
    expect(views.map(viewKey)).toEqual([
      'amt.totalSupply()',
      'amt.balanceOf(alice)',
      'amt.allowance(alice, bruno)',
    ])
    expect(answerOf({ ...reads, answer: () => 7n }, 'amt', 'totalSupply')).toBe(7n)
    expect(views).toHaveLength(3)
  })

  it('leave out a snapshot that only one of the two tokens has', () => {
    const world = deployedWorld()
    // Master takes snapshots of both at once. Acting as Master is the only way to one of them alone.
    world.ok('master', 'amt.snapshot', {})
    const domain = viewDomainOf(world.economy)
    expect(domain.snapshots).toBe(0n)
    expect(isOutgrown(domain, world.economy)).toBe(false)
    for (const view of viewsOf(domain)) expect(read(world.economy, view), viewKey(view)).toBeDefined()
    world.ok('master', 'liqAmt.snapshot', {})
    expect(viewDomainOf(world.economy).snapshots).toBe(1n)
  })

  it('tell a new owner under each name', () => {
    const world = deployedWorld()
    const before = world.economy
    world.ok('binance', 'btcb.transferOwnership', { to: 'alice' })
    const after = world.economy
    expect(changedViews(before, after).map(viewKey)).toEqual(['btcb.owner()', 'btcb.getOwner()'])
    expect(read(after, { on: 'btcb', fn: 'getOwner', args: [] })).toBe('alice')
  })

  it('tell the pairs in the order of their creation', () => {
    const world = deployedWorld()
    world.ok('alice', 'factory.createPair', { tokenA: 'usdt', tokenB: 'btcb' })
    world.ok('alice', 'factory.createPair', { tokenA: 'liqAmt', tokenB: 'amt' })
    const pairs = [0n, 1n, 2n].map((index) => world.ask('factory', 'allPairs', index))
    expect(pairs).toEqual(['pair', 'pair:btcb/usdt', 'pair:amt/liqAmt'])
    expect(pairs.every((pair) => isPair(pair as Account))).toBe(true)
    expect(world.ask('factory', 'allPairsLength')).toBe(3n)
  })
})

it('quotes along a path, which nobody observes, are what the swaps return', () => {
  const world = new ChainWorld()
  world.provide('alice', 1_000n * ONE, 7n * ONE)
  world.giveAmt('bruno', 100n * ONE)
  world.does('bruno', 'amt', 'approve', 'router', MAX)
  const path = [world.address('amt'), world.address('btcb')]
  for (const [quoted, swapped, amount, limit] of [
    ['getAmountsOut', 'swapExactTokensForTokens', 3n * ONE, 0n],
    ['getAmountsIn', 'swapTokensForExactTokens', ONE / 7n, MAX],
  ] as const) {
    const expected = world.read('router', quoted, amount, path)
    expect(world.does('bruno', 'router', swapped, amount, limit, path, 'bruno', MAX).value).toEqual(expected)
  }
})
