/** Coverage of sources, by hand: lines, functions and both outcomes of branches of a few known calls. */
import { beforeAll, expect, test } from 'vitest'
import type { Action } from '../../../src/model/interface/action.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import { Chain } from '../../../src/evm/chain.ts'
import { mappedBuild, type MappedBuild } from '../../../src/evm/coverage/mapped-build.ts'
import { addCounts } from '../../../src/evm/coverage/block-counts.ts'
import { sourceCoverage, type SourceCoverage } from '../../../src/evm/coverage/source-coverage.ts'

const DEPLOYED = { amtSorts: 'below', start: 1_689_120_000n } as const
const TOKEN = 10n ** 18n

const redeem: Action = { by: 'alice', call: 'burnVault.backingWithdraw', args: { amount: TOKEN } }
const endowment: readonly Action[] = [
  { by: 'owner', call: 'master.mintMaster', args: { account: 'alice', amount: 10n * TOKEN } },
  { by: 'alice', call: 'amt.approve', args: { spender: 'burnVault', amount: 10n * TOKEN } },
]
const backing: readonly Action[] = [
  { by: 'binance', call: 'btcb.mint', args: { amount: TOKEN } },
  { by: 'binance', call: 'btcb.transfer', args: { to: 'burnVault', amount: TOKEN } },
]

let mapped: MappedBuild
beforeAll(() => {
  mapped = mappedBuild()
}, 60_000)

/** Applies actions to a fresh chain; the deployment is not counted. */
function covered(...actions: readonly Action[]): (unit: string) => SourceCoverage {
  const chain = new Chain({ build: mapped.build, ...DEPLOYED })
  mapped.counts.take()
  for (const action of actions) chain.apply(action)
  const sources = sourceCoverage(mapped, mapped.counts.take())
  return (name) => sources.find(({ unit }) => unit === `contracts/${name}.sol`)!
}

/** `text of the line: hits` of the lines of a function, in order. */
function linesOf({ text, lines }: SourceCoverage, from: string, to: string): readonly string[] {
  const source = text.split('\n')
  const [first, last] = [
    source.findIndex((line) => line.includes(from)),
    source.findIndex((line) => line.includes(to)),
  ]
  return lines
    .filter(({ line }) => line > first && line <= last + 1)
    .map(({ line, hits }) => `${source[line - 1]!.trim()} ${hits}`)
}

const REDEMPTION = ['function backingWithdraw', 'emit burnMade'] as const

test('a call that reverts at once covers the lines up to the revert, and one outcome of its branch', () => {
  const vault = covered(redeem, redeem)('BurnVault')
  expect(linesOf(vault, ...REDEMPTION)).toEqual([
    'uint256 supply = amt.totalSupply(); 2',
    'if (supply == 0) revert NoSupply(); 2',
    'uint256 payout = (amount * IERC20(BTCB).balanceOf(address(this))) / supply; 0',
    'amt.burnFrom(msg.sender, amount); 0',
    'if (payout > 0) IERC20(BTCB).safeTransfer(msg.sender, payout); 0',
    'emit burnMade(amount, payout); 0',
  ])
  expect(vault.branches.slice(1)).toEqual([
    { line: 35, kind: 'if', condition: 'supply == 0', whenTrue: 2, whenFalse: 0 },
    { line: 39, kind: 'if', condition: 'payout > 0', whenTrue: 0, whenFalse: 0 },
  ])
  expect(vault.functions.at(-1)).toEqual({ name: 'BurnVault.backingWithdraw', line: 33, hits: 2 })
})

test('redemptions with and without backing cover the whole function, and both outcomes of its last branch', () => {
  const vault = covered(redeem, ...endowment, redeem, ...backing, redeem, redeem)('BurnVault')
  expect(linesOf(vault, ...REDEMPTION).map((line) => Number(line.split(' ').at(-1)))).toEqual([
    4, 4, 3, 3, 3, 3,
  ])
  expect(vault.branches.slice(1)).toMatchObject([
    { condition: 'supply == 0', whenTrue: 1, whenFalse: 3 },
    { condition: 'payout > 0', whenTrue: 2, whenFalse: 1 },
  ])
})

test('a deployment covers the constructors', () => {
  mapped.counts.take()
  const chain = new Chain({ build: mapped.build, ...DEPLOYED })
  const [vault] = sourceCoverage(mapped, mapped.counts.take()).filter(({ unit }) =>
    unit.endsWith('/BurnVault.sol'),
  )
  expect(chain.names.addressOf('burnVault')).toBeDefined()
  expect(linesOf(vault!, 'constructor', 'amt = ISnapshotToken(amt_)')).toEqual([
    'if (amt_ == address(0)) revert ZeroAddress(); 1',
    'amt = ISnapshotToken(amt_); 1',
  ])
  expect(vault!.branches[0]).toMatchObject({ condition: 'amt_ == address(0)', whenTrue: 0, whenFalse: 1 })
})

test('a modifier counts once for each call of the functions that have it', () => {
  const chain = new Chain({ build: mapped.build, ...DEPLOYED })
  mapped.counts.take()
  const setFee = (by: string): Action => ({ by, call: 'market.setFee', args: { fee: 5n } })
  const setRate: Action = { by: 'owner', call: 'market.setRate', args: { usdPer100Amt: 200n } }
  for (const action of [setFee('owner'), setFee('alice'), setRate]) chain.apply(action)
  const sources = sourceCoverage(mapped, mapped.counts.take())
  const ownable = sources.find(({ unit }) => unit.endsWith('/Ownable.sol'))!
  expect(linesOf(ownable, 'modifier onlyOwner', '_checkOwner();')).toEqual(['_checkOwner(); 3'])
  expect(ownable.branches[0]).toMatchObject({
    kind: 'require',
    condition: 'owner() == _msgSender()',
    whenTrue: 2,
    whenFalse: 1,
  })
})

test('PancakeSwap’s contracts are covered with their own compilers, from the edited sources', () => {
  const chain = new Chain({ build: mapped.build, ...DEPLOYED })
  mapped.counts.take()
  for (const to of ['alice', 'bruno'])
    chain.apply({
      by: 'alice',
      call: 'router.swapExactTokensForTokens',
      args: { amountA: 1n, limit: 0n, path: ['amt', 'btcb'], to, deadline: 0n },
    })
  const sources = sourceCoverage(mapped, mapped.counts.take())
  const router = sources.find(({ unit }) => unit.endsWith('/UniswapV2Router02.sol'))!
  const deadline = router.branches.find(({ condition }) => condition === 'deadline >= block.timestamp')!
  expect(deadline).toMatchObject({ kind: 'require', whenTrue: 0, whenFalse: 2 })
  expect(sources.find(({ unit }) => unit.endsWith('/UniswapV2Library.sol'))!.text).toContain('9975')
})

test('code in several contracts counts once per source, and counts of two runs add up', () => {
  const chain = new Chain({ build: mapped.build, ...DEPLOYED })
  const deposit = (vault: 'stakingVault' | 'buyBackVault'): Action => ({
    by: 'alice',
    call: `${vault}.deposit`,
    args: { amount: 0n },
  })
  mapped.counts.take()
  chain.apply(deposit('stakingVault'))
  const one = mapped.counts.take()
  chain.apply(deposit('buyBackVault'))
  chain.apply(deposit('buyBackVault'))
  const other = mapped.counts.take()
  const hits = (counts: typeof one): number =>
    sourceCoverage(mapped, counts)
      .find(({ unit }) => unit.endsWith('/DepositVault.sol'))!
      .functions.find(({ name }) => name === 'DepositVault.deposit')!.hits
  expect([hits(one), hits(other), hits(addCounts(one, other))]).toEqual([1, 2, 3])
})

test('the unoptimised contracts have the same outcomes as the deployed ones', () => {
  const chains = [mapped.build, projectBuild()].map((build) => new Chain({ build, ...DEPLOYED }))
  for (const action of [redeem, ...endowment, redeem, ...backing, redeem]) {
    const [one, other] = chains.map((chain) => chain.apply(action))
    expect(one).toEqual(other)
  }
})

test('a build without a counter has code that counts nothing', () => {
  mapped.counts.take()
  const chain = new Chain({ build: projectBuild(), ...DEPLOYED })
  chain.apply(redeem)
  expect(mapped.counts.take().every((counts) => counts.every((count) => count === 0))).toBe(true)
})
