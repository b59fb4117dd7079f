/** The staking vault: whoever deposits gets exactly what the same AMT in a wallet would have claimed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedBuild, projectBuild } from '../../src/evm/build.ts'
import type { Build } from '../../src/evm/build.ts'
import { MAX, Refused, Town } from '../support/chain-world.ts'

/** 100 AMT in the world: alice's 40 and bob's 35 in the vault, carol's 25 in her wallet. */
function stakedTown(build: Build = projectBuild()): Town {
  const town = new Town(build)
  town.deposit('alice', 'stakingVault', 40n)
  town.deposit('bob', 'stakingVault', 35n)
  town.giveAmt('carol', 25n)
  return town
}

describe('a deposit', () => {
  it('moves AMT into the vault and is on record', () => {
    const town = new Town()
    expect(town.deposit('alice', 'stakingVault', 40n).events).toEqual([
      `amt.Transfer(alice, stakingVault, 40)`,
      'stakingVault.deposited(alice, 40)',
    ])
    expect(town.amount('stakingVault', 'depositOf', 'alice')).toBe(40n)
    expect(town.amount('stakingVault', 'totalDeposits')).toBe(40n)
  })

  it('of nothing, without AMT or without an allowance is refused', () => {
    const town = stakedTown()
    expect(town.refusal('carol', 'stakingVault', 'deposit', 0n)).toBe('ZeroAmount')
    expect(town.refusal('carol', 'stakingVault', 'deposit', 25n)).toBe('ERC20: insufficient allowance')
    town.does('carol', 'amt', 'approve', 'stakingVault', MAX)
    expect(town.refusal('carol', 'stakingVault', 'deposit', 26n)).toBe(
      'ERC20: transfer amount exceeds balance',
    )
    expect(town.refusal('carol', 'stakingVault', 'deposit', MAX)).toBe('Panic(0x11)')
  })
})

describe('a harvest', () => {
  it('claims for all deposits, by anyone, and each payment once', () => {
    const town = stakedTown()
    town.pay(1_000n, 0n)
    town.pay(203n, 0n)
    expect(town.does('emil', 'stakingVault', 'harvest', 2n).events).toEqual([
      'master.charged(1, stakingVault, 750)',
      'master.charged(2, stakingVault, 152)',
      'btcb.Transfer(master, stakingVault, 902)',
      'stakingVault.harvested(1, 2, 902)',
    ])
    expect(town.refusal('emil', 'stakingVault', 'harvest', 2n)).toBe('NothingToHarvest')
    expect(town.refusal('emil', 'stakingVault', 'harvest', 3n)).toBe('SnapshotNonexistent')
    expect(town.refusal('emil', 'stakingVault', 'harvest', 0n)).toBe('NothingToHarvest')
  })

  it('may go in steps, and settling likewise', () => {
    const town = stakedTown()
    for (let i = 0; i < 3; i++) town.pay(1_000n, 0n)
    town.does('emil', 'stakingVault', 'harvest', 2n)
    expect(town.refusal('emil', 'stakingVault', 'settle', 'alice', 3n)).toBe('NotHarvested')
    expect(town.does('emil', 'stakingVault', 'settle', 'alice', 1n).events).toEqual([])
    expect(town.amount('stakingVault', 'owedTo', 'alice')).toBe(400n)
    expect(town.amount('stakingVault', 'settledTo', 'alice')).toBe(1n)
    expect(town.refusal('emil', 'stakingVault', 'settle', 'alice', 1n)).toBe('NothingToSettle')
    town.does('emil', 'stakingVault', 'settle', 'alice', 2n)
    expect(town.amount('stakingVault', 'owedTo', 'alice')).toBe(800n)
    expect(town.does('alice', 'stakingVault', 'withdraw', 0n).events.at(-1)).toBe(
      'stakingVault.withdrawn(alice, 0, 1200)',
    )
  })

  it('of payments before the first deposit claims nothing and changes nothing', () => {
    const town = new Town()
    town.giveAmt('carol', 25n)
    town.pay(1_000n, 0n)
    const { events } = town.deposit('alice', 'stakingVault', 75n)
    expect(events[0]).toBe('stakingVault.harvested(1, 1, 0)')
    town.pay(1_000n, 0n)
    expect(town.does('alice', 'stakingVault', 'withdraw', 75n).events.at(-1)).toBe(
      'stakingVault.withdrawn(alice, 75, 750)',
    )
  })
})

describe('a withdrawal', () => {
  it('pays AMT and BTCB together, everything in one transaction', () => {
    const town = stakedTown()
    town.pay(1_003n, 0n)
    // floor(1003 * 40 / 100) = 401 of the vault's floor(1003 * 75 / 100) = 752.
    expect(town.does('alice', 'stakingVault', 'withdraw', 40n).events).toEqual([
      'master.charged(1, stakingVault, 752)',
      'btcb.Transfer(master, stakingVault, 752)',
      'stakingVault.harvested(1, 1, 752)',
      'amt.Transfer(stakingVault, alice, 40)',
      'btcb.Transfer(stakingVault, alice, 401)',
      'stakingVault.withdrawn(alice, 40, 401)',
    ])
    expect(town.refusal('alice', 'stakingVault', 'withdraw', 1n)).toBe('InsufficientDeposit')
    expect(town.does('alice', 'stakingVault', 'withdraw', 0n).events).toEqual([
      'stakingVault.withdrawn(alice, 0, 0)',
    ])
  })

  it('of a part counts for later payments only', () => {
    const town = stakedTown()
    town.pay(1_000n, 0n)
    town.does('alice', 'stakingVault', 'withdraw', 30n)
    town.pay(1_000n, 0n)
    expect(town.does('alice', 'stakingVault', 'withdraw', 10n).events.at(-1)).toBe(
      'stakingVault.withdrawn(alice, 10, 100)',
    )
    expect(town.balance('btcb', 'alice')).toBe(500n)
  })

  it('cannot take more than was deposited', () => {
    const town = stakedTown()
    expect(town.refusal('alice', 'stakingVault', 'withdraw', 41n)).toBe('InsufficientDeposit')
    expect(town.refusal('carol', 'stakingVault', 'withdraw', 1n)).toBe('InsufficientDeposit')
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

const depositors = ['alice', 'bob', 'carol'] as const
const TWINS = ['0x', '0x', '0x'].map((_, i): `0x${string}` => `0x00000000000000000000000000000000000e000${i}`)

/** Each depositor has a twin whose wallet holds, at every payment, exactly what the depositor has in the vault. */
function play(town: Town, history: readonly Op[]): void {
  let payments = 0n
  for (const twin of TWINS) town.giveAmt(twin, 0n)
  town.giveAmt('emil', 12_345n)
  for (const [kind, who, amount] of history) {
    const [person, twin] = [depositors[who], TWINS[who]!]
    const much = BigInt(amount)
    if (kind === 'pay') {
      town.pay(101n + much * 7n, 10n)
      payments++
    } else if (kind === 'in' && much > 0n) {
      town.deposit(person, 'stakingVault', much)
      town.giveAmt(twin, much)
    } else if (kind === 'out') {
      const held = town.balance('amt', twin)
      town.does(person, 'stakingVault', 'withdraw', (held * much) / 9_999n)
      town.does(twin, 'amt', 'transfer', 'dora', (held * much) / 9_999n)
    } else if (kind === 'harvest') tolerantly(town, 'harvest', payments)
    else tolerantly(town, 'settle', person, (payments * much) / 9_999n)
  }
  for (const [who, person] of depositors.entries()) {
    town.does(person, 'stakingVault', 'withdraw', town.balance('amt', TWINS[who]!))
    if (payments > 0n) town.does(TWINS[who]!, 'master', 'chargeFromTo', 1n, payments)
  }
}

/** Nothing to harvest or to settle is no matter here. */
function tolerantly(town: Town, name: string, ...args: readonly (string | bigint)[]): void {
  try {
    town.does('dora', 'stakingVault', name, ...args)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}

/** Deposits are not brought up to date before they grow: who deposits after a payment and before its harvest gets part of it. */
const naive = {
  purpose: 'let a deposit count for payments before it',
  source: 'contracts/DepositVault.sol',
  find: 'if (amount == 0) revert ZeroAmount();\n        _bringUpToDate(msg.sender);',
  replace: 'if (amount == 0) revert ZeroAmount();',
}

describe('exactness', () => {
  it('holds to the unit whatever the order of deposits, harvests, withdrawals and payments', () => {
    fc.assert(
      fc.property(ops, (history) => {
        const town = new Town()
        play(town, history)
        for (const [who, person] of depositors.entries())
          expect(town.balance('btcb', person)).toBe(town.balance('btcb', TWINS[who]!))
      }),
      { numRuns: 25 },
    )
  })

  it('is lost by the naive design: a deposit after the payment and before the harvest gains', () => {
    const history: readonly Op[] = [
      ['in', 0, 9_000],
      ['in', 1, 1],
      ['pay', 0, 9_999],
      ['in', 1, 8_999],
    ]
    const gains = [projectBuild(), changedBuild('naive', { edits: [naive] })].map((build) => {
      const town = new Town(build)
      town.deposit('alice', 'stakingVault', 9_000n)
      town.deposit('bob', 'stakingVault', 1n)
      town.pay(9_001_000n, 0n)
      town.deposit('bob', 'stakingVault', 8_999n)
      town.does('bob', 'stakingVault', 'withdraw', 9_000n)
      return town.balance('btcb', 'bob')
    })
    expect(gains).toEqual([1_000n, 9_000_000n])
    const town = new Town(changedBuild('naive', { edits: [naive] }))
    // What bob has too much, alice cannot be paid.
    expect(() => play(town, history)).toThrow('BEP20: transfer amount exceeds balance')
  })
})

describe('three years without a visit', () => {
  const PAYMENTS = 1_095n
  const STEP = 100n

  it('are harvested in bounded steps, and left in one transaction', () => {
    const town = stakedTown()
    for (let day = 0n; day < PAYMENTS; day++) town.pay(1_000n + day, 0n)
    const harvests: bigint[] = []
    for (let upTo = STEP; harvests.length * Number(STEP) < PAYMENTS; upTo += STEP)
      harvests.push(town.gas('dora', 'stakingVault', 'harvest', upTo < PAYMENTS ? upTo : PAYMENTS))
    const most = harvests.reduce((a, b) => (a > b ? a : b))
    // 127,749 gas a payment: the storage of its pot and of the claim.
    expect(most / STEP).toBeLessThan(130_000n)
    expect(most / STEP).toBeGreaterThan(120_000n)

    // 4,729 gas a payment.
    expect(town.gas('dora', 'stakingVault', 'settle', 'bob', 500n) / 500n).toBeLessThan(5_000n)
    const atOnce = town.gas('alice', 'stakingVault', 'withdraw', 40n)
    expect(atOnce).toBeLessThan(5_500_000n)
    expect(town.gas('bob', 'stakingVault', 'withdraw', 35n)).toBeLessThan((atOnce * 6n) / 10n)
    let owed = 0n
    for (let day = 0n; day < PAYMENTS; day++) owed += ((1_000n + day) * 40n) / 100n
    expect(town.balance('btcb', 'alice')).toBe(owed)
  })
})
