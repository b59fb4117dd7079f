/** Gas of what the repairs change, on the project's contracts and on the repaired ones. */
import type { Build } from '../../src/evm/build.ts'
import { projectBuild } from '../../src/evm/build.ts'
import { repairedBuild, REPAIRS, type Repair } from '../../src/claims/repairs.ts'
import { ChainWorld } from '../support/chain-world.ts'

const UNIT = 10n ** 18n
const DAY = 86_400n

/** The changed call in a situation like those of `docs/reference/gas.md`. */
const SITUATIONS: Readonly<Record<string, { what: string; measure: (build: Build) => bigint }>> = {
  'matched-emission': {
    what: '`master.mintMaster` to a new holder',
    measure: (build) => {
      const world = new ChainWorld(build)
      world.giveBtcb('owner', 100n * UNIT)
      world.does('owner', 'btcb', 'approve', 'master', 100n * UNIT)
      world.giveAmt('alice', 50_000_000n * UNIT)
      world.giveBtcb('burnVault', 30n * UNIT)
      return world.transactionGas('owner', 'master', 'mintMaster', 'admin', UNIT)
    },
  },
  'no-redemption-for-nothing': {
    what: '`burnVault.backingWithdraw` by a wallet without BTCB',
    measure: (build) => {
      const world = new ChainWorld(build)
      world.giveAmt('alice', 10_000_000n * UNIT)
      world.giveBtcb('burnVault', 30n * UNIT)
      world.does('alice', 'amt', 'approve', 'burnVault', 10_000_000n * UNIT)
      return world.transactionGas('alice', 'burnVault', 'backingWithdraw', UNIT)
    },
  },
  'cap-of-all-issued': {
    what: '`master.mintMaster` to a holder, not the first emission',
    measure: (build) => {
      const world = new ChainWorld(build)
      world.giveAmt('alice', UNIT)
      world.takeSnapshot()
      return world.transactionGas('owner', 'master', 'mintMaster', 'alice', UNIT)
    },
  },
  'split-emission': {
    what: '`master.mintMaster` to a holder, the owner holds AMT',
    measure: (build) => {
      const world = new ChainWorld(build)
      world.does('owner', 'master', 'mintMaster', 'alice', 4n * UNIT)
      if (world.balance('amt', 'owner') === 0n) world.does('alice', 'amt', 'transfer', 'owner', UNIT)
      world.takeSnapshot()
      return world.transactionGas('owner', 'master', 'mintMaster', 'alice', 4n * UNIT)
    },
  },
  'sale-at-pool-price': {
    what: '`market.sell` by a holder with USDT',
    measure: (build) => {
      const world = new ChainWorld(build)
      for (const who of ['alice', 'bruno'] as const) {
        world.giveAmt(who, 1_000n * UNIT)
        world.giveUsdt(who, 1_000n * UNIT)
      }
      world.giveBtcb('bruno', 2_000n * UNIT)
      for (const token of ['amt', 'btcb', 'usdt'] as const)
        world.does('bruno', token, 'approve', 'router', 1_000n * UNIT)
      world.provide('bruno', 1_000n * UNIT, 1_000n * UNIT)
      const ends = [1_000n * UNIT, 1_000n * UNIT, 0n, 0n, world.address('bruno'), world.now + DAY] as const
      world.does('bruno', 'router', 'addLiquidity', world.address('btcb'), world.address('usdt'), ...ends)
      world.giveUsdt('market', 1_000n * UNIT)
      world.does('alice', 'amt', 'approve', 'market', 1_000n * UNIT)
      return world.transactionGas('alice', 'market', 'sell', UNIT)
    },
  },
  'owner-only-burn': {
    what: '`amt.burnFrom`, which stays open; `amt.burn` reverts for a holder',
    measure: (build) => {
      const world = new ChainWorld(build)
      world.giveAmt('alice', 2n * UNIT)
      world.does('alice', 'amt', 'approve', 'bruno', 2n * UNIT)
      return world.transactionGas('bruno', 'amt', 'burnFrom', 'alice', UNIT)
    },
  },
  'two-calendar-years': {
    what: '`master.addLiquidityLocking`',
    measure: (build) => {
      const world = new ChainWorld(build)
      world.giveBtcb('owner', 100n * UNIT)
      world.giveAmt('owner', 1_000_000n * UNIT)
      world.does('owner', 'btcb', 'approve', 'master', 100n * UNIT)
      world.does('owner', 'amt', 'approve', 'master', 1_000_000n * UNIT)
      return world.transactionGas('owner', 'master', 'addLiquidityLocking', 1_000_000n * UNIT, 50n * UNIT)
    },
  },
  'holders-only-airdrop': {
    what: '`distributor.claim`, the first entry of one',
    measure: (build) => {
      const world = new ChainWorld(build)
      world.giveAmt('alice', UNIT)
      world.giveBtcb('payer', UNIT)
      world.does('payer', 'btcb', 'approve', 'master', UNIT)
      world.pay(UNIT, 10n)
      const tree = world.announce([['alice', UNIT]], world.now + DAY)
      world.giveAmt('distributor', UNIT)
      return world.transactionGas('alice', 'distributor', 'claim', 0n, 'alice', UNIT, tree.proof(0n))
    },
  },
  'claims-rounded-once': {
    what: '`master.charge` of the only payment, with AMT in the pool',
    measure: (build) => {
      const world = new ChainWorld(build)
      for (const who of ['alice', 'bruno'] as const) world.giveAmt(who, 2_000n * UNIT)
      world.giveBtcb('bruno', 2_000n * UNIT)
      for (const token of ['amt', 'btcb'] as const)
        world.does('bruno', token, 'approve', 'router', 1_000n * UNIT)
      world.provide('bruno', 1_000n * UNIT, 1_000n * UNIT)
      world.giveBtcb('payer', UNIT)
      world.does('payer', 'btcb', 'approve', 'master', UNIT)
      world.pay(UNIT, 10n)
      return world.transactionGas('alice', 'master', 'charge', 1n)
    },
  },
}

/** A line of the table: what is called, and its gas before and after the repair. */
export function gasLine(repair: Repair): string {
  const { what, measure } = SITUATIONS[repair.name]!
  const [before, after] = [projectBuild(), repairedBuild(repair)].map(measure)
  const text = (gas: bigint): string => gas.toLocaleString('en')
  return `| [${repair.name}](#${repair.name}) | ${what} | ${text(before!)} | ${text(after!)} |`
}

/** The whole table. */
export function gasTable(): string {
  const head = ['| repair | call | gas before | gas after |', '| --- | --- | --- | --- |']
  return [...head, ...REPAIRS.map(gasLine)].join('\n')
}
