/**
 * Tokens that refuse, lie or keep a fee, at BTCB's and at USDT's address, under every function of the project that moves tokens, and
 * receivers that would refuse whatever called them.
 *
 * What a refusal must mean: nothing has happened, and the same call works once the token behaves again.
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
import { MAX, Town, zero, type Contract, type Person } from '../support/chain-world.ts'

type Token = 'btcb' | 'usdt'
type Doing = readonly [from: Person, to: Contract, fn: string, ...args: readonly AbiValue[]]

const UNIT = 1_000_000n

function withAwkward(token: Token, build: Build = projectBuild()): Build {
  const unit = 'AwkwardToken.sol'
  const text = readFileSync(join(import.meta.dirname, 'solidity', unit), 'utf8')
  const { artifacts } = compileSources({ sources: { [unit]: text } })
  return { ...build, outside: { ...build.outside, [token]: findArtifact(artifacts, 'AwkwardToken') } }
}

/** Everybody can do everything: two payments are open, liquidity is locked, both vaults are used, the Market is stocked. */
function busyTown(build: Build): Town {
  const town = new Town(build)
  town.provide('dora', 1_000n * UNIT, 4_000n * UNIT)
  for (const who of ['owner', 'alice'] as const) {
    town.giveAmt(who, 100n * UNIT)
    town.giveBtcb(who, 400n * UNIT)
    town.giveUsdt(who, 400n * UNIT)
    town.does(who, 'amt', 'approve', 'market', MAX)
  }
  town.does('owner', 'master', 'addLiquidityLocking', 10n * UNIT, 40n * UNIT)
  town.deposit('bob', 'stakingVault', 100n * UNIT)
  town.deposit('carol', 'buyBackVault', 100n * UNIT)
  town.giveAmt('market', 100n * UNIT)
  town.giveUsdt('market', 100n * UNIT)
  town.giveBtcb('burnVault', 30n * UNIT)
  town.pay(UNIT + 7n, 10n)
  town.pay(UNIT + 3n, 10n)
  town.giveBtcb('payer', 10n * UNIT)
  town.does('emil', 'buyBackVault', 'poke')
  town.wait(1_800n)
  // Somebody has claimed, so that there is dust to collect.
  town.does('alice', 'master', 'charge', 1n)
  town.does('owner', 'master', 'charge', 1n)
  return town
}

/** Every function of the project in which BTCB or USDT moves. */
const doings: Readonly<Record<Token, readonly Doing[]>> = {
  btcb: [
    ['payer', 'master', 'payRent', UNIT, 10n],
    ['payer', 'master', 'payRent', UNIT, 100n],
    ['alice', 'master', 'charge', 2n],
    ['alice', 'master', 'chargeFromTo', 1n, 2n],
    ['dora', 'master', 'liqCharge', 1n],
    ['dora', 'master', 'liqChargeFromTo', 1n, 2n],
    ['owner', 'master', 'handleDust', 1n],
    ['alice', 'master', 'addLiquidity', 10n * UNIT, 40n * UNIT],
    ['dora', 'master', 'removeLiquidity', UNIT],
    ['emil', 'locker', 'charge', 1n],
    ['alice', 'burnVault', 'backingWithdraw', UNIT],
    ['owner', 'market', 'charge', 1n],
    ['emil', 'stakingVault', 'harvest', 2n],
    ['bob', 'stakingVault', 'withdraw', 100n * UNIT],
    ['emil', 'buyBackVault', 'harvest', 2n],
    ['emil', 'buyBackVault', 'buyBack', 0n, 10n ** 12n],
    ['carol', 'buyBackVault', 'withdraw', 100n * UNIT],
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

/** Runs and undoes. */
function attempt<T>(town: Town, run: () => T): T {
  const mark = town.machine.checkpoint()
  try {
    return run()
  } finally {
    town.machine.rewind(mark)
    town.machine.release(mark)
  }
}

/** Storage of every contract but the awkward token's settings. */
function stateOf(town: Town, token: Token): unknown {
  town.does('emil', token, 'behave', 0n, 0n, zero)
  return town.machine
    .accounts()
    .filter(({ code }) => code.length > 0)
    .map(({ address, storage }) => ({ address, storage }))
}

describe.each(tokens)('with a %s that refuses', (token) => {
  const town = busyTown(withAwkward(token))
  const own = cases.filter(([, which]) => which === token)

  it.each(own)('%s does nothing, and works once it does not', (_, __, [from, to, fn, ...args]) => {
    for (const [manner, reason] of [
      [1n, /refused|TRANSFER_FROM_FAILED|TRANSFER_FAILED|TransferHelper/],
      [2n, /SafeERC20|TRANSFER_FROM_FAILED|TRANSFER_FAILED|TransferHelper/],
    ] as const) {
      attempt(town, () => {
        const calm = attempt(town, () => stateOf(town, token))
        town.does('emil', token, 'behave', 0n, manner, zero)
        expect(town.refusal(from, to, fn, ...args)).toMatch(reason)
        expect(stateOf(town, token)).toEqual(calm)
        town.does(from, to, fn, ...args)
      })
    }
  })

  it.each(own)('%s goes by what has happened, not by what is returned', (_, __, [from, to, fn, ...args]) => {
    const run = (manner: bigint): unknown =>
      attempt(town, () => {
        town.does('emil', token, 'behave', 0n, manner, zero)
        town.does(from, to, fn, ...args)
        return stateOf(town, token)
      })
    expect(run(3n)).toEqual(run(0n))
  })
})

describe('with a BTCB that shuns one account', () => {
  const town = busyTown(withAwkward('btcb'))
  const shun = (who: Person | Contract): void => {
    town.does('emil', 'btcb', 'behave', 0n, 1n, town.address(who))
  }

  it('everybody else still claims, redeems and leaves', () => {
    attempt(town, () => {
      shun('alice')
      expect(town.refusal('alice', 'master', 'charge', 2n)).toBe('refused')
      town.does('dora', 'master', 'liqCharge', 1n)
      town.does('owner', 'burnVault', 'backingWithdraw', UNIT)
      town.does('bob', 'stakingVault', 'withdraw', 100n * UNIT)
      town.does('dora', 'master', 'removeLiquidity', UNIT)
    })
  })

  it('a depositor who is shunned cannot withdraw AMT that is owed BTCB: this is documented', () => {
    attempt(town, () => {
      shun('bob')
      expect(town.refusal('bob', 'stakingVault', 'withdraw', 100n * UNIT)).toBe('refused')
    })
  })

  it('a vault that is shunned keeps its deposits until it is not: this is documented', () => {
    attempt(town, () => {
      shun('stakingVault')
      expect(town.refusal('bob', 'stakingVault', 'withdraw', 100n * UNIT)).toBe('refused')
      town.does('emil', 'btcb', 'behave', 0n, 0n, zero)
      town.does('bob', 'stakingVault', 'withdraw', 100n * UNIT)
    })
  })
})

describe('with a BTCB that keeps a fee', () => {
  /** 1% of each transfer from now on. */
  function feeTown(): Town {
    const town = busyTown(withAwkward('btcb'))
    town.does('emil', 'btcb', 'behave', 10n, 0n, zero)
    return town
  }

  it('no claim is larger than without one, and the fee is lost by the receiver', () => {
    const [plain, taxed] = [busyTown(withAwkward('btcb')), feeTown()]
    const gain = (town: Town, [from, to, fn, ...args]: Doing): bigint =>
      attempt(town, () => {
        const before = town.balance('btcb', from)
        town.does(from, to, fn, ...args)
        return town.balance('btcb', from) - before
      })
    for (const doing of doings.btcb) {
      const [, , fn] = doing
      if (['payRent', 'addLiquidity', 'buyBack'].includes(fn)) continue
      // A withdrawal from a vault is short by what its harvest has lost: see below.
      if (fn === 'withdraw') continue
      expect(gain(taxed, doing)).toBeLessThanOrEqual(gain(plain, doing))
    }
  })

  it('the RCL gives each their part of what it holds, whatever arrives', () => {
    const town = feeTown()
    const [backing, supply] = [town.balance('btcb', 'burnVault'), town.amount('amt', 'totalSupply')]
    town.does('alice', 'burnVault', 'backingWithdraw', UNIT)
    expect(town.balance('btcb', 'burnVault')).toBe(backing - (backing * UNIT) / supply)
  })

  it('Master books what was sent and not what arrived, so the last claims of a payment are short: this is documented', () => {
    const town = feeTown()
    const before = town.balance('btcb', 'master')
    town.does('payer', 'master', 'payRent', UNIT, 0n)
    const booked = town.amount('master', 'pays', 3n) + town.amount('master', 'liqPays', 3n)
    expect(booked).toBe(UNIT)
    expect(town.balance('btcb', 'master') - before).toBe((UNIT * 990n) / 1_000n)
  })

  it('liquidity is added with what was announced, so the fee is taken from open claims: this is documented', () => {
    const town = feeTown()
    const before = town.balance('btcb', 'master')
    town.does('alice', 'master', 'addLiquidity', 10n * UNIT, 40n * UNIT)
    // Of 40,000,000 there arrive 39,600,000, and the router takes what the pool's ratio asks of Master: nearly all of the 40,000,000.
    const lost = before - town.balance('btcb', 'master')
    expect(lost).toBeGreaterThan(0n)
    expect(lost).toBeLessThanOrEqual((40n * UNIT * 10n) / 1_000n)
  })

  it('a vault owes what Master paid and not what arrived, so the last to leave is short: this is documented', () => {
    const town = feeTown()
    expect(town.refusal('bob', 'stakingVault', 'withdraw', 100n * UNIT)).toBe(
      'ERC20: transfer amount exceeds balance',
    )
    // Whoever sends the vault what is missing frees the deposits.
    town.does('alice', 'btcb', 'transfer', 'stakingVault', UNIT)
    town.does('bob', 'stakingVault', 'withdraw', 100n * UNIT)
  })
})

describe('with a USDT that keeps a fee', () => {
  it('the Market sells the AMT of what was sent, and never pays out more than it should', () => {
    const town = busyTown(withAwkward('usdt'))
    town.does('emil', 'usdt', 'behave', 10n, 0n, zero)
    const held = town.balance('usdt', 'market')
    // floor(100 * 1000000 / 150) for 1,000,000, of which the admin wallet gets 990,000.
    const bought = town.balance('amt', 'alice')
    town.does('alice', 'market', 'buy', UNIT)
    expect(town.balance('amt', 'alice') - bought).toBe(666_666n)
    expect(town.balance('usdt', 'admin')).toBe(990_000n)
    town.does('alice', 'market', 'sell', UNIT)
    expect(held - town.balance('usdt', 'market')).toBe(1_485_000n)
    town.does('owner', 'market', 'withdrawAll')
    expect(town.balance('usdt', 'market')).toBe(0n)
  })
})

describe('hostile receivers', () => {
  it('are never called, so they can refuse nothing: with code that always reverts at every address that receives, all is as before', () => {
    const reverts = fromHex('0x60006000fd')
    const people = ['owner', 'payer', 'admin', 'alice', 'bob', 'carol', 'dora', 'emil'] as const
    const run = (hostile: boolean, [from, to, fn, ...args]: Doing): unknown => {
      const town = busyTown(projectBuild())
      if (hostile) for (const person of people) town.machine.place(town.address(person), reverts)
      town.does(from, to, fn, ...args)
      return town.machine
        .accounts()
        .filter(({ code }) => code.length > 0 && toHex(code) !== toHex(reverts))
        .map(({ address, storage }) => ({ address, storage }))
    }
    for (const doing of [...doings.btcb, ...doings.usdt]) expect(run(true, doing)).toEqual(run(false, doing))
  })

  it('of an airdrop and of its rest are not called either', () => {
    const town = new Town()
    const tree = town.announce([['alice', 5n]], town.now + 10n)
    town.giveAmt('distributor', 7n)
    for (const person of ['alice', 'owner'] as const)
      town.machine.place(town.address(person), fromHex('0x60006000fd'))
    town.does('emil', 'distributor', 'claim', 0n, 'alice', 5n, tree.proof(0n))
    town.wait(11n)
    town.does('emil', 'distributor', 'reclaim')
    expect([town.balance('amt', 'alice'), town.balance('amt', 'owner')]).toEqual([5n, 2n])
  })
})
