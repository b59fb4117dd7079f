import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { genesisActions, peopleOf, ROSTER, type Genesis } from '../../../src/lockstep/generate/genesis.ts'
import { call, type GeneratorContext } from '../../../src/lockstep/generate/context.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { actionsOf, arbitraryGenesis, arbitrarySequence } from '../../../src/lockstep/generate/sequence.ts'
import type { Economy } from '../../../src/model/economy.ts'
import { isWait } from '../../../src/model/interface/action.ts'
import { amt, btcb, usdt, type Timestamp } from '../../../src/model/kernel/units.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'

const TOKEN_ORDER = ['usdt', 'liqAmt', 'amt', 'btcb'] as const

function founded(genesis: Genesis): Economy {
  const people = peopleOf(genesis)
  return RULES.deployEconomy({ people, tokenOrder: TOKEN_ORDER, timestamp: 1_689_120_000n as Timestamp })
}

function begun(genesis: Genesis): Economy {
  let economy = founded(genesis)
  for (const action of genesisActions(genesis)) economy = RULES.apply(economy, action).economy
  return economy
}

function contextOf(economy: Economy): GeneratorContext {
  return {
    domain: RULES.viewDomainOf(economy),
    now: economy.timestamp,
    read: (view) => RULES.read(economy, view),
    airdrop: [],
    token0: () => 'amt',
  }
}

const example: Genesis = {
  amtSorts: 'below',
  holdings: [
    {
      name: 'alice',
      amt: amt('1000'),
      btcb: btcb('1'),
      usdt: usdt('5'),
      rawPercent: 20,
      wrappedPercent: 0,
      stakedPercent: 0,
      buyBackPercent: 0,
      trusting: true,
    },
    {
      name: 'bruno',
      amt: amt('500'),
      btcb: 0n,
      usdt: 0n,
      rawPercent: 0,
      wrappedPercent: 10,
      stakedPercent: 0,
      buyBackPercent: 0,
      trusting: false,
    },
  ],
  rcl: btcb('30'),
  price: 50n,
  market: { amtPercent: 0, usdt: 0n },
  locked: amt('10000'),
  owner: { amt: amt('7'), btcb: btcb('2') },
  payer: { btcb: btcb('4'), trusting: true },
  feeTo: 'pancake',
  outsidePair: { btcb: btcb('10'), usdt: usdt('300000') },
}

describe('a genesis', () => {
  it('becomes true by actions, none of which reverts', () => {
    let economy = founded(example)
    for (const action of genesisActions(example)) {
      const applied = RULES.apply(economy, action)
      expect(
        applied.outcome,
        JSON.stringify(action, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
      ).toMatchObject({ ok: true })
      economy = applied.economy
    }
    const read = (on: 'amt' | 'btcb' | 'usdt' | 'liqAmt', of: string): unknown =>
      RULES.read(economy, { on, fn: 'balanceOf', args: [of] })
    expect(read('amt', 'alice')).toBe(amt('800'))
    expect(read('amt', 'bruno')).toBe(amt('450'))
    expect(read('btcb', 'alice')).toBe(btcb('1'))
    expect(read('btcb', 'burnVault')).toBe(btcb('30'))
    expect(read('btcb', 'payer')).toBe(btcb('4'))
    expect(read('liqAmt', 'bruno')).toBeGreaterThan(0n)
    expect(RULES.read(economy, { on: 'factory', fn: 'feeTo', args: [] })).toBe('pancake')
    expect(RULES.viewDomainOf(economy)).toMatchObject({
      lockerExists: true,
      pairs: ['pair', 'pair:btcb/usdt'],
    })
  })

  it('stocks the Market and fills the vaults, out of what there is', () => {
    const { holdings } = example
    const staked = holdings.map((holding) => ({ ...holding, stakedPercent: 30, buyBackPercent: 40 }))
    const owner = { amt: amt('100'), btcb: 0n }
    const genesis: Genesis = { ...example, owner, holdings: staked, market: { amtPercent: 20, usdt: 7n } }
    let economy = founded(genesis)
    for (const action of genesisActions(genesis)) {
      const applied = RULES.apply(economy, action)
      expect(applied.outcome).toMatchObject({ ok: true })
      economy = applied.economy
    }
    const read = (on: 'amt' | 'usdt', of: string): unknown =>
      RULES.read(economy, { on, fn: 'balanceOf', args: [of] })
    expect([read('amt', 'market'), read('usdt', 'market')]).toEqual([amt('20'), 7n])
    // What alice and bruno keep beside the pool, 800 and 450 AMT.
    expect(read('amt', 'stakingVault')).toBe((amt('1250') * 30n) / 100n)
    expect(read('amt', 'buyBackVault')).toBe((amt('1250') * 40n) / 100n)
    expect(read('amt', 'alice')).toBe((amt('800') * 30n) / 100n)
  })

  it('has two to eight people of the roster, each once', () => {
    fc.assert(
      fc.property(arbitraryGenesis, (genesis) => {
        const people = peopleOf(genesis)
        expect(people.length).toBeGreaterThanOrEqual(2)
        expect(new Set(people).size).toBe(people.length)
        expect(people.every((name) => (ROSTER as readonly string[]).includes(name))).toBe(true)
      }),
    )
  })

  it('varies in everything: order of tokens, lock, fee, liquidity, RCL, and whether any AMT exists', () => {
    const geneses = fc.sample(arbitraryGenesis, { numRuns: 200, seed: 1 })
    const varies = (of: (genesis: Genesis) => unknown): void =>
      expect(new Set(geneses.map(of)).size).toBeGreaterThan(1)
    varies(({ amtSorts }) => amtSorts)
    varies(({ locked }) => locked === undefined)
    varies(({ feeTo }) => feeTo === undefined)
    varies(({ holdings }) => holdings.length)
    varies(({ holdings }) => holdings.some(({ rawPercent }) => rawPercent > 0))
    varies(({ holdings }) => holdings.some(({ wrappedPercent }) => wrappedPercent > 0))
    varies(({ holdings }) => holdings.some(({ stakedPercent }) => stakedPercent > 0))
    varies(({ holdings }) => holdings.some(({ buyBackPercent }) => buyBackPercent > 0))
    varies(({ market }) => market.amtPercent)
    varies(({ rcl }) => rcl === 0n)
    varies((genesis) => RULES.read(begun(genesis), { on: 'amt', fn: 'totalSupply', args: [] }) === 0n)
  })
})

describe('steps', () => {
  it('become actions that a wallet could send: amounts in uint256, callers with a key', () => {
    fc.assert(
      fc.property(arbitrarySequence(20), ({ genesis, steps }) => {
        let economy = begun(genesis)
        for (const step of steps)
          for (const action of actionsOf(step, contextOf(economy))) {
            if (!isWait(action)) {
              expect(RULES.viewDomainOf(economy).people).toContain(action.by)
              for (const value of Object.values(action.args))
                if (typeof value === 'bigint') expect(value >= 0n && value <= UINT256_MAX).toBe(true)
            }
            economy = RULES.apply(economy, action).economy
          }
      }),
      { numRuns: 100 },
    )
  })

  it('mean the same in the same context', () => {
    const [sequence] = fc.sample(arbitrarySequence(5), { numRuns: 1, seed: 3 })
    const context = contextOf(begun(sequence!.genesis))
    const step = sequence!.steps[0]!
    expect(actionsOf(step, context)).toEqual(actionsOf(step, context))
  })

  it('depend on the context: before the first payment, claims give way to payments', () => {
    const before = contextOf(begun(example))
    const paid = RULES.apply(
      begun(example),
      call('payer', 'master.payRent', { amountBtcb: btcb('1'), vaultParticipation: 20n }),
    )
    expect(paid.outcome.ok).toBe(true)
    const after = contextOf(paid.economy)
    const steps = fc.sample(arbitrarySequence(60), { numRuns: 40, seed: 5 }).flatMap((one) => one.steps)
    const claims = (context: GeneratorContext): number =>
      steps.filter((step) => {
        // Commands of many actions claim what they have paid themselves.
        const [action, ...more] = actionsOf(step, context)
        return more.length === 0 && action !== undefined && !isWait(action) && action.call === 'master.charge'
      }).length
    expect(claims(after)).toBeGreaterThan(2 * claims(before))
  })
})
