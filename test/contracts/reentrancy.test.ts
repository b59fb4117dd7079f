/**
 * Reentrancy during a BTCB transfer. An adversarial token at BTCB's address is claimant, provider, payer and
 * owner: a reentrant call gains nothing that a later call would not.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareCall } from '../../src/evm/abi/call.ts'
import { decodeRevert, prepareErrors } from '../../src/evm/abi/revert.ts'
import type { AbiValue } from '../../src/evm/abi/value.ts'
import { changedBuild, projectBuild } from '../../src/evm/build.ts'
import type { Build } from '../../src/evm/build.ts'
import { findArtifact } from '../../src/evm/compile/artifact.ts'
import { compileSources } from '../../src/evm/compile/compile.ts'
import { fromHex, toHex } from '../../src/evm/machine/hex.ts'
import { MAX, ChainWorld } from '../support/chain-world.ts'

type Call = readonly [to: 'master' | 'burnVault' | 'locker', name: string, ...args: readonly AbiValue[]]

interface Attempt {
  readonly outer: Call
  readonly inner: Call
  /** Index of the BTCB transfer of the outer call during which the inner call is made, from 0. */
  readonly at: number
  /** `done`, or the revert reason of the inner call. */
  readonly answer: string
}

const GUARD = 'ReentrancyGuard: reentrant call'

const attempts: readonly Attempt[] = [
  { outer: ['master', 'charge', 1n], inner: ['master', 'charge', 1n], at: 0, answer: 'AlreadyCharged' },
  { outer: ['master', 'charge', 1n], inner: ['master', 'charge', 2n], at: 0, answer: 'done' },
  { outer: ['master', 'charge', 1n], inner: ['master', 'chargeFromTo', 1n, 2n], at: 0, answer: 'done' },
  { outer: ['master', 'charge', 1n], inner: ['master', 'handleDust', 1n], at: 0, answer: 'done' },
  {
    outer: ['master', 'chargeFromTo', 1n, 2n],
    inner: ['master', 'charge', 2n],
    at: 0,
    answer: 'AlreadyCharged',
  },
  {
    outer: ['master', 'chargeFromTo', 1n, 2n],
    inner: ['master', 'chargeFromTo', 1n, 2n],
    at: 0,
    answer: 'done',
  },
  { outer: ['master', 'liqCharge', 1n], inner: ['master', 'liqCharge', 1n], at: 0, answer: 'AlreadyCharged' },
  { outer: ['master', 'liqCharge', 1n], inner: ['master', 'liqChargeFromTo', 1n, 2n], at: 0, answer: 'done' },
  { outer: ['master', 'handleDust', 1n], inner: ['master', 'handleDust', 1n], at: 0, answer: 'done' },
  { outer: ['locker', 'charge', 1n], inner: ['locker', 'charge', 1n], at: 0, answer: 'AlreadyCharged' },
  { outer: ['locker', 'charge', 1n], inner: ['locker', 'charge', 1n], at: 1, answer: 'AlreadyCharged' },
  {
    outer: ['burnVault', 'backingWithdraw', 500n],
    inner: ['burnVault', 'backingWithdraw', 500n],
    at: 0,
    answer: GUARD,
  },
  {
    outer: ['master', 'payRent', 1000n, 50n],
    inner: ['master', 'payRent', 1000n, 50n],
    at: 0,
    answer: GUARD,
  },
  {
    outer: ['master', 'payRent', 1000n, 50n],
    inner: ['master', 'payRent', 1000n, 50n],
    at: 1,
    answer: GUARD,
  },
  { outer: ['master', 'payRent', 1000n, 50n], inner: ['master', 'charge', 3n], at: 1, answer: 'done' },
  ...[0, 1, 2].map((at): Attempt => ({
    outer: ['master', 'addLiquidity', 1000n, 4040n],
    inner: ['master', 'addLiquidity', 1000n, 4040n],
    at,
    answer: GUARD,
  })),
  ...[0, 1, 2].map((at): Attempt => ({
    outer: ['master', 'addLiquidity', 1000n, 4040n],
    inner: ['master', 'removeLiquidity', 1000n],
    at,
    answer: GUARD,
  })),
  {
    outer: ['master', 'removeLiquidity', 1000n],
    inner: ['master', 'removeLiquidity', 1000n],
    at: 0,
    answer: GUARD,
  },
  {
    outer: ['master', 'removeLiquidity', 1000n],
    inner: ['master', 'addLiquidity', 100n, 400n],
    at: 0,
    answer: GUARD,
  },
  {
    outer: ['master', 'removeLiquidity', 1000n],
    inner: ['master', 'payRent', 1000n, 50n],
    at: 0,
    answer: GUARD,
  },
]

const title = ({ outer, inner, at }: Attempt): string =>
  `${shown(outer)} by ${shown(inner)} in transfer ${at}`

const shown = ([to, name, ...args]: Call): string => `${to}.${name}(${args.join(', ')})`

describe('reentrancy', () => {
  const world = adversarialWorld(projectBuild())

  it.each(attempts.map((attempt) => [title(attempt), attempt] as const))('%s gains nothing', (_, attempt) => {
    const reentered = reenter(world, attempt)
    expect(reentered.answer).toBe(attempt.answer)
    const calls = attempt.answer === 'done' ? [attempt.outer, attempt.inner] : [attempt.outer]
    expect(reentered.state).toEqual(serially(world, calls).state)
  })

  it('addLiquidityLocking reverts by its guard', () => {
    const fresh = new ChainWorld(world.build)
    fresh.giveAmt('btcb', 2000n)
    fresh.giveBtcb('btcb', 8000n)
    fresh.does('owner', 'master', 'transferOwnership', 'btcb')
    arm(fresh, ['master', 'addLiquidityLocking', 1000n, 4000n], 0)
    fresh.does('btcb', 'master', 'addLiquidityLocking', 1000n, 4000n)
    expect(answerOf(fresh)).toBe(GUARD)
    expect(fresh.balance('liqAmt', 'locker')).toBe(1000n)
  })

  it('liqLocked is true from the first transfer of addLiquidityLocking', () => {
    const fresh = new ChainWorld(world.build)
    fresh.giveAmt('owner', 1000n)
    fresh.giveBtcb('owner', 4000n)
    arm(fresh, ['master', 'liqLocked'], 0)
    fresh.does('owner', 'master', 'addLiquidityLocking', 1000n, 4000n)
    expect(answerOf(fresh)).toBe('done')
    expect(BigInt(String(fresh.read('btcb', 'answer')))).toBe(1n)
  })
})

describe.each(['stakingVault', 'buyBackVault'] as const)('a payment during the harvest of %s', (vault) => {
  /** Alice has a deposit; a payment is due. Bruno deposits, and another payment is made in between. */
  function enteredWorld(build: Build): ChainWorld {
    const world = new ChainWorld(withAdversarialBtcb(build))
    world.deposit('alice', vault, 1000n)
    world.giveAmt('bruno', 1000n)
    world.giveBtcb('btcb', 20_000n)
    world.does('btcb', 'btcb', 'approve', 'master', MAX)
    world.does('owner', 'master', 'setPayerWallet', 'btcb')
    world.does('btcb', 'master', 'payRent', 10_000n, 10n)
    world.does('bruno', 'amt', 'approve', vault, MAX)
    arm(world, ['master', 'payRent', 10_000n, 10n], 0)
    world.does('bruno', vault, 'deposit', 1000n)
    expect(answerOf(world)).toBe('done')
    return world
  }

  it('is harvested before the deposit, which has no part of it', () => {
    const world = enteredWorld(projectBuild())
    expect(world.amount('amt', 'getCurrentSnapshotId')).toBe(2n)
    expect(world.amount(vault, 'harvestedTo')).toBe(2n)
    expect(world.amount(vault, 'settledTo', 'bruno')).toBe(2n)
    expect(world.amount(vault, 'owedTo', 'bruno')).toBe(0n)
    world.does('elena', vault, 'settle', 'alice', 2n)
    const claimed = world.balance('btcb', vault)
    expect(world.amount(vault, 'owedTo', 'alice')).toBe(claimed)
    world.does('bruno', vault, 'withdraw', 1000n)
    world.does('alice', vault, 'withdraw', 1000n)
    expect(world.balance('btcb', vault)).toBe(0n)
  })

  it('would count for the deposit, and alice be short, if the vault harvested once', () => {
    const once = changedBuild('harvests once', {
      edits: [
        {
          purpose: 'harvest once',
          source: 'contracts/DepositVault.sol',
          find: 'current > harvestedTo;\n            current = _amt.getCurrentSnapshotId()',
          replace: 'current > harvestedTo;\n            current = 0',
        },
      ],
    })
    const world = enteredWorld(once)
    expect(world.amount(vault, 'harvestedTo')).toBe(1n)
    world.does('bruno', vault, 'withdraw', 1000n)
    expect(() => world.does('alice', vault, 'withdraw', 1000n)).toThrow('reverted')
  })
})

describe('a USDT that calls back', () => {
  const world = new ChainWorld(withAdversarialBtcb(projectBuild(), 'usdt'))
  world.giveAmt('market', 1_000n)
  world.giveUsdt('market', 600n)
  world.giveUsdt('usdt', 900n)
  world.giveAmt('usdt', 100n)
  world.does('usdt', 'amt', 'approve', 'market', MAX)
  const start = world.machine.checkpoint()

  it.each([
    ['buy', 'buy'],
    ['buy', 'sell'],
    ['sell', 'buy'],
    ['sell', 'sell'],
  ])('finds the Market guarded: %s by %s', (outer, inner) => {
    world.machine.rewind(start)
    const data = prepareCall(world.build.market.abi, inner).encode(15n)
    world.does('alice', 'usdt', 'arm', 'market', toHex(data), 0n)
    world.does('usdt', 'market', outer, 15n)
    expect(world.read('usdt', 'succeeded')).toBe(false)
    const answer = fromHex(String(world.read('usdt', 'answer')))
    expect(decodeRevert(answer, prepareErrors())).toEqual({ kind: 'error', message: GUARD })
  })
})

/** The same attempts on mutants: the comparison above kills each. */
describe('the adversarial token', () => {
  it('steals from a Master that pays before it records the claim', () => {
    const world = adversarialWorld(
      changedBuild('pays before it records', {
        edits: [
          {
            purpose: 'pay a claim before it is recorded',
            source: 'contracts/Master.sol',
            find: '        amount = pot.claim(msg.sender, held, _claimableUnitsAt(units, snapId));\n        _payBtcb(amount);\n',
            replace:
              '        uint256 all = _claimableUnitsAt(units, snapId);\n        _payBtcb((pot.pot * held) / all);\n        amount = pot.claim(msg.sender, held, all);\n',
          },
        ],
      }),
    )
    const charge: Call = ['master', 'charge', 1n]
    const reentered = reenter(world, { outer: charge, inner: charge, at: 0 })
    const serial = serially(world, [charge])
    expect(reentered.answer).toBe('done')
    expect(reentered.state).not.toEqual(serial.state)
    expect(reentered.gain).toBe(2n * serial.gain)
  })

  it('steals from a burn vault without a guard', () => {
    const world = adversarialWorld(
      changedBuild('vault without a guard', {
        edits: [
          {
            purpose: 'drop the guard of the vault',
            source: 'contracts/BurnVault.sol',
            find: 'external override nonReentrant {',
            replace: 'external override {',
          },
        ],
      }),
    )
    const redeem: Call = ['burnVault', 'backingWithdraw', 500n]
    const reentered = reenter(world, { outer: redeem, inner: redeem, at: 0 })
    const serial = serially(world, [redeem, redeem])
    expect(reentered.answer).toBe('done')
    expect(reentered.state).not.toEqual(serial.state)
    expect(reentered.gain).toBeGreaterThan(serial.gain)
  })

  it('can reenter a Master without a guard', () => {
    const world = adversarialWorld(
      changedBuild('addLiquidity without a guard', {
        edits: [
          {
            purpose: 'drop the guard of addLiquidity',
            source: 'contracts/Master.sol',
            find: 'function addLiquidity(uint256 amountAmt, uint256 amountBtcb) external override nonReentrant {',
            replace: 'function addLiquidity(uint256 amountAmt, uint256 amountBtcb) external override {',
          },
        ],
      }),
    )
    const add: Call = ['master', 'addLiquidity', 1000n, 4040n]
    expect(reenter(world, { outer: add, inner: add, at: 0 }).answer).toBe('done')
  })
})

function withAdversarialBtcb(build: Build, at: 'btcb' | 'usdt' = 'btcb'): Build {
  const unit = 'AdversarialBtcb.sol'
  const text = readFileSync(join(import.meta.dirname, 'solidity', unit), 'utf8')
  const { artifacts } = compileSources({ sources: { [unit]: text } })
  return { ...build, outside: { ...build.outside, [at]: findArtifact(artifacts, 'AdversarialBtcb') } }
}

/**
 * Two payments. The token holds AMT and liqAMT beside alice and diego, and is payer, owner and the locker's
 * beneficiary. Alice has claimed the first payment, so that a rounding residue remains.
 */
function adversarialWorld(honest: Build): ChainWorld {
  const world = new ChainWorld(withAdversarialBtcb(honest))
  world.giveAmt('alice', 61n)
  world.giveAmt('btcb', 39n)
  world.provide('diego', 10_000n, 40_000n)
  world.giveAmt('btcb', 3000n)
  world.does('owner', 'master', 'transferOwnership', 'btcb')
  world.does('btcb', 'btcb', 'approve', 'master', MAX)
  world.does('btcb', 'liqAmt', 'approve', 'master', MAX)
  world.does('binance', 'btcb', 'mint', 1_000_000n)
  world.does('binance', 'btcb', 'transfer', 'btcb', 500_000n)
  world.does('binance', 'btcb', 'transfer', 'burnVault', 100_000n)
  world.does('btcb', 'master', 'addLiquidityLocking', 500n, 2000n)
  world.does('btcb', 'master', 'addLiquidity', 500n, 2000n)
  world.pay(7777n, 10n)
  world.pay(8888n, 10n)
  world.does('alice', 'master', 'charge', 1n)
  world.does('btcb', 'master', 'setPayerWallet', 'btcb')
  return world
}

interface Aftermath {
  /** Code and storage of all contracts, without nonces, which count messages. */
  readonly state: unknown
  /** BTCB that the token has gained. */
  readonly gain: bigint
}

/** Runs the outer call with the inner one during a transfer, and undoes both. */
function reenter(
  world: ChainWorld,
  { outer, inner, at }: Omit<Attempt, 'answer'>,
): Aftermath & { readonly answer: string } {
  return undone(world, outer, () => {
    arm(world, inner, at)
    const [to, name, ...args] = outer
    world.does('btcb', to, name, ...args)
    return { answer: answerOf(world) }
  })
}

/** Runs calls one after the other, and undoes them. */
function serially(world: ChainWorld, calls: readonly Call[]): Aftermath {
  return undone(world, calls[0]!, () => {
    for (const [to, name, ...args] of calls) world.does('btcb', to, name, ...args)
    return {}
  })
}

function undone<T>(world: ChainWorld, [, outer]: Call, run: () => T): T & Aftermath {
  const mark = world.machine.checkpoint()
  // The token's claim leaves a residue to transfer: without a transfer there is no reentrancy.
  if (outer === 'handleDust') world.does('btcb', 'master', 'charge', 1n)
  const before = world.balance('btcb', 'btcb')
  const result = run()
  const gain = world.balance('btcb', 'btcb') - before
  const state = stateOf(world)
  world.machine.rewind(mark)
  world.machine.release(mark)
  return { ...result, gain, state }
}

function arm(world: ChainWorld, [to, name, ...args]: Call, at: number): void {
  const data = prepareCall(world.build[to].abi, name).encode(...args)
  world.does('alice', 'btcb', 'arm', to, toHex(data), BigInt(at))
}

/** Result of the inner call. Throws if it was not made. */
function answerOf(world: ChainWorld): string {
  if (world.read('btcb', 'succeeded') === true) return 'done'
  const { master, burnVault, locker } = world.build
  const revert = decodeRevert(
    fromHex(String(world.read('btcb', 'answer'))),
    prepareErrors(master.abi, burnVault.abi, locker.abi),
  )
  if (revert.kind === 'custom') return revert.name
  if (revert.kind === 'error') return revert.message
  throw new Error(`the inner call was not made, or failed without a reason: ${revert.kind}`)
}

function stateOf(world: ChainWorld): unknown {
  world.does('alice', 'btcb', 'disarm')
  return world.machine
    .accounts()
    .filter(({ code }) => code.length > 0)
    .map(({ address, code, storage }) => ({ address, code: toHex(code), storage }))
}
