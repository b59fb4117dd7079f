/** Properties on the chain alone: no model beside it, nothing undone. */
import { describe, expect, it } from 'vitest'
import { ChainRunner } from '../../../src/audit/properties/chain-runner.ts'
import { propertyFinding, UnknownProperty } from '../../../src/audit/properties/property-finding.ts'
import { play } from '../../../src/audit/properties/play.ts'
import { watch, type Watched } from '../../../src/audit/properties/watch.ts'
import { replayFinding } from '../../../src/audit/replay-finding.ts'
import { changedBuild, projectBuild, type Build } from '../../../src/evm/build.ts'
import { loadCorpus } from '../../../src/lockstep/corpus/corpus.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { DEFAULTS } from '../../../src/lockstep/lockstep.ts'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { reworded, WRONG_BUILDS } from '../builds/index.ts'
import { buildOf, given, minted, ONE, paid, trusts } from '../builds/wrong-build.ts'
import { defective, unreadable } from '../defects.ts'

const watched = (build: Build, budget: number, corpus = loadCorpus()): Watched =>
  watch({ build, properties: INVARIANTS, budget, seed: 1, maxActions: DEFAULTS.maxActions, corpus })
const namesIn = ({ broken }: Watched): readonly string[] => broken.map(({ property }) => property.name)
const wrong = (name: string): Build => buildOf(WRONG_BUILDS.find((each) => each.name === name)!)

describe("the project's contracts", () => {
  it('keep every property', () => {
    const result = watched(projectBuild(), 800, [])
    expect(namesIn(result)).toEqual([])
    expect(result.actions).toBeGreaterThanOrEqual(800)
  })
})

describe('a wrong build', () => {
  it('breaks the properties that its defect is about', () => {
    expect(namesIn(watched(defective('redemptions round up'), 1500))).toContain('floor-never-falls')
  })

  it('shows consequences that undo hides, in a few actions that can be replayed', () => {
    const build = wrong('liquidity is added whether its BTCB came or not')
    const trigger = WRONG_BUILDS.find(({ name }) => name === build.name)!.trigger
    const played = play(build, 'below', trigger, INVARIANTS)
    const names = played.broken.map(({ property }) => property.name)
    expect(names).toContain('master-covers-claims')

    const { property, violation } = played.broken.find(
      ({ property: each }) => each.name === 'master-covers-claims',
    )!
    const finding = propertyFinding({ build }, { ...played, property, violation, foundAfter: 1 })
    const { shown, signature } = finding
    expect(signature).toBe('property master-covers-claims')
    expect(shown.actions.length).toBeLessThan(trigger.length)
    const saved = { about: signature, deployment: shown.deployment, actions: shown.actions }
    expect(replayFinding({ build }, saved).shows).toBe(true)
    expect(replayFinding({ build: projectBuild() }, saved).shows).toBe(false)
    // A renamed property must not read as fixed.
    const renamed = { ...saved, about: 'property no-longer-there' }
    expect(() => replayFinding({ build }, renamed)).toThrow(UnknownProperty)
  })

  it('breaks a property by what it emits only, unless its events are adapted', () => {
    const build = reworded()
    const sale = [
      minted('alice', 100n * ONE),
      ...given('usdt', 'market', 10n * ONE),
      call('owner', 'market.setRate', { usdPer100Amt: 10n }),
      trusts('alice', 'amt', 'market'),
      call('alice', 'market.sell', { amountAmt: 100n * ONE }),
    ]
    const played = play(build, 'below', sale, INVARIANTS)
    expect(played.broken.map(({ property }) => property.name)).toEqual(['market-keeps-its-price'])
    const finding = propertyFinding({ build }, { ...played, ...played.broken[0]!, foundAfter: 1 })
    expect(finding).toMatchObject({ signature: 'property market-keeps-its-price', severity: 'events' })
    const adaptors = [{ on: 'market', event: 'userSold', args: [{ arg: 1 }, { arg: 0 }] }]
    expect(play(build, 'below', sale, INVARIANTS, adaptors).broken).toEqual([])
  })

  it('is as before after an action whose answer cannot be read, which no example contains', () => {
    const runner = new ChainRunner(unreadable(projectBuild()), 'below', [], INVARIANTS)
    expect(runner.step(call('owner', 'market.setFee', { fee: 7n }))).toBeUndefined()
    expect(runner.chain.readAfresh({ on: 'market', fn: 'fee', args: [] })).toBe(10n)
  })

  it('is watched where it lacks views and functions', () => {
    const build = { ...projectBuild(), lacks: ['market.setFee'] }
    const amt = {
      ...build.amt,
      abi: build.amt.abi.filter((item) => !('name' in item && item.name === 'CAP')),
    }
    const result = watched({ ...build, amt }, 300, [])
    expect(namesIn(result)).toEqual([])
    // The cap is a constant of the statement: no property asks for the view.
    expect(result.unwatched).toEqual([])
  })

  it('names the properties that it does not let anybody watch', () => {
    const build = projectBuild()
    const without = (name: string) =>
      build.master.abi.filter((item) => !('name' in item && item.name === name))
    const result = watched({ ...build, master: { ...build.master, abi: without('pays') } }, 300, [])
    expect(namesIn(result)).toEqual([])
    expect(result.unwatched).toContainEqual({
      property: 'claims-within-payment',
      reason: 'expected a view of master, got pays',
    })
  })

  it('breaks a property if an action makes one of its views revert', () => {
    const build = changedBuild('a view reverts', {
      edits: [
        {
          purpose: 'a view reverts',
          source: 'contracts/Master.sol',
          find: 'return _holderPots[snapId].claimed[account];',
          replace: 'if (_holderPots[snapId].claimed[account]) revert BadRange();\n        return false;',
        },
      ],
    })
    const claim = call('alice', 'master.charge', { snapId: 1n })
    const played = play(build, 'below', [minted('alice', ONE), ...paid(ONE), claim], INVARIANTS)
    expect(played.broken.map(({ property, violation }) => `${property.name}: ${violation}`)).toContain(
      'claimed-once: it cannot be checked any more: expected an answer to ' +
        'master.alreadyCharged(alice, 1), but it reverted with BadRange',
    )
    expect(played.unwatched).toEqual([])
  })
})
