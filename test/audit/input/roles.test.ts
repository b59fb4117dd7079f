import { describe, expect, it } from 'vitest'
import {
  AmbiguousRole,
  NotThisSystem,
  recogniseRoles,
  roleNamed,
  UnknownContract,
} from '../../../src/audit/input/roles.ts'
import { surfaceOf } from '../../../src/audit/input/surface.ts'
import { foreignBuild } from '../../../src/audit/input/foreign-build.ts'
import { ownArtifacts, projectBuild } from '../../../src/evm/build.ts'
import { Chain } from '../../../src/evm/chain.ts'
import type { Abi } from '../../../src/evm/abi/abi.ts'
import type { Artifact } from '../../../src/evm/compile/artifact.ts'
import { call } from '../../../src/lockstep/generate/context.ts'

const own = ownArtifacts(projectBuild())
const all = Object.values(own)

/** Under other names, so that nothing but the ABI tells. */
const nameless = all.map((artifact, index): Artifact => ({
  ...artifact,
  contract: `C${index}`,
  source: 'x.sol',
}))

function without(artifact: Artifact, ...names: readonly string[]): Artifact {
  const abi: Abi = artifact.abi.filter((item) => !('name' in item && names.includes(item.name)))
  return { ...artifact, abi }
}

describe('roles', () => {
  it('are recognised by ABI alone, in any order', () => {
    for (const list of [nameless, nameless.toReversed()]) {
      const { roles, others } = recogniseRoles(list)
      expect(others).toEqual([])
      for (const [role, { bytecode }] of Object.entries(own))
        expect(roles[role as keyof typeof own]?.bytecode).toBe(bytecode)
    }
  })

  it('are recognised where a contract lacks functions', () => {
    const { roles } = recogniseRoles(
      all.map((each) =>
        each === own.master ? without(each, 'extendApprove', 'LiqHandleDust', 'liqPays') : each,
      ),
    )
    expect(roles.master?.contract).toBe('Master')
  })

  it('reject another system in one sentence', () => {
    expect(() => recogniseRoles([])).toThrow('not this system')
    expect(() => recogniseRoles([own.amt, own.burnVault])).toThrow(NotThisSystem)
  })

  it('leave ties to the user', () => {
    const twin = { ...own.master, contract: 'MasterV2', bytecode: '0x00' } as const
    expect(() => recogniseRoles([...all, twin])).toThrow(AmbiguousRole)
    expect(() => recogniseRoles([...all, twin])).toThrow('--map master=')
    expect(recogniseRoles([...all, twin], { master: 'MasterV2' }).roles.master).toBe(twin)
    expect(recogniseRoles([...all, twin], { master: 'Master.sol:Master' }).roles.master).toBe(own.master)
    expect(() => recogniseRoles(all, { master: 'Nobody' })).toThrow(UnknownContract)
  })

  it('have names as people write them', () => {
    expect(['Master', 'liqAMT', 'burnvault', 'AutoMiningToken', 'x'].map(roleNamed)).toEqual([
      'master',
      'liqAmt',
      'burnVault',
      'amt',
      undefined,
    ])
  })
})

describe('the surface', () => {
  it('tells what is missing, extra and different', () => {
    const changed: Abi = without(own.master, 'handleDust', 'pays', 'charged').abi.map((item) =>
      item.type === 'function' && item.name === 'setPayerWallet' ? { ...item, inputs: [] } : item,
    )
    const sweep = {
      ...(own.market.abi.find((item) => item.type === 'function' && item.name === 'setFee') as object),
      name: 'sweep',
    }
    const master = { ...own.master, abi: [...changed, sweep] as Abi }
    const surface = surfaceOf({ ...own, master }).find(({ role }) => role === 'master')!
    expect(surface.functions).toEqual({
      missing: ['handleDust(uint256)'],
      extra: ['sweep(uint256)'],
      different: [{ published: 'setPayerWallet(address)', found: 'setPayerWallet()' }],
    })
    expect(surface.views.missing).toEqual(['pays(uint256)'])
    expect(surface.events.missing).toEqual(['charged(uint256,address,uint256)'])
    const build = foreignBuild({ name: 'x', roles: { ...own, master } })
    expect(build.lacks?.toSorted()).toEqual(['master.handleDust', 'master.setPayerWallet'])
    const chain = new Chain({ build, amtSorts: 'below', start: 5n })
    expect(() => chain.apply(call('owner', 'master.handleDust', { snapId: 1n }))).toThrow('master.handleDust')
    expect(chain.answers({ on: 'master', fn: 'pays', args: [1n] })).toBe(false)
  })

  it('tells another constructor', () => {
    const burnVault = {
      ...own.burnVault,
      abi: own.burnVault.abi.filter(({ type }) => type !== 'constructor'),
    }
    const surface = surfaceOf({ ...own, burnVault }).find(({ role }) => role === 'burnVault')!
    expect(surface.construction).toEqual({ published: '(address)', found: '()' })
  })
})
