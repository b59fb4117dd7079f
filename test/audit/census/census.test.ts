/** The census: every difference once, with undo, so that one cause does not hide the next. */
import { describe, expect, it } from 'vitest'
import { Census } from '../../../src/audit/census/census.ts'
import { runCampaign } from '../../../src/audit/census/campaign.ts'
import { CensusRunner } from '../../../src/audit/census/runner.ts'
import { showing } from '../../../src/audit/census/shrink.ts'
import { findingsOf } from '../../../src/audit/finding.ts'
import { changedBuild, projectBuild, type Build } from '../../../src/evm/build.ts'
import { RULES, type Rules } from '../../../src/lockstep/compare/rules.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { NotModelled } from '../../../src/model/contracts/pancake/factory.ts'
import { defective, unreadable } from '../defects.ts'

const BUDGET = { budget: 2500, seed: 1 }
const several = defective(
  'a payment of 100 passes',
  'another wording',
  'redemptions round up',
  'anybody sets the fee',
  'a doubled event',
)

const signaturesOf = (build = several): readonly string[] => [
  ...runCampaign({ build }, BUDGET).census.entries.keys(),
]

describe('a build with five defects', () => {
  const setup = { build: several }
  const { census } = runCampaign(setup, BUDGET)
  const findings = findingsOf(setup, census, { rounding: 0n })

  it('shows each of them, though the first is met at once', () => {
    const found = findings.map(({ severity, signature }) => `${severity} ${signature}`)
    for (const each of [
      'value burnVault.backingWithdraw: then btcb.balanceOf differs',
      'own-value master.payRent: the model reverts PaymentTooSmall, the chain does it',
      'permits market.setFee: the model reverts NotOwner, the chain does it',
      'events master.setPayerWallet: emits with master.payerWalletSet',
      'wording master.payRent: the model reverts NotPayer, the chain reverts Error("only the payer")',
    ])
      expect(found).toContain(each)
  })

  it('ranks value first and wordings last', () => {
    expect(findings[0]!.severity).toBe('value')
    expect(findings.map(({ rank }) => rank)).toEqual(findings.map((_, index) => index + 1))
    expect(findings.at(-1)!.severity).toBe('wording')
  })

  it('grades one base unit as rounding, unless told that none counts as that', () => {
    const usual = findingsOf(setup, census).map(({ severity, signature }) => `${severity} ${signature}`)
    expect(usual).toContain('rounding burnVault.backingWithdraw: then btcb.balanceOf differs')
    expect(usual.some((each) => each.startsWith('value '))).toBe(false)
  })

  it('tells each in a few actions, which show it without anything undone', () => {
    for (const { shown, signature } of findings) {
      expect(shown.actions.length).toBeLessThanOrEqual(8)
      const again = showing(setup, shown.amtSorts, shown.actions, signature)
      expect(again?.actions).toEqual(shown.actions)
      expect(again?.chainOutcomes.length).toBe(shown.actions.length)
    }
  })

  it('says who has more and who less', () => {
    expect(findings[0]!.effects).toEqual([
      { account: 'burnVault', coin: 'btcb', amount: -1n },
      { account: 'alice', coin: 'btcb', amount: 1n },
    ])
    expect(findings[0]!.needsPrivilege).toBe(false)
  })

  it('needs no privileged account for what the model reverts for lack of authority', () => {
    const permits = findings.find(({ signature }) =>
      signature.startsWith('market.setFee: the model reverts NotOwner'),
    )
    expect(permits?.needsPrivilege).toBe(false)
  })
})

it('finds nothing in equal contracts, and the same again with the same seed', () => {
  expect(signaturesOf(projectBuild())).toEqual([])
  expect(signaturesOf()).toEqual(signaturesOf())
})

it('undoes an action after which the states part, on both sides', () => {
  const runner = new CensusRunner({ build: several }, 'below', ['alice'])
  const fee = { on: 'market', fn: 'fee', args: [] } as const
  const taken = runner.step(call('alice', 'market.setFee', { fee: 7n }))
  expect(taken.undone).toBe(true)
  expect(taken.differences.map(({ kind }) => kind)).toEqual(['permits'])
  expect(runner.chain.read(fee)).toBe(10n)
  expect(runner.step(call('owner', 'market.setFee', { fee: 7n }))).toMatchObject({
    undone: false,
    differences: [],
  })
  expect(runner.chain.readAfresh(fee)).toBe(7n)
})

it('undoes what the chain reverts, in the model as well', () => {
  const runner = new CensusRunner({ build: defective('a fee of 7 reverts') }, 'below', [])
  const before = runner.economy
  const taken = runner.step(call('owner', 'market.setFee', { fee: 7n }))
  expect(taken.undone).toBe(true)
  expect(taken.differences.map(({ kind }) => kind)).toEqual(['blocks'])
  expect(runner.economy).toBe(before)
  expect(runner.step(call('owner', 'market.setFee', { fee: 8n }))).toMatchObject({ undone: false })
})

it('keeps an action that differs in its events only', () => {
  const runner = new CensusRunner({ build: several }, 'below', ['alice'])
  const taken = runner.step(call('owner', 'master.setPayerWallet', { wallet: 'alice' }))
  expect(taken.undone).toBe(false)
  expect(taken.differences.map(({ kind }) => kind)).toEqual(['events'])
  expect(runner.chain.read({ on: 'master', fn: 'payerWallet', args: [] })).toBe('alice')
})

it('undoes an action whose answer cannot be read, and says what the model did', () => {
  const runner = new CensusRunner({ build: unreadable(defective('anybody sets the fee')) }, 'below', [
    'alice',
  ])
  const taken = ['alice', 'owner'].map((by) => runner.step(call(by, 'market.setFee', { fee: 7n })))
  expect(
    taken.map(({ undone, differences }) => [undone, differences[0]?.kind, differences[0]?.model]),
  ).toEqual([
    [true, 'crash', 'reverted, NotOwner'],
    [true, 'crash', 'done'],
  ])
  expect(runner.chain.readAfresh({ on: 'market', fn: 'fee', args: [] })).toBe(10n)
})

it("skips what the model does not cover, and lets the model's bugs escape", () => {
  const throwing = (error: Error): Rules => ({
    ...RULES,
    apply: () => {
      throw error
    },
  })
  const step = (rules: Rules): unknown =>
    new CensusRunner({ build: projectBuild(), rules }, 'below', []).step({ wait: 1n })
  expect(step(throwing(new NotModelled('createPair')))).toMatchObject({ undone: true, differences: [] })
  expect(() => step(throwing(new TypeError('a bug')))).toThrow(TypeError)
})

it('compares the deployment with each model anew', () => {
  const build = projectBuild()
  const first = (rules: Rules): readonly unknown[] =>
    new CensusRunner({ build, rules }, 'below', []).atDeployment().map(({ view }) => `${view.on}.${view.fn}`)
  const read: Rules['read'] = (economy, view) =>
    view.on === 'market' && view.fn === 'fee' ? 11n : RULES.read(economy, view)
  expect(first(RULES)).toEqual([])
  expect(first({ ...RULES, read })).toEqual(['market.fee'])
})

it('skips what the build lacks', () => {
  const build = { ...projectBuild(), lacks: ['market.setFee'] }
  const runner = new CensusRunner({ build }, 'below', [])
  expect(runner.step(call('owner', 'market.setFee', { fee: 7n }))).toMatchObject({
    undone: true,
    differences: [],
  })
})

it('takes what differs from deployment on as a difference of its own', () => {
  const build = {
    ...projectBuild(),
    plan: [
      { create: 'amt' },
      { create: 'liqAmt' },
      { create: 'burnVault', args: ['amt'] },
      { create: 'master', args: ['amt', 'burnVault', 'liqAmt', 'admin'] },
      { call: 'amt.transferOwnership', args: ['master'] },
      { call: 'liqAmt.transferOwnership', args: ['master'] },
      { create: 'market', args: ['amt', 'master', 150n, 10n, 'admin'] },
      { create: 'stakingVault', args: ['amt', 'master'] },
      { create: 'buyBackVault', args: ['amt', 'master'] },
    ],
  } as const
  expect([...new Census({ build }).entries.keys()]).toEqual(['deployment: then master.payerWallet differs'])
  const runner = new CensusRunner({ build }, 'below', [])
  const taken = runner.step(call('owner', 'master.setPayerWallet', { wallet: 'owner' }))
  expect(taken.differences).toEqual([])
})

it('compares what differs from deployment on again once it is changed', () => {
  const setRate = (rate: string): Build => ({
    ...changedBuild(`rate ${rate}`, {
      edits: [
        {
          purpose: 'rate',
          source: 'contracts/Market.sol',
          find: 'usdPer100Amt = usdPer100Amt_;',
          replace: `usdPer100Amt = ${rate};`,
        },
      ],
    }),
  })
  const known = 'deployment: then market.usdPer100Amt differs'
  const wrong = setRate('usdPer100Amt_ == 150 ? 160 : usdPer100Amt_ == 300 ? 299 : usdPer100Amt_')
  expect([...new Census({ build: wrong }).entries.keys()]).toEqual([known])
  const runner = new CensusRunner({ build: wrong }, 'below', [])
  const set = (usdPer100Amt: bigint): readonly string[] =>
    runner
      .step(call('owner', 'market.setRate', { usdPer100Amt }))
      .differences.map(({ signature }) => signature)
  // As at deployment: the same ten more. Then equal, then otherwise.
  expect(set(150n)).toEqual([])
  expect(set(200n)).toEqual([])
  expect(set(300n)).toEqual(['market.setRate: then market.usdPer100Amt differs'])
})
