/**
 * Hostile worlds in lockstep: outside tokens that let anybody act in the middle of a transfer, refuse accounts, or keep a fee.
 *
 * HOSTILE_SEQUENCES and HOSTILE_SEED make it a longer campaign, or another one.
 */
import { describe, expect, it } from 'vitest'
import { projectBuild } from '../../src/evm/build.ts'
import type { FunctionName } from '../../src/model/functions.ts'
import { runCampaign, type CampaignOptions } from '../../src/lockstep/hostile/campaign.ts'
import type { Hostility } from '../../src/lockstep/hostile/deeds.ts'
import { faultyBuild, HOSTILE_FAULTS } from '../../src/lockstep/hostile/faults.ts'
import { refusedFor, strikesDuring, strikeTable } from '../../src/lockstep/hostile/tally.ts'
import { RULES } from '../../src/lockstep/rules.ts'
import { search } from '../../src/lockstep/search.ts'

const { HOSTILE_SEQUENCES, HOSTILE_SEED } = process.env
const seed = Number(HOSTILE_SEED ?? 20_230_712)
const sequences = (usual: number): number => Number(HOSTILE_SEQUENCES ?? usual)

/** Everything in which somebody is paid in an outside token. */
const PAYING: readonly FunctionName[] = [
  'master.charge',
  'master.chargeFromTo',
  'master.liqCharge',
  'master.liqChargeFromTo',
  'master.handleDust',
  'master.LiqHandleDust',
  'master.addLiquidity',
  'master.addLiquidityLocking',
  'master.removeLiquidity',
  'locker.charge',
  'burnVault.backingWithdraw',
  'market.sell',
  'market.charge',
  'market.withdrawAll',
  'stakingVault.withdraw',
  'buyBackVault.withdraw',
]

/** Where outside tokens arrive. */
const RECEIVING: readonly FunctionName[] = [
  'master.payRent',
  'market.buy',
  'stakingVault.harvest',
  'buyBackVault.harvest',
  'buyBackVault.buyBack',
]

/** What a fee breaks: claims and vaults count what was sent, and less has arrived. */
const BROKEN_BY_FEES = ['master-covers-claims', 'vaults-cover-owed']

function campaign(hostility: Hostility, usual: number, options: Partial<CampaignOptions> = {}) {
  const report = runCampaign({ hostility, sequences: sequences(usual), seed, ...options })
  process.stdout.write(
    `${hostility}: ${report.sequences} sequences, ${report.deeds} deeds, ${report.answers} answers compared, seed ${seed}\n`,
  )
  return report
}

describe('strikes in the middle of transfers', () => {
  const { finding, told } = campaign('strikes', 60)
  const tallies = strikesDuring(told)
  process.stdout.write(`${strikeTable(tallies)}\n`)

  it('are refused, or give what one action after the other gives, to the wei', () => {
    expect(finding).toBeUndefined()
  })

  it.each([...PAYING, ...RECEIVING])('were made, and refused, in the middle of %s', (name) => {
    const tally = tallies.get(name)
    expect(tally?.struck).toBeGreaterThan(0)
    expect(tally!.guarded + tally!.refused).toBeGreaterThan(0)
  })

  it('do go through, before and after the action that they interrupt', () => {
    const ends = told.flatMap(({ end }) => (end?.kind === 'serial' ? [end.first] : []))
    expect(ends).toContain('action')
    expect(ends).toContain('strike')
  })
})

describe('a token that refuses accounts', () => {
  const { finding, told, left } = campaign('refusals', 25, { leaves: true })

  it('has the same consequences in model and contracts, and breaks no invariant', () => {
    expect(finding).toBeUndefined()
  })

  it('stops every function that pays or is paid', () => {
    const stopped = new Set([
      ...refusedFor(told, 'AccountFrozen').keys(),
      ...refusedFor(told, 'TransferFromFailed').keys(),
      ...refusedFor(told, 'PairTransferFailed').keys(),
    ])
    expect([...PAYING, ...RECEIVING].filter((name) => !stopped.has(name))).toEqual([])
  })

  it('takes nothing: once it serves everybody, everybody gets everything out', () => {
    const done = left.filter(({ outcome }) => outcome?.ok)
    const refused = left.filter(({ outcome }) => outcome?.ok === false)
    expect(done.length).toBeGreaterThan(500)
    // What PancakeSwap says, in any world, of so little liquidity that it is worth nothing of a token, or of too much to count.
    const reasons = new Set(refused.map(({ outcome }) => outcome?.ok === false && outcome.refusal))
    expect([...reasons].filter((reason) => !HARMLESS.has(reason))).toEqual([])
  })
})

const HARMLESS: ReadonlySet<string | false> = new Set(['PairInsufficientLiquidityBurned', 'MathMulOverflow'])

describe('a token that keeps a fee', () => {
  const report = campaign('fees', 25, { leaves: true, mayBreak: new Set(BROKEN_BY_FEES) })

  it('has the same consequences in model and contracts, and breaks no invariant but these', () => {
    expect(report.finding).toBeUndefined()
    expect([...report.broken.keys()].toSorted()).toEqual(BROKEN_BY_FEES)
  })

  it('makes claims and vaults wait for what is missing, and with that everybody gets everything out', () => {
    const short = refusedFor(report.left, 'InsufficientBalance')
    expect([...short.keys()]).toEqual(
      expect.arrayContaining(['master.chargeFromTo', 'stakingVault.withdraw', 'buyBackVault.withdraw']),
    )
    expect(report.leftAfterGifts.length).toBeGreaterThan(50)
    expect([...refusedFor(report.leftAfterGifts, 'InsufficientBalance').keys()]).toEqual([])
  })
})

describe('contracts that only behave as long as the tokens do', () => {
  it.each(HOSTILE_FAULTS.map((fault) => [fault.name, fault] as const))('are found: %s', (name, fault) => {
    const { finding } = runCampaign({
      hostility: fault.shows,
      sequences: 400,
      seed,
      build: faultyBuild(fault),
      invariants: [],
      endsWhole: false,
    })
    expect(finding, `${name} survived`).toBeDefined()
    process.stdout.write(`found in sequence ${finding!.sequence}: ${name}; ${finding!.about}\n`)
  })

  it('do what they should in a world without hostility, all faults at once', () => {
    const build = faultyBuild(...HOSTILE_FAULTS)
    const players = { build, rules: RULES, invariants: [] }
    const options = { sequences: 40, maxActions: 60, seed, shrinkAttempts: 0 }
    expect(search(players, options)).toBeUndefined()
  })

  it('are at least ten, under different names', () => {
    expect(new Set(HOSTILE_FAULTS.map(({ name }) => name)).size).toBe(HOSTILE_FAULTS.length)
    expect(HOSTILE_FAULTS.length).toBeGreaterThanOrEqual(10)
  })
})

it('finds a model that knows nothing of fees, and one that freezes nobody', () => {
  const build = projectBuild()
  for (const hostility of ['fees', 'refusals'] as const) {
    const rules = {
      ...RULES,
      apply: (economy, action) => RULES.apply({ ...economy, manners: undefined }, action),
    } satisfies typeof RULES
    const { finding } = runCampaign({ hostility, sequences: 20, seed, build, rules, invariants: [] })
    expect(finding).toBeDefined()
  }
})
