/**
 * ChainWorld: a deployed system with named accounts, for example-based tests.
 *
 * Contracts have their names of `docs/reference/mechanism.md`. A revert throws `Reverted` with its reason: the
 * name of a custom error, `Panic(0x11)`, or the revert string.
 */
import { prepareCall } from '../../src/evm/abi/call.ts'
import { decodeLog, prepareEvents } from '../../src/evm/abi/log.ts'
import { decodeRevert, prepareErrors } from '../../src/evm/abi/revert.ts'
import type { AbiValue } from '../../src/evm/abi/value.ts'
import { ROSTER } from './roster.ts'
import { projectBuild } from '../../src/evm/build.ts'
import type { Build } from '../../src/evm/build.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import { createContract } from '../../src/evm/create.ts'
import { deploy } from '../../src/evm/deploy.ts'
import type { Deployment } from '../../src/evm/deploy.ts'
import { merkleTree, type ListEntry, type MerkleTree } from '../../src/evm/merkle.ts'
import { transactionGas } from '../../src/evm/machine/gas.ts'
import { Machine } from '../../src/evm/machine/machine.ts'
import type { Address, Receipt } from '../../src/evm/machine/machine.ts'

const NAMES = ['owner', 'payer', 'binance', 'pancake', 'admin', ...ROSTER] as const
export type Person = (typeof NAMES)[number]

const people = Object.fromEntries(
  NAMES.map((name, index) => [name, `0x00000000000000000000000000000000000a${hex4(index + 1)}`]),
) as Readonly<Record<Person, Address>>

function hex4(number: number): string {
  return number.toString(16).padStart(4, '0')
}

const contracts = [
  'amt',
  'liqAmt',
  'master',
  'burnVault',
  'locker',
  'market',
  'stakingVault',
  'buyBackVault',
  'distributor',
  'btcb',
  'usdt',
  'factory',
  'router',
  'pair',
] as const
export type Contract = (typeof contracts)[number]

/** A person, a contract, or any address. */
export type Who = Person | Contract | Address

export interface Done {
  /** The first return value, if there is one. */
  readonly value: AbiValue | undefined
  /** `contract.Event(arguments)` in order; addresses by their names. */
  readonly events: readonly string[]
}

/** 2^256 - 1. */
export const MAX = 2n ** 256n - 1n

export const zero: Address = '0x0000000000000000000000000000000000000000'

export class ChainWorld {
  readonly machine = new Machine()
  readonly build: Build
  readonly world: Deployment
  /** Seconds; changes by `wait` only. */
  now = 1_689_120_000n
  private readonly artifacts: Readonly<Record<Contract, Artifact>>
  private readonly names: Map<string, string>
  /** Contracts that are deployed by a test. */
  private readonly later = new Map<Contract, Address>()
  private readonly calls = new Map<string, ReturnType<typeof prepareCall>>()
  private events: ReturnType<typeof prepareEvents> | undefined
  private errors: ReturnType<typeof prepareErrors> | undefined

  constructor(build: Build = projectBuild(), amtSorts: 'below' | 'above' = 'below') {
    this.build = build
    this.world = deploy(this.machine, build, { parties: people, amtSorts, block: this.block })
    const { outside, ...own } = build
    this.artifacts = { ...own, ...outside }
    this.names = new Map([
      [zero, 'zero'],
      ...Object.entries(people).map(([name, address]): [string, string] => [address, name]),
      ...contracts
        .filter((name) => name !== 'distributor')
        .map((name): [string, string] => [this.world[name], name]),
    ])
  }

  get block(): { readonly timestamp: bigint; readonly blockNumber: bigint } {
    return { timestamp: this.now, blockNumber: 30_000_000n }
  }

  wait(seconds: bigint): void {
    this.now += seconds
  }

  address(who: Who): Address {
    if (who in people) return people[who as Person]
    if (who === 'distributor') return this.later.get(who)!
    if ((contracts as readonly string[]).includes(who)) return this.world[who as keyof Deployment & Contract]
    return who as Address
  }

  /**
   * Calls a function. Arguments may be names of people and contracts.
   *
   * @throws {Reverted} when the call reverts.
   */
  does(from: Who, to: Contract, name: string, ...args: readonly AbiValue[]): Done {
    const { call, receipt } = this.send(from, to, name, args)
    this.events ??= prepareEvents(...contracts.map((contract) => this.artifacts[contract].abi))
    const { events } = this
    return {
      value: call.decode(receipt.returned)[0],
      events: receipt.logs.map((log) => {
        const decoded = decodeLog(log, events)
        const shown = decoded?.args.map((arg) => this.show(arg)).join(', ')
        return `${this.names.get(log.address) ?? log.address}.${decoded?.name ?? 'unknown'}(${shown})`
      }),
    }
  }

  /**
   * Calls a function, and returns its execution gas, without intrinsic gas and refunds.
   *
   * @throws {Reverted} when the call reverts.
   */
  gas(from: Who, to: Contract, name: string, ...args: readonly AbiValue[]): bigint {
    return this.send(from, to, name, args).receipt.gasUsed
  }

  /**
   * Calls a function, and returns the gas of the whole transaction, with intrinsic gas and refunds.
   *
   * @throws {Reverted} when the call reverts.
   */
  transactionGas(from: Who, to: Contract, name: string, ...args: readonly AbiValue[]): bigint {
    const { data, receipt } = this.send(from, to, name, args)
    return transactionGas(this.address(to), data, receipt)
  }

  private send(from: Who, to: Contract, name: string, args: readonly AbiValue[]) {
    const call = this.prepare(to, name)
    const data = call.encode(...this.resolve(args))
    const receipt = this.machine.execute({ ...this.message(from, to), data })
    if (!receipt.ok) throw new Reverted(this.reason(receipt))
    return { call, data, receipt }
  }

  /** Revert reason of a call. Throws if the call succeeds. */
  revert(from: Who, to: Contract, name: string, ...args: readonly AbiValue[]): string {
    try {
      this.does(from, to, name, ...args)
    } catch (error) {
      if (error instanceof Reverted) return error.reason
      throw error
    }
    throw new Error(`expected ${name} by ${from} to revert, but it succeeded`)
  }

  /** The first return value of a view. */
  read(of: Contract, name: string, ...args: readonly AbiValue[]): AbiValue {
    return this.answer(of, name, args)[0]!
  }

  private answer(of: Contract, name: string, args: readonly AbiValue[]): readonly AbiValue[] {
    const call = this.prepare(of, name)
    const view = this.machine.view({ ...this.message('owner', of), data: call.encode(...this.resolve(args)) })
    if (!view.ok) throw new Reverted(this.reason(view))
    return call.decode(view.returned)
  }

  /** A view that returns an amount. */
  amount(of: Contract, name: string, ...args: readonly AbiValue[]): bigint {
    const value = this.read(of, name, ...args)
    if (typeof value !== 'bigint') throw new TypeError(`${of}.${name} returns ${typeof value}, not an amount`)
    return value
  }

  /** All return values of a view that returns amounts. */
  fields(of: Contract, name: string, ...args: readonly AbiValue[]): readonly bigint[] {
    return this.answer(of, name, args) as readonly bigint[]
  }

  /** The pair's reserves. */
  reserves(): readonly [amt: bigint, btcb: bigint] {
    const [reserve0, reserve1] = this.fields('pair', 'getReserves') as [bigint, bigint]
    const amtFirst = this.address('amt').toLowerCase() < this.address('btcb').toLowerCase()
    return amtFirst ? [reserve0, reserve1] : [reserve1, reserve0]
  }

  balance(token: Contract, who: Who): bigint {
    return this.amount(token, 'balanceOf', who)
  }

  /**
   * Deploys a contract.
   *
   * @throws {DeploymentFailed} when the constructor reverts.
   */
  create(from: Who, artifact: Artifact, ...args: readonly AbiValue[]): Address {
    return createContract(
      this.machine,
      { ...this.block, from: this.address(from) },
      artifact,
      ...this.resolve(args),
    )
  }

  /** Mints AMT to an account, and approves Master and the burn vault for all its AMT. */
  giveAmt(who: Who, amount: bigint): void {
    this.does('owner', 'master', 'mintMaster', who, amount)
    this.does(who, 'amt', 'approve', 'master', MAX)
    this.does(who, 'amt', 'approve', 'burnVault', MAX)
  }

  /** Mints BTCB to an account, and approves Master for all its BTCB. */
  giveBtcb(who: Who, amount: bigint): void {
    this.does('binance', 'btcb', 'mint', amount)
    this.does('binance', 'btcb', 'transfer', who, amount)
    this.does(who, 'btcb', 'approve', 'master', MAX)
  }

  /** Mints both tokens to an account, which provides liquidity through Master. Approves Master for its liqAMT. */
  provide(who: Who, amountAmt: bigint, amountBtcb: bigint): Done {
    this.giveAmt(who, amountAmt)
    this.giveBtcb(who, amountBtcb)
    this.does(who, 'liqAmt', 'approve', 'master', MAX)
    return this.does(who, 'master', 'addLiquidity', amountAmt, amountBtcb)
  }

  /** Mints USDT to an account, and approves the Market for all its USDT. */
  giveUsdt(who: Who, amount: bigint): void {
    this.does('binance', 'usdt', 'mint', amount)
    this.does('binance', 'usdt', 'transfer', who, amount)
    this.does(who, 'usdt', 'approve', 'market', MAX)
  }

  /** Mints AMT to an account, which deposits it in a vault. */
  deposit(who: Who, vault: 'stakingVault' | 'buyBackVault', amount: bigint): Done {
    this.giveAmt(who, amount)
    this.does(who, 'amt', 'approve', vault, MAX)
    return this.does(who, vault, 'deposit', amount)
  }

  /**
   * Deploys a distributor for a list, with `owner` as the reserve and without funds. It names the latest snapshot,
   * which is taken if there is none.
   */
  announce(list: readonly (readonly [who: Who, amount: bigint])[], deadline: bigint): MerkleTree {
    const latest = this.read('amt', 'getCurrentSnapshotId') as bigint
    const snapshotId = latest > 0n ? latest : this.takeSnapshot()
    const entries = list.map(([who, amount]): ListEntry => ({ account: this.address(who), amount }))
    const tree = merkleTree(entries)
    const address = this.create(
      'owner',
      this.build.distributor,
      'amt',
      'owner',
      snapshotId,
      tree.root,
      deadline,
    )
    this.later.set('distributor', address)
    this.names.set(address, 'distributor')
    return tree
  }

  /** Takes a snapshot by the smallest payment, all of it to the RCL, and returns its id. */
  takeSnapshot(): bigint {
    if (this.read('amt', 'totalSupply') === 0n) this.giveAmt('payer', 1n)
    this.pay(101n, 100n)
    return this.read('amt', 'getCurrentSnapshotId') as bigint
  }

  /** Makes a payment; mints the BTCB to the payer first. */
  pay(amount: bigint, vaultPercent: bigint): Done {
    this.giveBtcb('payer', amount)
    return this.does('payer', 'master', 'payRent', amount, vaultPercent)
  }

  private prepare(contract: Contract, name: string): ReturnType<typeof prepareCall> {
    const key = `${contract}.${name}`
    let call = this.calls.get(key)
    if (call === undefined) this.calls.set(key, (call = prepareCall(this.artifacts[contract].abi, name)))
    return call
  }

  private message(
    from: Who,
    to: Who,
  ): { from: Address; to: Address; timestamp: bigint; blockNumber: bigint } {
    return { ...this.block, from: this.address(from), to: this.address(to) }
  }

  private resolve(args: readonly AbiValue[]): readonly AbiValue[] {
    return args.map((arg) => (typeof arg === 'string' ? this.address(arg as Who) : arg))
  }

  private reason(receipt: Receipt): string {
    this.errors ??= prepareErrors(...contracts.map((contract) => this.artifacts[contract].abi))
    const revert = decodeRevert(receipt.returned, this.errors)
    switch (revert.kind) {
      case 'error':
        return revert.message
      case 'panic':
        return `Panic(0x${revert.code.toString(16)})`
      case 'custom':
        return revert.name
      case 'empty':
        return receipt.halt ?? 'empty'
      case 'unknown':
        return revert.data
    }
  }

  private show(value: AbiValue): string {
    return (typeof value === 'string' ? this.names.get(value) : undefined) ?? String(value)
  }
}

/** A call reverted. */
export class Reverted extends Error {
  override readonly name = 'Reverted'
  readonly reason: string
  constructor(reason: string) {
    super(`reverted: ${reason}`)
    this.reason = reason
  }
}
