/**
 * Adversarial worlds in lockstep: outside tokens that let anybody act in the middle of a transfer, revert
 * accounts, or keep a fee.
 *
 * ADVERSARIAL_SEQUENCES and ADVERSARIAL_SEED make it a longer campaign, or another one.
 */
import { isDeepStrictEqual } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { isWait, type Call } from '../../../src/model/interface/action.ts'
import { splitName, type FunctionName } from '../../../src/model/interface/functions.ts'
import {
  runCampaign,
  type CampaignOptions,
  type CampaignReport,
} from '../../../src/lockstep/adversarial/campaign.ts'
import type { Adversary } from '../../../src/lockstep/adversarial/generate.ts'
import type { AdversarialAction } from '../../../src/lockstep/adversarial/adversarial-action.ts'
import { exceptionOf as documentedException } from '../../../src/lockstep/adversarial/exceptions.ts'
import { mutatedBuild, ADVERSARIAL_MUTANTS } from '../../../src/lockstep/adversarial/mutants.ts'
import { revertedFor, reentryDuring, reentryTable } from '../../../src/lockstep/adversarial/tally.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { search } from '../../../src/lockstep/shrink/search.ts'

const { ADVERSARIAL_SEQUENCES, ADVERSARIAL_SEED } = process.env
const seed = Number(ADVERSARIAL_SEED ?? 20_230_712)
const sequences = (usual: number): number => Number(ADVERSARIAL_SEQUENCES ?? usual)

/** Milliseconds for a campaign, also where many share a core. */
const LONG = 900_000

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

/** What each contract's guard keeps apart: while one of them runs, none of them is called. */
const GUARDED: readonly (readonly FunctionName[])[] = [
  ['master.payRent', 'master.addLiquidity', 'master.addLiquidityLocking', 'master.removeLiquidity'],
  ['burnVault.backingWithdraw'],
  ['market.buy', 'market.sell'],
  ...(['stakingVault', 'buyBackVault'] as const).map((vault): readonly FunctionName[] => [
    `${vault}.deposit`,
    `${vault}.withdraw`,
    `${vault}.harvest`,
    `${vault}.settle`,
    ...(vault === 'buyBackVault' ? (['buyBackVault.buyBack'] as const) : []),
  ]),
]

/** Claims are booked before they are paid. */
const BOOKED: readonly FunctionName[] = [
  'master.charge',
  'master.chargeFromTo',
  'master.liqCharge',
  'master.liqChargeFromTo',
  'locker.charge',
]

/** How OpenZeppelin's guard says no. */
const GUARD = 'Error("ReentrancyGuard: reentrant call")'

/**
 * What reverts a reentrant call in the middle of a function. The rest are the owner's, who gains nothing by
 * doing them twice: the second time there is nothing left.
 */
const REVERT = new Map<FunctionName, string>([
  ...GUARDED.flat().map((name) => [name, GUARD] as const),
  ...BOOKED.map((name) => [name, 'AlreadyCharged'] as const),
])

/** What a fee breaks: claims and vaults count what was sent, and less has arrived. */
const BROKEN_BY_FEES = ['master-covers-claims', 'vaults-cover-owed']

function campaign(
  adversary: Adversary,
  usual: number,
  options: Partial<CampaignOptions> = {},
): CampaignReport {
  const report = runCampaign({ adversary, sequences: sequences(usual), seed, ...options })
  process.stdout.write(
    `${adversary}: ${report.sequences} sequences, ${report.adversarialActions} actions, ${report.answers} answers compared, seed ${seed}\n`,
  )
  return report
}

describe('reentrant calls in the middle of transfers', () => {
  let report: CampaignReport
  let tallies: ReturnType<typeof reentryDuring>

  beforeAll(() => {
    report = campaign('reentrancy', 80)
    tallies = reentryDuring(report.checked)
    process.stdout.write(`${reentryTable(tallies)}\n`)
  }, LONG)

  it('revert, or give what one action after the other gives, to the wei, or are a known exception within its bound', () => {
    expect(report.finding).toBeUndefined()
    const ends = report.checked.flatMap(({ result }) =>
      result === undefined || result.kind === 'missed' ? [] : [result.kind],
    )
    const exceptions = ends.filter((kind) => kind === 'exception').length
    expect(exceptions).toBeGreaterThan(0)
    // They are rare: about one reentrant call in a hundred.
    expect(exceptions).toBeLessThan(ends.length / 20)
  })

  it.each([...PAYING, ...RECEIVING])(
    'were made in the middle of %s, and reverted by its guard or by what it has booked, if it has either',
    (name) => {
      expect(tallies.get(name)?.reentry).toBeGreaterThan(0)
      const reverts = reentries(report).flatMap(({ action, result }) =>
        action.call === name && result.kind === 'reverted' ? [result.revert] : [],
      )
      const own = REVERT.get(name)
      if (own !== undefined) expect(reverts).toContain(own)
    },
  )

  it('that enter a guarded contract again revert by its guard, every one of them', () => {
    const again = reentries(report).filter(({ action, reentrant }) =>
      GUARDED.some((names) => names.includes(action.call) && names.includes(reentrant.call)),
    )
    expect(again.length).toBeGreaterThan(100)
    expect(again.filter(({ result }) => result.kind !== 'reverted' || result.revert !== GUARD)).toEqual([])
  })

  it('that make the very same claim again revert as claimed, every one of them', () => {
    // A range of claims passes over what is claimed, and pays nothing: as one after the other.
    const again = reentries(report).filter(
      ({ action, reentrant }) =>
        BOOKED.includes(action.call) &&
        !action.call.includes('FromTo') &&
        isDeepStrictEqual(action, reentrant),
    )
    expect(again.length).toBeGreaterThan(20)
    expect(
      again.filter(({ result }) => result.kind !== 'reverted' || result.revert !== 'AlreadyCharged'),
    ).toEqual([])
  })

  it('do go through, before and after the action that they interrupt', () => {
    const ends = report.checked.flatMap(({ result }) => (result?.kind === 'serial' ? [result.first] : []))
    expect(ends).toContain('action')
    expect(ends).toContain('reentrant')
  })
})

describe('a token that freezes accounts', () => {
  let report: CampaignReport

  beforeAll(() => {
    report = campaign('blacklists', 80, { leaves: true })
  }, LONG)

  it('has the same consequences in model and contracts, and breaks no invariant', () => {
    expect(report.finding).toBeUndefined()
  })

  // Each of them is stopped, one by one, in test/contracts/awkward-tokens.test.ts; here, whatever the
  // sequences happen to reach.
  it('stops nearly every function that pays or is paid, of every contract', () => {
    const stopped = new Set([
      ...revertedFor(report.checked, 'AccountFrozen').keys(),
      ...revertedFor(report.checked, 'TransferFromFailed').keys(),
      ...revertedFor(report.checked, 'PairTransferFailed').keys(),
    ])
    const reached = [...PAYING, ...RECEIVING].filter((name) => stopped.has(name))
    expect(reached.length).toBeGreaterThanOrEqual(18)
    expect(new Set(reached.map((name) => splitName(name)[0])).size).toBe(6)
  })

  it('takes nothing: once it serves everybody, everybody gets everything out', () => {
    const done = report.left.filter(({ outcome }) => outcome?.ok)
    const reverted = report.left.filter(({ outcome }) => outcome?.ok === false)
    expect(done.length).toBeGreaterThan(500)
    // What PancakeSwap says, in any world, of so little liquidity that it is worth nothing of a token, or of
    // too much to count.
    const reasons = new Set(reverted.map(({ outcome }) => outcome?.ok === false && outcome.revert))
    expect([...reasons].filter((reason) => !HARMLESS.has(reason))).toEqual([])
  })
})

const HARMLESS: ReadonlySet<string | false> = new Set(['PairInsufficientLiquidityBurned', 'MathMulOverflow'])

describe('a token that keeps a fee', () => {
  let report: CampaignReport

  beforeAll(() => {
    report = campaign('fees', 25, { leaves: true, mayBreak: new Set(BROKEN_BY_FEES) })
  }, LONG)

  it('has the same consequences in model and contracts, and breaks no invariant but these', () => {
    expect(report.finding).toBeUndefined()
    expect([...report.broken.keys()].toSorted()).toEqual(BROKEN_BY_FEES)
  })

  it('makes claims and vaults wait for what is missing, and with that everybody gets everything out', () => {
    const short = revertedFor(report.left, 'InsufficientBalance')
    expect([...short.keys()]).toEqual(
      expect.arrayContaining(['master.chargeFromTo', 'stakingVault.withdraw', 'buyBackVault.withdraw']),
    )
    expect(report.leftAfterGifts.length).toBeGreaterThan(50)
    expect([...revertedFor(report.leftAfterGifts, 'InsufficientBalance').keys()]).toEqual([])
  })
})

describe('contracts that only behave as long as the tokens do', () => {
  it.each(ADVERSARIAL_MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    'are found: %s',
    (name, mutant) => {
      const { finding } = runCampaign({
        adversary: mutant.shows,
        sequences: 400,
        seed,
        build: mutatedBuild(mutant),
        invariants: [],
        endsWhole: false,
      })
      expect(finding, `${name} survived`).toBeDefined()
      process.stdout.write(`found in sequence ${finding!.sequence}: ${name}; ${finding!.about}\n`)
    },
  )

  it('do what they should in a world without adversary, all mutants at once', () => {
    const build = mutatedBuild(...ADVERSARIAL_MUTANTS)
    const setup = { build, rules: RULES, invariants: [] }
    const options = { sequences: 25, maxActions: 60, seed, shrinkAttempts: 0 }
    expect(search(setup, options)).toBeUndefined()
  })

  it('are at least ten, under different names', () => {
    expect(new Set(ADVERSARIAL_MUTANTS.map(({ name }) => name)).size).toBe(ADVERSARIAL_MUTANTS.length)
    expect(ADVERSARIAL_MUTANTS.length).toBeGreaterThanOrEqual(10)
  })
})

it('finds the known exceptions without their list', () => {
  const exceptionOf = (): undefined => undefined
  const { finding } = runCampaign({ adversary: 'reentrancy', sequences: 100, seed, exceptionOf })
  expect(finding?.about).toMatch(/not serializable$/)
  const [action, reentrant] = reentryIn(finding!.adversarialActions.at(-1)!)
  expect(documentedException(action, reentrant)).toBeDefined()
})

/** All reentrant calls that came to their moment. */
function reentries({ checked }: CampaignReport) {
  return checked.flatMap(({ adversarial, result }) => {
    if (adversarial.kind !== 'act' || result === undefined || result.kind === 'missed') return []
    const [action, reentrant] = reentryIn(adversarial)
    return [{ action, reentrant, result }]
  })
}

/** The action and its reentrant call. */
function reentryIn(adversarial: AdversarialAction): readonly [Call, Call] {
  if (adversarial.kind !== 'act' || adversarial.reentrant === undefined || isWait(adversarial.action))
    throw new Error(`expected an action with a reentrant call, got ${adversarial.kind}`)
  return [adversarial.action, adversarial.reentrant.call]
}

it('finds a model that knows nothing of fees, and one that freezes nobody', () => {
  const build = projectBuild()
  for (const adversary of ['fees', 'blacklists'] as const) {
    const rules = {
      ...RULES,
      apply: (economy, action) => RULES.apply(economy, action),
    } satisfies typeof RULES
    const { finding } = runCampaign({ adversary, sequences: 20, seed, build, rules, invariants: [] })
    expect(finding).toBeDefined()
  }
})
