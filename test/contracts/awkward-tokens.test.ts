/**
 * Tokens that revert, return false, return nothing or take a fee, at the addresses of BTCB and USDT, under
 * every function of the project that moves them; and receivers whose code always reverts.
 *
 * A revert must leave the state unchanged, and the same call must succeed once the token behaves normally.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AbiValue } from '../../src/evm/abi/value.ts'
import { projectBuild } from '../../src/evm/build.ts'
import type { Build } from '../../src/evm/build.ts'
import { findArtifact } from '../../src/evm/compile/artifact.ts'
import { compileSources } from '../../src/evm/compile/compile.ts'
import { fromHex, toHex } from '../../src/evm/machine/hex.ts'
import { MAX, ChainWorld, zero, type Contract, type Person } from '../support/chain-world.ts'

type Token = 'btcb' | 'usdt'
type Doing = readonly [from: Person, to: Contract, fn: string, ...args: readonly AbiValue[]]

const UNIT = 1_000_000n

function withAwkward(token: Token, build: Build = projectBuild()): Build {
  const unit = 'AwkwardToken.sol'
  const text = readFileSync(join(import.meta.dirname, 'solidity', unit), 'utf8')
  const { artifacts } = compileSources({ sources: { [unit]: text } })
  return { ...build, outside: { ...build.outside, [token]: findArtifact(artifacts, 'AwkwardToken') } }
}

/** Every function can succeed: two payments are open, liquidity is locked, vaults and Market are in use. */
function busyWorld(build: Build): ChainWorld {
  const world = new ChainWorld(build)
  world.provide('diego', 1_000n * UNIT, 4_000n * UNIT)
  for (const who of ['owner', 'alice'] as const) {
    world.giveAmt(who, 100n * UNIT)
    world.giveBtcb(who, 400n * UNIT)
    world.giveUsdt(who, 400n * UNIT)
    world.does(who, 'amt', 'approve', 'market', MAX)
  }
  world.does('owner', 'master', 'addLiquidityLocking', 10n * UNIT, 40n * UNIT)
  world.deposit('bruno', 'stakingVault', 100n * UNIT)
  world.deposit('carmen', 'buyBackVault', 100n * UNIT)
  world.giveAmt('market', 100n * UNIT)
  world.giveUsdt('market', 100n * UNIT)
  world.giveBtcb('burnVault', 30n * UNIT)
  world.pay(UNIT + 7n, 10n)
  world.pay(UNIT + 3n, 10n)
  world.giveBtcb('payer', 10n * UNIT)
  world.does('elena', 'buyBackVault', 'poke')
  world.wait(1_800n)
  // Claims leave a rounding residue to collect.
  world.does('alice', 'master', 'charge', 1n)
  world.does('owner', 'master', 'charge', 1n)
  return world
}

/** Every function of the project in which BTCB or USDT moves. */
const doings: Readonly<Record<Token, readonly Doing[]>> = {
  btcb: [
    ['payer', 'master', 'payRent', UNIT, 10n],
    ['payer', 'master', 'payRent', UNIT, 100n],
    ['alice', 'master', 'charge', 2n],
    ['alice', 'master', 'chargeFromTo', 1n, 2n],
    ['diego', 'master', 'liqCharge', 1n],
    ['diego', 'master', 'liqChargeFromTo', 1n, 2n],
    ['owner', 'master', 'handleDust', 1n],
    ['alice', 'master', 'addLiquidity', 10n * UNIT, 40n * UNIT],
    ['diego', 'master', 'removeLiquidity', UNIT],
    ['elena', 'locker', 'charge', 1n],
    ['alice', 'burnVault', 'backingWithdraw', UNIT],
    ['owner', 'market', 'charge', 1n],
    ['elena', 'stakingVault', 'harvest', 2n],
    ['bruno', 'stakingVault', 'withdraw', 100n * UNIT],
    ['elena', 'buyBackVault', 'harvest', 2n],
    ['elena', 'buyBackVault', 'buyBack', 0n, 10n ** 12n],
    ['carmen', 'buyBackVault', 'withdraw', 100n * UNIT],
  ],
  usdt: [
    ['alice', 'market', 'buy', UNIT],
    ['alice', 'market', 'sell', UNIT],
    ['owner', 'market', 'withdrawAll'],
  ],
}

const tokens = ['btcb', 'usdt'] as const
const cases = tokens.flatMap((token) =>
  doings[token].map((doing): [string, Token, Doing] => [`${doing[1]}.${doing[2]}`, token, doing]),
)

/** Runs `run` and undoes its effects. */
function attempt<T>(world: ChainWorld, run: () => T): T {
  const mark = world.machine.checkpoint()
  try {
    return run()
  } finally {
    world.machine.rewind(mark)
    world.machine.release(mark)
  }
}

/** Storage of every contract, without the token's behaviour settings. */
function stateOf(world: ChainWorld, token: Token): unknown {
  world.does('elena', token, 'behave', 0n, 0n, zero)
  return world.machine
    .accounts()
    .filter(({ code }) => code.length > 0)
    .map(({ address, storage }) => ({ address, storage }))
}

describe.each(tokens)('with a %s that reverts', (token) => {
  const world = busyWorld(withAwkward(token))
  const own = cases.filter(([, which]) => which === token)

  it.each(own)(
    '%s has no effect, and succeeds once the token behaves normally',
    (_, __, [from, to, fn, ...args]) => {
      for (const [behaviour, reason] of [
        [1n, /reverted|TRANSFER_FROM_FAILED|TRANSFER_FAILED|TransferHelper/],
        [2n, /SafeERC20|TRANSFER_FROM_FAILED|TRANSFER_FAILED|TransferHelper/],
      ] as const) {
        attempt(world, () => {
          const calm = attempt(world, () => stateOf(world, token))
          world.does('elena', token, 'behave', 0n, behaviour, zero)
          expect(world.revert(from, to, fn, ...args)).toMatch(reason)
          expect(stateOf(world, token)).toEqual(calm)
          world.does(from, to, fn, ...args)
        })
      }
    },
  )

  it.each(own)('%s reverts on false, and succeeds without return data', (_, __, [from, to, fn, ...args]) => {
    const run = (behaviour: bigint): unknown =>
      attempt(world, () => {
        world.does('elena', token, 'behave', 0n, behaviour, zero)
        world.does(from, to, fn, ...args)
        return stateOf(world, token)
      })
    expect(run(3n)).toEqual(run(0n))
  })
})

it('the router takes a token that returns false, or reverts, for not paid', () => {
  const world = new ChainWorld(withAwkward('btcb'))
  world.provide('diego', 1_000n, 4_000n)
  world.giveBtcb('elena', 100n)
  world.does('elena', 'btcb', 'approve', 'router', MAX)
  const path = [world.address('btcb'), world.address('amt')]
  const swap = [100n, 0n, path, 'elena', world.now] as const
  for (const behaviour of [1n, 2n]) {
    world.does('elena', 'btcb', 'behave', 0n, behaviour, zero)
    expect(world.revert('elena', 'router', 'swapExactTokensForTokens', ...swap)).toBe(
      'TransferHelper: TRANSFER_FROM_FAILED',
    )
  }
  // Without an answer, as tokens older than ERC-20 give none, it is paid.
  world.does('elena', 'btcb', 'behave', 0n, 3n, zero)
  world.does('elena', 'router', 'swapExactTokensForTokens', ...swap)
  expect(world.balance('amt', 'elena')).toBe(24n)
})

it('a swap to a token’s own address reverts as such, before that token can revert', () => {
  const world = new ChainWorld(withAwkward('btcb'), 'above')
  world.provide('diego', 1_000n, 4_000n)
  expect(world.read('pair', 'token0')).toBe(world.address('btcb'))
  world.does('elena', 'btcb', 'behave', 0n, 1n, zero)
  expect(world.revert('elena', 'pair', 'swap', 1n, 0n, 'btcb', '0x')).toBe('UniswapV2: INVALID_TO')
  expect(world.revert('elena', 'pair', 'swap', 1n, 0n, 'elena', '0x')).toBe('UniswapV2: TRANSFER_FAILED')
})

it('a deposit of zero reverts as such, before the vault collects payments that a BTCB would block', () => {
  const world = busyWorld(withAwkward('btcb'))
  world.does('elena', 'btcb', 'behave', 0n, 1n, zero)
  for (const vault of ['stakingVault', 'buyBackVault'] as const) {
    expect(world.revert('bruno', vault, 'deposit', 0n)).toBe('ZeroAmount')
    expect(world.revert('bruno', vault, 'deposit', 1n)).toBe('reverted')
  }
})

describe('with a BTCB that freezes one account', () => {
  const world = busyWorld(withAwkward('btcb'))
  const freeze = (who: Person | Contract): void => {
    world.does('elena', 'btcb', 'behave', 0n, 1n, world.address(who))
  }

  it('all other accounts can claim, redeem and withdraw', () => {
    attempt(world, () => {
      freeze('alice')
      expect(world.revert('alice', 'master', 'charge', 2n)).toBe('reverted')
      world.does('diego', 'master', 'liqCharge', 1n)
      world.does('owner', 'burnVault', 'backingWithdraw', UNIT)
      world.does('bruno', 'stakingVault', 'withdraw', 100n * UNIT)
      world.does('diego', 'master', 'removeLiquidity', UNIT)
    })
  })

  it('a frozen depositor cannot withdraw AMT while BTCB is owed (documented)', () => {
    attempt(world, () => {
      freeze('bruno')
      expect(world.revert('bruno', 'stakingVault', 'withdraw', 100n * UNIT)).toBe('reverted')
    })
  })

  it('a frozen vault keeps its deposits until it is unfrozen (documented)', () => {
    attempt(world, () => {
      freeze('stakingVault')
      expect(world.revert('bruno', 'stakingVault', 'withdraw', 100n * UNIT)).toBe('reverted')
      world.does('elena', 'btcb', 'behave', 0n, 0n, zero)
      world.does('bruno', 'stakingVault', 'withdraw', 100n * UNIT)
    })
  })
})

describe('with a BTCB that takes a fee', () => {
  /** 1% of each transfer from now on. */
  function feeWorld(): ChainWorld {
    const world = busyWorld(withAwkward('btcb'))
    world.does('elena', 'btcb', 'behave', 10n, 0n, zero)
    return world
  }

  it('no claim is larger than without a fee, and the receiver bears the fee', () => {
    const [plain, taxed] = [busyWorld(withAwkward('btcb')), feeWorld()]
    const gain = (world: ChainWorld, [from, to, fn, ...args]: Doing): bigint =>
      attempt(world, () => {
        const before = world.balance('btcb', from)
        world.does(from, to, fn, ...args)
        return world.balance('btcb', from) - before
      })
    for (const doing of doings.btcb) {
      const [, , fn] = doing
      if (['payRent', 'addLiquidity', 'buyBack'].includes(fn)) continue
      // A withdrawal from a vault is also short by the fee on its harvest: see below.
      if (fn === 'withdraw') continue
      expect(gain(taxed, doing)).toBeLessThanOrEqual(gain(plain, doing))
    }
  })

  it('the RCL pays shares of its actual balance', () => {
    const world = feeWorld()
    const [backing, supply] = [world.balance('btcb', 'burnVault'), world.amount('amt', 'totalSupply')]
    world.does('alice', 'burnVault', 'backingWithdraw', UNIT)
    expect(world.balance('btcb', 'burnVault')).toBe(backing - (backing * UNIT) / supply)
  })

  it('Master records the amount sent, not received: the last claims are short (documented)', () => {
    const world = feeWorld()
    const before = world.balance('btcb', 'master')
    world.does('payer', 'master', 'payRent', UNIT, 0n)
    const booked = world.amount('master', 'pays', 3n) + world.amount('master', 'liqPays', 3n)
    expect(booked).toBe(UNIT)
    expect(world.balance('btcb', 'master') - before).toBe((UNIT * 990n) / 1_000n)
  })

  it('liquidity is added with the amount sent, so open claims bear the fee (documented)', () => {
    const world = feeWorld()
    const before = world.balance('btcb', 'master')
    world.does('alice', 'master', 'addLiquidity', 10n * UNIT, 40n * UNIT)
    // Of 40,000,000 Master receives 39,600,000, and the router takes nearly all of the 40,000,000 from
    // Master.
    const lost = before - world.balance('btcb', 'master')
    expect(lost).toBeGreaterThan(0n)
    expect(lost).toBeLessThanOrEqual((40n * UNIT * 10n) / 1_000n)
  })

  it('a vault owes what Master sent, not what it received: the last withdrawal reverts (documented)', () => {
    const world = feeWorld()
    expect(world.revert('bruno', 'stakingVault', 'withdraw', 100n * UNIT)).toBe(
      'ERC20: transfer amount exceeds balance',
    )
    // A transfer of the missing amount to the vault restores the withdrawals.
    world.does('alice', 'btcb', 'transfer', 'stakingVault', UNIT)
    world.does('bruno', 'stakingVault', 'withdraw', 100n * UNIT)
  })
})

describe('with a USDT that takes a fee', () => {
  it('the Market sells AMT for the amount sent, and never pays more than the formula', () => {
    const world = busyWorld(withAwkward('usdt'))
    world.does('elena', 'usdt', 'behave', 10n, 0n, zero)
    const held = world.balance('usdt', 'market')
    // floor(100 * 1000000 / 150) for 1,000,000, of which the admin wallet gets 990,000.
    const bought = world.balance('amt', 'alice')
    world.does('alice', 'market', 'buy', UNIT)
    expect(world.balance('amt', 'alice') - bought).toBe(666_666n)
    expect(world.balance('usdt', 'admin')).toBe(990_000n)
    world.does('alice', 'market', 'sell', UNIT)
    expect(held - world.balance('usdt', 'market')).toBe(1_485_000n)
    world.does('owner', 'market', 'withdrawAll')
    expect(world.balance('usdt', 'market')).toBe(0n)
  })
})

describe('receivers whose code always reverts', () => {
  it('are never called: results are the same with such code at every receiving address', () => {
    const reverts = fromHex('0x60006000fd')
    const people = ['owner', 'payer', 'admin', 'alice', 'bruno', 'carmen', 'diego', 'elena'] as const
    const run = (adversarial: boolean, [from, to, fn, ...args]: Doing): unknown => {
      const world = busyWorld(projectBuild())
      if (adversarial) for (const person of people) world.machine.place(world.address(person), reverts)
      world.does(from, to, fn, ...args)
      return world.machine
        .accounts()
        .filter(({ code }) => code.length > 0 && toHex(code) !== toHex(reverts))
        .map(({ address, storage }) => ({ address, storage }))
    }
    for (const doing of [...doings.btcb, ...doings.usdt]) expect(run(true, doing)).toEqual(run(false, doing))
  })

  it('of an airdrop and of its rest are not called either', () => {
    const world = new ChainWorld()
    const tree = world.announce([['alice', 5n]], world.now + 10n)
    world.giveAmt('distributor', 7n)
    for (const person of ['alice', 'owner'] as const)
      world.machine.place(world.address(person), fromHex('0x60006000fd'))
    world.does('elena', 'distributor', 'claim', 0n, 'alice', 5n, tree.proof(0n))
    world.wait(11n)
    world.does('elena', 'distributor', 'reclaim')
    expect([world.balance('amt', 'alice'), world.balance('amt', 'owner')]).toEqual([5n, 2n])
  })
})
