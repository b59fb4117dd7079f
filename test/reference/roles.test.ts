/** Roles: the page against the compiled contracts and their behaviour. */
import { describe, expect, it } from 'vitest'
import { changedProjectArtifacts, projectArtifacts } from '../../src/evm/compile/project.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import type { AbiValue } from '../../src/evm/abi/value.ts'
import { MAX, ChainWorld, zero, type Person } from '../support/chain-world.ts'
import {
  HOLDERS,
  keyOf,
  nameOf,
  PLACES,
  roleList,
  simpleArgs,
  summary,
  type Entry,
  type Role,
} from './role-list.ts'

const LOCK = 730n * 86_400n

/** `Contract.name(types)` of every state-changing function of the deployable contracts. */
function changers(artifacts: readonly Artifact[]): string[] {
  return artifacts
    .filter(({ bytecode }) => bytecode !== '0x')
    .flatMap(({ contract, abi }) =>
      abi.flatMap((item) => {
        if (item.type === 'receive' || item.type === 'fallback') return [`${contract}.${item.type}`]
        if (item.type !== 'function' || item.stateMutability === 'view' || item.stateMutability === 'pure')
          return []
        return [`${contract}.${item.name}(${item.inputs.map(({ type }) => type).join(',')})`]
      }),
    )
    .toSorted()
}

describe('the list of roles', () => {
  const listed = roleList.map(keyOf).toSorted()

  it('contains exactly the state-changing functions', () => {
    expect(listed).toEqual(changers(projectArtifacts()))
  })

  it('is incomplete if a contract has an additional function', () => {
    const artifacts = changedProjectArtifacts({
      edits: [
        {
          purpose: 'an owner who can sweep BTCB',
          source: 'contracts/Master.sol',
          find: '    // Issue\n',
          replace:
            '    function sweep() external onlyOwner { _payBtcb(IERC20(BTCB).balanceOf(address(this))); }\n',
        },
      ],
    })
    expect(changers(artifacts).filter((key) => !listed.includes(key))).toEqual(['Master.sweep()'])
  })

  it('agrees with its summary by role', () => {
    const roles = new Set(roleList.map(({ who }) => who).filter((who) => who !== 'anyone'))
    expect([...summary.keys()].toSorted()).toEqual([...roles].toSorted())
    for (const role of roles)
      expect(summary.get(role)).toEqual(roleList.filter(({ who }) => who === role).map(nameOf))
  })
})

/** A call that succeeds for the role, after a payment and with liquidity in the pool. */
interface Attempt {
  /** @default simpleArgs */
  readonly args?: readonly AbiValue[]
  /** Why it reverts for others. @default NOT_OWNER */
  readonly revert?: string
}

const NOT_OWNER = 'Ownable: caller is not the owner'

const attempts: Readonly<Record<string, Attempt>> = {
  'Master.payRent(uint256,uint256)': { args: [1_000n, 10n], revert: 'NotPayer' },
  'Master.addLiquidityLocking(uint256,uint256)': { args: [1_000n, 4_000n] },
  'Master.extendApprove(uint256)': { args: [MAX] },
  'Market.setRate(uint256)': { args: [200n] },
  'Market.setFee(uint256)': { args: [20n] },
}

/** One payment of 9,999; the Market holds AMT and USDT; owner and payer hold AMT and BTCB. */
function workingWorld(): ChainWorld {
  const world = new ChainWorld()
  world.giveAmt('alice', 61_003n)
  world.giveAmt('market', 7_001n)
  world.giveUsdt('market', 500n)
  world.provide('diego', 10_000n, 40_000n)
  for (const who of ['owner', 'payer'] as const) {
    world.giveAmt(who, 10_000n)
    world.giveBtcb(who, 40_000n)
  }
  world.pay(9_999n, 10n)
  return world
}

describe('privileged functions', () => {
  const privileged = roleList.filter(({ who }) => who !== 'anyone')

  it('include those with arguments of their own', () => {
    expect(privileged.map(keyOf)).toEqual(expect.arrayContaining(Object.keys(attempts)))
  })

  it.each(privileged.map((entry): [string, Entry] => [keyOf(entry), entry]))(
    '%s reverts for every account without its role',
    (key, entry) => {
      const { contract, fn, who } = entry
      const { args = simpleArgs(entry), revert = NOT_OWNER } = attempts[key] ?? {}
      const world = workingWorld()
      const holder = HOLDERS[who as Exclude<Role, 'anyone'>]
      const name = fn.slice(0, fn.indexOf('('))
      const to = PLACES[contract]!
      const others = (['owner', 'payer', 'admin', 'binance', 'alice', 'diego', 'elena'] as const).filter(
        (person) => person !== holder,
      )
      for (const other of [...others, 'market' as const]) {
        // The Market is not its owner, and the owner of Master does not own the tokens.
        expect(world.revert(other, to, name, ...args)).toBe(revert)
      }
      world.does(holder, to, name, ...args)
    },
  )
})

describe('handover', () => {
  it.each(['master', 'market'] as const)('of the ownership of %s is complete', (to) => {
    const world = workingWorld()
    const [name, ...args]: readonly [string, ...AbiValue[]] =
      to === 'master' ? ['mintMaster', 'elena', 1n] : ['setFee', 3n]
    expect(world.revert('owner', to, 'transferOwnership', zero)).toBe(
      'Ownable: new owner is the zero address',
    )
    world.does('owner', to, 'transferOwnership', 'bruno')
    expect(world.revert('owner', to, name, ...args)).toBe(NOT_OWNER)
    expect(world.revert('owner', to, 'transferOwnership', 'owner')).toBe(NOT_OWNER)
    world.does('bruno', to, name, ...args)
    world.does('bruno', to, 'renounceOwnership')
    for (const person of ['owner', 'bruno'] as const) {
      expect(world.revert(person, to, name, ...args)).toBe(NOT_OWNER)
    }
  })

  it('of Master and of the Market are independent', () => {
    const world = workingWorld()
    world.does('owner', 'master', 'transferOwnership', 'bruno')
    expect(world.revert('bruno', 'market', 'setFee', 3n)).toBe(NOT_OWNER)
    world.does('owner', 'market', 'setFee', 3n)
    expect(world.revert('owner', 'master', 'setPayerWallet', 'owner')).toBe(NOT_OWNER)
  })

  it('of the payer wallet is complete, and the former payer keeps its BTCB', () => {
    const world = workingWorld()
    const before = world.balance('btcb', 'payer')
    world.does('owner', 'master', 'setPayerWallet', 'bruno')
    expect(world.revert('payer', 'master', 'payRent', 1_000n, 0n)).toBe('NotPayer')
    world.giveBtcb('bruno', 1_000n)
    world.does('bruno', 'master', 'payRent', 1_000n, 0n)
    expect(world.balance('btcb', 'payer')).toBe(before)
  })

  it('changes neither the locked liquidity nor its beneficiary', () => {
    const world = workingWorld()
    world.does('owner', 'master', 'addLiquidityLocking', 1_000n, 4_000n)
    world.does('owner', 'master', 'transferOwnership', 'bruno')
    expect(world.revert('bruno', 'master', 'addLiquidityLocking', 1n, 4n)).toBe('AlreadyLocked')
    world.wait(LOCK - 1n)
    for (const person of ['owner', 'bruno', 'elena'] as const satisfies readonly Person[]) {
      expect(world.revert(person, 'locker', 'release')).toBe('StillLocked')
    }
    world.wait(1n)
    const liq = world.balance('liqAmt', 'locker')
    world.does('elena', 'locker', 'release')
    expect(world.balance('liqAmt', 'owner')).toBe(liq)
  })

  it('to the zero address blocks no claim, redemption, exit or payment', () => {
    const world = workingWorld()
    world.does('owner', 'master', 'addLiquidityLocking', 1_000n, 4_000n)
    world.does('owner', 'master', 'renounceOwnership')
    world.does('owner', 'market', 'renounceOwnership')
    world.pay(1_000n, 10n)
    world.does('alice', 'master', 'chargeFromTo', 1n, 2n)
    world.does('alice', 'burnVault', 'backingWithdraw', 1_000n)
    world.does('diego', 'master', 'liqChargeFromTo', 1n, 2n)
    world.does('diego', 'master', 'removeLiquidity', 10_000n)
    world.giveUsdt('alice', 15n)
    world.does('alice', 'market', 'buy', 15n)
    world.wait(LOCK)
    world.does('elena', 'locker', 'release')
    expect(world.revert('owner', 'master', 'mintMaster', 'owner', 1n)).toBe(NOT_OWNER)
  })
})

describe('emission', () => {
  it('and redemption in turn drain the RCL at a constant supply: the cap does not bound the total minted', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 50_000_000n * 10n ** 18n)
    world.giveBtcb('burnVault', 30n * 10n ** 18n)
    world.giveAmt('owner', 0n)
    const supply = world.amount('amt', 'totalSupply')
    for (let round = 1; round <= 10; round += 1) {
      world.does('owner', 'master', 'mintMaster', 'owner', supply)
      world.does('owner', 'burnVault', 'backingWithdraw', supply)
    }
    expect(world.amount('amt', 'totalSupply')).toBe(supply)
    // 30e18 is divisible by 2^10.
    expect(world.balance('btcb', 'burnVault')).toBe((30n * 10n ** 18n) / 1024n)
  })
})
