import { beforeEach, describe, expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { genesisActions, type Genesis } from '../../../src/lockstep/generate/genesis.ts'
import { RULES, type Rules } from '../../../src/lockstep/compare/rules.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { DifferentialRunner } from '../../../src/lockstep/compare/differential-runner.ts'
import { deploymentOf, deployedChainOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import { BACKING_NEVER_FALLS } from '../../../src/lockstep/mutation/canaries.ts'
import { viewKey } from '../../../src/model/surface/observation.ts'
import { amt, btcb } from '../../../src/model/kernel/units.ts'

const world = deployedChainOf(projectBuild(), 'below')

const genesis: Genesis = {
  amtSorts: 'below',
  holdings: [
    {
      name: 'alice',
      amt: amt('1000'),
      btcb: 0n,
      usdt: 0n,
      rawPercent: 0,
      wrappedPercent: 10,
      stakedPercent: 0,
      buyBackPercent: 0,
      trusting: true,
    },
    {
      name: 'bruno',
      amt: amt('10'),
      btcb: 0n,
      usdt: 0n,
      rawPercent: 0,
      wrappedPercent: 0,
      stakedPercent: 0,
      buyBackPercent: 0,
      trusting: false,
    },
  ],
  rcl: btcb('3'),
  price: 50n,
  market: { amtPercent: 0, usdt: 0n },
  locked: undefined,
  owner: { amt: 0n, btcb: 0n },
  payer: { btcb: btcb('4'), trusting: true },
  feeTo: undefined,
  outsidePair: undefined,
}

beforeEach(() => world.chain.rewind(world.start))

function begin(
  rules: Rules = RULES,
  options: ConstructorParameters<typeof DifferentialRunner>[3] = {},
): DifferentialRunner {
  const runner = new DifferentialRunner(rules, world.chain, deploymentOf(world, ['alice', 'bruno']), options)
  for (const action of genesisActions(genesis)) expect(runner.step(action)).toBeUndefined()
  return runner
}

/** A model that tells one answer one base unit too high once bruno holds more than he was given. */
const oneTooMany: Rules = {
  ...RULES,
  read(economy, view) {
    const answer = RULES.read(economy, view)
    if (viewKey(view) !== 'amt.balanceOf(bruno)' || (answer as bigint) <= amt('10')) return answer
    return (answer as bigint) + 1n
  },
}

describe('a step', () => {
  it('agrees on a transfer, a payment and a claim', () => {
    const runner = begin()
    expect(runner.step(call('alice', 'amt.transfer', { to: 'bruno', amount: 1n }))).toBeUndefined()
    expect(
      runner.step(call('payer', 'master.payRent', { amountBtcb: 1001n, vaultParticipation: 33n })),
    ).toBeUndefined()
    expect(runner.step(call('alice', 'master.charge', { snapId: 1n }))).toBeUndefined()
    expect(runner.compareAll()).toBeUndefined()
    expect(runner.compared).toBeGreaterThan(100)
  })

  it('catches one base unit in an answer that the action changed', () => {
    const runner = begin(oneTooMany)
    expect(runner.step(call('alice', 'amt.transfer', { to: 'bruno', amount: 5n }))).toEqual({
      kind: 'answer',
      view: { on: 'amt', fn: 'balanceOf', args: ['bruno'] },
      model: { ok: true, value: amt('10') + 6n },
      chain: { ok: true, value: amt('10') + 5n },
    })
  })

  it('catches a change that only the chain notices', () => {
    const runner = begin({ ...oneTooMany, changedViews: () => [] })
    expect(runner.step(call('alice', 'amt.transfer', { to: 'bruno', amount: 5n }))).toMatchObject({
      kind: 'answer',
      view: { fn: 'balanceOf', args: ['bruno'] },
    })
  })

  it('catches a change that only the model sees', () => {
    const idle: Rules = {
      ...RULES,
      apply: (economy, action) => {
        const applied = RULES.apply(economy, action)
        return 'call' in action && action.call === 'amt.burn' ? { ...applied, economy } : applied
      },
    }
    const busy: Rules = {
      ...RULES,
      apply: (economy, action) => {
        const applied = RULES.apply(economy, action)
        if (!('call' in action) || action.call !== 'usdt.increaseAllowance') return applied
        const moved = RULES.apply(applied.economy, call('alice', 'amt.burn', { amount: 1n }))
        return { economy: moved.economy, outcome: applied.outcome }
      },
    }
    expect(begin(idle).step(call('alice', 'amt.burn', { amount: 1n }))).toMatchObject({ kind: 'answer' })
    world.chain.rewind(world.start)
    expect(
      begin(busy).step(call('alice', 'usdt.increaseAllowance', { spender: 'bruno', amount: 1n })),
    ).toMatchObject({
      kind: 'answer',
    })
  })

  it('catches a different outcome, and an error that is no revert', () => {
    const generous: Rules = {
      ...RULES,
      apply: (economy, action) => ({
        ...RULES.apply(economy, action),
        outcome: { ok: true, returned: true, events: [] },
      }),
    }
    const failing: Rules = {
      ...RULES,
      apply: () => {
        throw new TypeError('a bug')
      },
    }
    const deployment = deploymentOf(world, ['alice'])
    const action = call('alice', 'amt.transfer', { to: 'zero', amount: 0n })
    expect(new DifferentialRunner(generous, world.chain, deployment).step(action)).toMatchObject({
      kind: 'outcome',
    })
    expect(new DifferentialRunner(failing, world.chain, deployment).step(action)).toMatchObject({
      kind: 'crash',
      side: 'model',
    })
  })

  it('tells a broken invariant, on which side and why', () => {
    const runner = begin(RULES, { invariants: [BACKING_NEVER_FALLS] })
    expect(runner.step(call('alice', 'burnVault.backingWithdraw', { amount: amt('1') }))).toMatchObject({
      kind: 'invariant',
      side: 'model',
      invariant: BACKING_NEVER_FALLS.name,
    })
    expect(runner.broken('model')).toEqual([BACKING_NEVER_FALLS.name])
    expect(runner.broken('chain')).toEqual([BACKING_NEVER_FALLS.name])
  })
})

describe('the whole observation', () => {
  it('catches what no step had reason to look at', () => {
    const quiet: Rules = {
      ...RULES,
      read(economy, view) {
        const answer = RULES.read(economy, view)
        return viewKey(view) === 'usdt.balanceOf(dead)' ? (answer as bigint) + 1n : answer
      },
    }
    expect(begin(quiet).compareAll()).toMatchObject({
      kind: 'answer',
      view: { on: 'usdt', fn: 'balanceOf', args: ['dead'] },
      model: { value: 1n },
      chain: { value: 0n },
    })
  })

  it('asks the chain afresh: a remembered answer cannot hide anything', () => {
    const runner = begin()
    const before = runner.compared
    expect(runner.compareAll()).toBeUndefined()
    expect(runner.compared - before).toBeGreaterThan(500)
  })
})

it('looks without comparing, if it is told to', () => {
  const runner = begin(oneTooMany, { compares: false, invariants: [BACKING_NEVER_FALLS] })
  expect(runner.step(call('alice', 'amt.transfer', { to: 'bruno', amount: 5n }))).toBeUndefined()
})
