/** The staking vault: a depositor gets exactly what the same AMT in a wallet would have claimed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedBuild, projectBuild } from '../../src/evm/build.ts'
import type { Build } from '../../src/evm/build.ts'
import { MAX, Reverted, ChainWorld } from '../support/chain-world.ts'

/** A supply of 100: alice's 40 and bruno's 35 in the vault, carmen's 25 in her wallet. */
function stakedWorld(build: Build = projectBuild()): ChainWorld {
  const world = new ChainWorld(build)
  world.deposit('alice', 'stakingVault', 40n)
  world.deposit('bruno', 'stakingVault', 35n)
  world.giveAmt('carmen', 25n)
  return world
}

describe('a deposit', () => {
  it('moves AMT into the vault and is recorded', () => {
    const world = new ChainWorld()
    expect(world.deposit('alice', 'stakingVault', 40n).events).toEqual([
      `amt.Transfer(alice, stakingVault, 40)`,
      'stakingVault.deposited(alice, 40)',
    ])
    expect(world.amount('stakingVault', 'depositOf', 'alice')).toBe(40n)
    expect(world.amount('stakingVault', 'totalDeposits')).toBe(40n)
  })

  it('reverts for zero, without AMT and without an allowance', () => {
    const world = stakedWorld()
    expect(world.revert('carmen', 'stakingVault', 'deposit', 0n)).toBe('ZeroAmount')
    expect(world.revert('carmen', 'stakingVault', 'deposit', 25n)).toBe('ERC20: insufficient allowance')
    world.does('carmen', 'amt', 'approve', 'stakingVault', MAX)
    expect(world.revert('carmen', 'stakingVault', 'deposit', 26n)).toBe(
      'ERC20: transfer amount exceeds balance',
    )
    expect(world.revert('carmen', 'stakingVault', 'deposit', MAX)).toBe('Panic(0x11)')
  })
})

describe('a harvest', () => {
  it('claims each payment once for all deposits; callable by anyone', () => {
    const world = stakedWorld()
    world.pay(1_000n, 0n)
    world.pay(203n, 0n)
    expect(world.does('elena', 'stakingVault', 'harvest', 2n).events).toEqual([
      'master.charged(1, stakingVault, 750)',
      'master.charged(2, stakingVault, 152)',
      'btcb.Transfer(master, stakingVault, 902)',
      'stakingVault.harvested(1, 2, 902)',
    ])
    expect(world.revert('elena', 'stakingVault', 'harvest', 2n)).toBe('NothingToHarvest')
    expect(world.revert('elena', 'stakingVault', 'harvest', 3n)).toBe('SnapshotNonexistent')
    expect(world.revert('elena', 'stakingVault', 'harvest', 0n)).toBe('NothingToHarvest')
  })

  it('and a settlement may proceed in steps', () => {
    const world = stakedWorld()
    for (let i = 0; i < 3; i++) world.pay(1_000n, 0n)
    world.does('elena', 'stakingVault', 'harvest', 2n)
    expect(world.revert('elena', 'stakingVault', 'settle', 'alice', 3n)).toBe('NotHarvested')
    expect(world.does('elena', 'stakingVault', 'settle', 'alice', 1n).events).toEqual([])
    expect(world.amount('stakingVault', 'owedTo', 'alice')).toBe(400n)
    expect(world.amount('stakingVault', 'settledTo', 'alice')).toBe(1n)
    expect(world.revert('elena', 'stakingVault', 'settle', 'alice', 1n)).toBe('NothingToSettle')
    world.does('elena', 'stakingVault', 'settle', 'alice', 2n)
    expect(world.amount('stakingVault', 'owedTo', 'alice')).toBe(800n)
    expect(world.does('alice', 'stakingVault', 'withdraw', 0n).events.at(-1)).toBe(
      'stakingVault.withdrawn(alice, 0, 1200)',
    )
  })

  it('of payments before the first deposit claims nothing', () => {
    const world = new ChainWorld()
    world.giveAmt('carmen', 25n)
    world.pay(1_000n, 0n)
    const { events } = world.deposit('alice', 'stakingVault', 75n)
    expect(events[0]).toBe('stakingVault.harvested(1, 1, 0)')
    world.pay(1_000n, 0n)
    expect(world.does('alice', 'stakingVault', 'withdraw', 75n).events.at(-1)).toBe(
      'stakingVault.withdrawn(alice, 75, 750)',
    )
  })
})

describe('a withdrawal', () => {
  it('pays AMT and BTCB in one transaction', () => {
    const world = stakedWorld()
    world.pay(1_003n, 0n)
    // floor(1003 * 40 / 100) = 401 of the vault's floor(1003 * 75 / 100) = 752.
    expect(world.does('alice', 'stakingVault', 'withdraw', 40n).events).toEqual([
      'master.charged(1, stakingVault, 752)',
      'btcb.Transfer(master, stakingVault, 752)',
      'stakingVault.harvested(1, 1, 752)',
      'amt.Transfer(stakingVault, alice, 40)',
      'btcb.Transfer(stakingVault, alice, 401)',
      'stakingVault.withdrawn(alice, 40, 401)',
    ])
    expect(world.revert('alice', 'stakingVault', 'withdraw', 1n)).toBe('InsufficientDeposit')
    expect(world.does('alice', 'stakingVault', 'withdraw', 0n).events).toEqual([
      'stakingVault.withdrawn(alice, 0, 0)',
    ])
  })

  it('of a part affects later payments only', () => {
    const world = stakedWorld()
    world.pay(1_000n, 0n)
    world.does('alice', 'stakingVault', 'withdraw', 30n)
    world.pay(1_000n, 0n)
    expect(world.does('alice', 'stakingVault', 'withdraw', 10n).events.at(-1)).toBe(
      'stakingVault.withdrawn(alice, 10, 100)',
    )
    expect(world.balance('btcb', 'alice')).toBe(500n)
  })

  it('cannot exceed the deposit', () => {
    const world = stakedWorld()
    expect(world.revert('alice', 'stakingVault', 'withdraw', 41n)).toBe('InsufficientDeposit')
    expect(world.revert('carmen', 'stakingVault', 'withdraw', 1n)).toBe('InsufficientDeposit')
  })
})

type Op = readonly [kind: 'pay' | 'in' | 'out' | 'harvest' | 'settle', who: 0 | 1 | 2, amount: number]

const ops: fc.Arbitrary<readonly Op[]> = fc.array(
  fc.tuple(
    fc.constantFrom('pay', 'pay', 'in', 'out', 'harvest', 'settle'),
    fc.constantFrom(0, 1, 2),
    fc.integer({ min: 0, max: 9_999 }),
  ),
  { minLength: 8, maxLength: 24 },
)

const depositors = ['alice', 'bruno', 'carmen'] as const
const CONTROLS = ['0x', '0x', '0x'].map(
  (_, i): `0x${string}` => `0x00000000000000000000000000000000000e000${i}`,
)

/** Each depositor has a control account, whose wallet holds the depositor's deposit at every payment. */
function play(world: ChainWorld, history: readonly Op[]): void {
  let payments = 0n
  for (const control of CONTROLS) world.giveAmt(control, 0n)
  world.giveAmt('elena', 12_345n)
  for (const [kind, who, amount] of history) {
    const [person, control] = [depositors[who], CONTROLS[who]!]
    const much = BigInt(amount)
    if (kind === 'pay') {
      world.pay(101n + much * 7n, 10n)
      payments++
    } else if (kind === 'in' && much > 0n) {
      world.deposit(person, 'stakingVault', much)
      world.giveAmt(control, much)
    } else if (kind === 'out') {
      const held = world.balance('amt', control)
      world.does(person, 'stakingVault', 'withdraw', (held * much) / 9_999n)
      world.does(control, 'amt', 'transfer', 'diego', (held * much) / 9_999n)
    } else if (kind === 'harvest') tolerantly(world, 'harvest', payments)
    else tolerantly(world, 'settle', person, (payments * much) / 9_999n)
  }
  for (const [who, person] of depositors.entries()) {
    world.does(person, 'stakingVault', 'withdraw', world.balance('amt', CONTROLS[who]!))
    if (payments > 0n) world.does(CONTROLS[who]!, 'master', 'chargeFromTo', 1n, payments)
  }
}

/** Ignores the revert if there is nothing to harvest or to settle. */
function tolerantly(world: ChainWorld, name: string, ...args: readonly (string | bigint)[]): void {
  try {
    world.does('diego', 'stakingVault', name, ...args)
  } catch (error) {
    if (!(error instanceof Reverted)) throw error
  }
}

/** Mutant: a deposit after a payment and before its harvest counts for the payment. */
const naive = {
  purpose: 'count a deposit for earlier payments',
  source: 'contracts/DepositVault.sol',
  find: 'if (amount == 0) revert ZeroAmount();\n        _bringUpToDate(msg.sender);',
  replace: 'if (amount == 0) revert ZeroAmount();',
}

describe('exactness', () => {
  it('holds exactly for every order of deposits, harvests, withdrawals and payments', () => {
    fc.assert(
      fc.property(ops, (history) => {
        const world = new ChainWorld()
        play(world, history)
        for (const [who, person] of depositors.entries())
          expect(world.balance('btcb', person)).toBe(world.balance('btcb', CONTROLS[who]!))
      }),
      { numRuns: 25 },
    )
  })

  it('fails on the mutant: a deposit after the payment and before the harvest gains', () => {
    const history: readonly Op[] = [
      ['in', 0, 9_000],
      ['in', 1, 1],
      ['pay', 0, 9_999],
      ['in', 1, 8_999],
    ]
    const gains = [projectBuild(), changedBuild('naive', { edits: [naive] })].map((build) => {
      const world = new ChainWorld(build)
      world.deposit('alice', 'stakingVault', 9_000n)
      world.deposit('bruno', 'stakingVault', 1n)
      world.pay(9_001_000n, 0n)
      world.deposit('bruno', 'stakingVault', 8_999n)
      world.does('bruno', 'stakingVault', 'withdraw', 9_000n)
      return world.balance('btcb', 'bruno')
    })
    expect(gains).toEqual([1_000n, 9_000_000n])
    const world = new ChainWorld(changedBuild('naive', { edits: [naive] }))
    // Bruno's surplus is missing for alice.
    expect(() => play(world, history)).toThrow('BEP20: transfer amount exceeds balance')
  })
})

describe('three years without a transaction', () => {
  const PAYMENTS = 1_095n
  const STEP = 100n

  it('are harvested in bounded steps, after which one transaction withdraws everything', () => {
    const world = stakedWorld()
    for (let day = 0n; day < PAYMENTS; day++) world.pay(1_000n + day, 0n)
    const harvests: bigint[] = []
    for (let upTo = STEP; harvests.length * Number(STEP) < PAYMENTS; upTo += STEP)
      harvests.push(world.gas('diego', 'stakingVault', 'harvest', upTo < PAYMENTS ? upTo : PAYMENTS))
    const most = harvests.reduce((a, b) => (a > b ? a : b))
    // 127,749 gas for each payment: storage of its pot and of the claim.
    expect(most / STEP).toBeLessThan(130_000n)
    expect(most / STEP).toBeGreaterThan(120_000n)

    // 4,729 gas for each payment.
    expect(world.gas('diego', 'stakingVault', 'settle', 'bruno', 500n) / 500n).toBeLessThan(5_000n)
    const atOnce = world.gas('alice', 'stakingVault', 'withdraw', 40n)
    expect(atOnce).toBeLessThan(5_500_000n)
    expect(world.gas('bruno', 'stakingVault', 'withdraw', 35n)).toBeLessThan((atOnce * 6n) / 10n)
    let owed = 0n
    for (let day = 0n; day < PAYMENTS; day++) owed += ((1_000n + day) * 40n) / 100n
    expect(world.balance('btcb', 'alice')).toBe(owed)
  })
})
