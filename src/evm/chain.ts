/**
 * Chain: the economy as compiled contracts, with the same actions, outcomes and views as the model.
 *
 * - Answers to views are cached with every storage slot that they were read from. A write to one of these
 *   slots makes the answer stale.
 * - Rewinding to a checkpoint restores state, cached answers and clock. It costs as much as has changed
 *   since.
 * - Time and block number change only by `wait`: one block every three seconds, as on chain 56 in 2023.
 *
 * Not modelled: gas prices, block gas limits, signatures, BNB.
 */
import { TOKENS, pairOf, tokensOf, type Account, type Pair, type Token } from '../model/interface/accounts.ts'
import { isWait, type Action, type Call } from '../model/interface/action.ts'
import { viewKey, type Observed, type View } from '../model/surface/observation.ts'
import type { Outcome, Value } from '../model/interface/outcome.ts'
import type { Build } from './build.ts'
import { creationCode } from './abi/call.ts'
import { eventOf, revertOf } from './decode.ts'
import { deploy, type BeforeStep, type Deployment } from './deploy.ts'
import {
  callOf,
  encodeCall,
  hasView,
  prepareInterface,
  targetOf,
  valueOf,
  type PreparedInterface,
} from './interface.ts'
import { createdAddress } from './machine/address.ts'
import { record, type Recording } from './machine/trace.ts'
import {
  Machine,
  type Address,
  type Mark,
  type Message,
  type View as ViewReceipt,
} from './machine/machine.ts'
import { Memo } from './memo.ts'
import { merkleTree, type MerkleTree } from './merkle.ts'
import { Names, addressOfPerson, privilegedAddresses, type NamedAddresses } from './names.ts'
import { ViewTable, type ViewEntry } from './view-table.ts'

/** Options of a chain: its tokens, build and start time in seconds. */
export interface ChainOptions {
  readonly build: Build
  /** Whether AMT's address is below BTCB's, as on chain 56. */
  readonly amtSorts: 'below' | 'above'
  /** Time of the deployment, in seconds. */
  readonly start: bigint
  /** What others do between the steps of the deployment. @default nothing */
  readonly beforeStep?: BeforeStep
}

/** A checkpoint of the chain. */
export interface ChainMark {
  readonly machine: Mark
  readonly memo: number
  readonly now: bigint
  readonly block: bigint
  readonly stale: ReadonlySet<View>
  readonly airdrop: MerkleTree | undefined
}

/** What an action does within. */
export interface Traced {
  /** `depth` is 1 for the calls of the contract that is called. */
  readonly calls: readonly { readonly depth: number; readonly call: Call }[]
  readonly failure: { readonly on: Account; readonly branch: number } | undefined
}

/** Block interval of BNB Smart Chain in 2023, in seconds. */
const SECONDS_PER_BLOCK = 3n

/** Cell that answers depend on which read the time or the block number. */
const CLOCK = { name: 'clock' }

/**
 * Deploys the distributor for every caller, so that its address is known in advance. Only successful
 * deployments are sent from this account.
 */
export const DISTRIBUTOR_DEPLOYER = addressOfPerson('deployer of the distributor')

/** Sender of view calls. */
const VIEWER = addressOfPerson('asker')

/**
 * `tx.origin` of every call: no account of the economy, so that a contract that uses it for `msg.sender`
 * diverges.
 */
export const ORIGIN = addressOfPerson('origin of all transactions')

export class Chain implements Observed {
  readonly build: Build
  readonly names: Names
  /** Tokens by ascending address: the first of two is `token0` of their pair. */
  readonly tokenOrder: readonly Token[]
  protected readonly machine = new Machine()
  protected readonly abi: PreparedInterface
  private readonly table: ViewTable
  private readonly memo = new Memo<Value, ViewEntry>()
  private stale = new Set<View>()
  private seconds: bigint
  private block = 1n
  /** The Merkle tree of the distributor's list, once it is deployed. */
  protected airdrop: MerkleTree | undefined

  /**
   * Deploys a build.
   *
   * @throws {FunctionNotFound} when the build lacks a part of the interface.
   * @throws what `deploy` throws.
   */
  constructor({ build, amtSorts, start, beforeStep }: ChainOptions) {
    this.build = build
    this.abi = prepareInterface(build)
    this.seconds = start
    if (build.counter !== undefined) this.machine.count(build.counter)
    const privileged = privilegedAddresses()
    const deployment = deploy(this.machine, build, {
      parties: privileged,
      amtSorts,
      block: { timestamp: start, blockNumber: this.block },
      beforeStep,
    })
    this.names = new Names({ ...addressesOf(deployment), ...privileged })
    this.table = new ViewTable(this.abi, this.names)
    this.tokenOrder = TOKENS.toSorted((a, b) => (deployment[a] < deployment[b] ? -1 : 1))
    this.machine.takeWrites()
  }

  /** Seconds, as `block.timestamp`. */
  get now(): bigint {
    return this.seconds
  }

  /** `token0` of a pair: the token with the lower address. */
  token0(pair: Pair): Token {
    const [a, b] = tokensOf(pair)
    return this.tokenOrder.indexOf(a) < this.tokenOrder.indexOf(b) ? a : b
  }

  /** Applies an action. */
  apply(action: Action): Outcome {
    if (!isWait(action)) return this.call(action)
    this.seconds += action.wait
    this.block += (action.wait + SECONDS_PER_BLOCK - 1n) / SECONDS_PER_BLOCK
    this.drop([CLOCK])
    return { ok: true, returned: undefined, events: [] }
  }

  /**
   * The answer to a view, cached until something that it depends on changes.
   *
   * @throws {ViewReverted} when the view reverts.
   */
  read(view: View): Value {
    const entry = this.table.entryOf(view)
    const slot = (entry.slot ??= this.memo.slot(entry))
    if (slot.valid) return slot.answer
    const precedent = entry.precedents.find()
    if (precedent !== undefined) {
      this.memo.store(slot, precedent.answer, precedent.cells)
      return precedent.answer
    }
    const { value, reads, readsBlock } = this.ask(entry)
    if (!readsBlock) entry.precedents.add(reads, value)
    this.memo.store(slot, value, readsBlock ? [...reads, CLOCK] : reads)
    return value
  }

  /**
   * The answer to a view, without the cache.
   *
   * @throws {ViewReverted} when the view reverts.
   */
  readAfresh(view: View): Value {
    return this.ask(this.table.callOf(view)).value
  }

  /** Whether the build has the view at all. */
  answers(view: View): boolean {
    return hasView(this.abi, view)
  }

  /** The one object that stands for a view and all equal ones, for sets of views. */
  interned(view: View): View {
    return this.table.entryOf(view).view
  }

  /** Views that were read and whose answers may have changed since: interned ones. Clears the list. */
  staleViews(): View[] {
    const views = [...this.stale]
    this.stale.clear()
    return views
  }

  /** Marks the state, to return to with {@link rewind}. */
  checkpoint(): ChainMark {
    const { machine, memo, seconds, block, stale, airdrop } = this
    return {
      machine: machine.checkpoint(),
      memo: memo.mark(),
      now: seconds,
      block,
      stale: new Set(stale),
      airdrop,
    }
  }

  /** Restores the state at the mark, cached answers included. The mark remains valid. */
  rewind(mark: ChainMark): void {
    this.machine.rewind(mark.machine)
    this.memo.rewind(mark.memo)
    // The memo has just restored the answers that depend on these writes.
    this.machine.takeWrites()
    this.seconds = mark.now
    this.block = mark.block
    this.stale = new Set(mark.stale)
    this.airdrop = mark.airdrop
  }

  /** Starts to record every message, for the cross-check on EthereumJS. */
  record(): Recording {
    return record(this.machine)
  }

  private call(call: Call): Outcome {
    if (call.call === 'deploy.distributor') return this.deployDistributor(call)
    const { abi, names, machine } = this
    const to = names.addressOf(targetOf(call))
    // On chain such a call succeeds without effect; wallets do not send it.
    if (!machine.hasCode(to)) return { ok: false, revert: 'NoContract' }
    const receipt = machine.execute(this.messageOf(call, to))
    if (!receipt.ok) return { ok: false, revert: revertOf(abi, receipt) }
    this.drop(machine.takeWrites())
    const returned = valueOf(abi.functions.get(call.call)!.decode(receipt.returned), names)
    return { ok: true, returned, events: receipt.logs.map((log) => eventOf(abi, log, names)) }
  }

  private messageOf(call: Call, to: Address): Message {
    const { abi, names } = this
    return {
      from: names.addressOf(call.by),
      to,
      data: encodeCall(abi, call, names, (entry) => this.airdrop?.proof(entry) ?? []),
      origin: ORIGIN,
      timestamp: this.seconds,
      blockNumber: this.block,
    }
  }

  /**
   * The calls of the catalogue that the contracts make within an action, in order, and which branch makes it
   * fail, if it does. Its effects are dropped. Calls that only read are left out, and so is the action
   * itself.
   */
  trace(action: Call): Traced {
    const { abi, names, machine } = this
    const to = names.addressOf(targetOf(action))
    if (action.call === 'deploy.distributor' || !machine.hasCode(to)) return { calls: [], failure: undefined }
    const { calls, failure } = machine.trace(this.messageOf(action, to))
    return {
      calls: calls.flatMap(({ depth, caller, self, code, input, isStatic }) => {
        if (depth === 0 || isStatic || self !== code) return []
        const call = callOf(abi, names.accountAt(caller), names.accountAt(self), input, names)
        return call === undefined ? [] : [{ depth, call }]
      }),
      failure: failure && { on: names.accountAt(failure.code), branch: failure.branch },
    }
  }

  /** The runtime code of an account; empty if it has none. */
  codeAt(account: Account): Uint8Array {
    return this.machine.codeAt(this.names.addressOf(account))
  }

  /** Whether an account has code. */
  exists(account: Account): boolean {
    return this.machine.hasCode(this.names.addressOf(account))
  }

  /** Sends encoded data, which need not be a call of the catalogue; whether it succeeds. */
  send(by: Account, to: Account, data: Uint8Array): boolean {
    const { names, machine } = this
    const receipt = machine.execute({
      from: names.addressOf(by),
      to: names.addressOf(to),
      data,
      origin: ORIGIN,
      timestamp: this.seconds,
      blockNumber: this.block,
    })
    if (receipt.ok) this.drop(machine.takeWrites())
    return receipt.ok
  }

  /**
   * Return data of a call whose effects are dropped, and which need not be of the catalogue; undefined if it
   * reverts.
   */
  look(to: Account, data: Uint8Array): Uint8Array | undefined {
    const { names, machine } = this
    const receipt = machine.view({
      from: VIEWER,
      to: names.addressOf(to),
      data,
      timestamp: this.seconds,
      blockNumber: this.block,
    })
    return receipt.ok && machine.hasCode(names.addressOf(to)) ? receipt.returned : undefined
  }

  /** Deploys the distributor over the Merkle tree of the list. */
  private deployDistributor({ args }: Call<'deploy.distributor'>): Outcome {
    const { abi, names, machine, build } = this
    if (this.airdrop !== undefined) return { ok: false, revert: 'AlreadyDeployed' }
    if (args.accounts.length !== args.amounts.length) return { ok: false, revert: 'UnequalLists' }
    const tree = merkleTree(
      args.accounts.map((account, index) => ({
        account: names.addressOf(account),
        amount: args.amounts[index]!,
      })),
    )
    const [amt, reserve] = [names.addressOf('amt'), names.addressOf(args.reserve)]
    const message = {
      from: DISTRIBUTOR_DEPLOYER,
      to: undefined,
      data: creationCode(build.distributor, amt, reserve, args.snapshotId, tree.root, args.deadline),
      timestamp: this.seconds,
      blockNumber: this.block,
    }
    // A failed deployment would use the sender's nonce, and with it the address.
    const trial = machine.view(message)
    if (!trial.ok) return { ok: false, revert: revertOf(abi, trial) }
    machine.execute(message)
    this.airdrop = tree
    this.drop(machine.takeWrites())
    return { ok: true, returned: undefined, events: [] }
  }

  /** Forgets the answers that depend on these cells. */
  protected drop(cells: Iterable<object>): void {
    for (const { key } of this.memo.forget(cells)) this.stale.add(key.view)
  }

  private ask({ view, to, call, data }: ReturnType<ViewTable['callOf']>): Pick<
    ViewReceipt,
    'reads' | 'readsBlock'
  > & {
    readonly value: Value
  } {
    const { abi, names, machine } = this
    const receipt = machine.view({
      from: VIEWER,
      to,
      data,
      timestamp: this.seconds,
      blockNumber: this.block,
    })
    if (!receipt.ok) throw new ViewReverted(view, revertOf(abi, receipt))
    const value = valueOf(call.decode(receipt.returned), names)
    if (value === undefined) throw new ViewReverted(view, 'NoReason')
    return { value, reads: receipt.reads, readsBlock: receipt.readsBlock }
  }
}

/** Addresses of all contracts, by account name. */
function addressesOf(deployment: Deployment): NamedAddresses {
  const { pairs, pair: _amtBtcb, ...contracts } = deployment
  const byName: Record<Account, `0x${string}`> = {
    zero: '0x0000000000000000000000000000000000000000',
    dead: '0x000000000000000000000000000000000000dead',
    ...contracts,
  }
  byName['distributor'] = createdAddress(DISTRIBUTOR_DEPLOYER, 0)
  for (const { tokens, address } of pairs) byName[pairOf(...tokens)!] = address
  return byName
}

/** A view reverts. */
export class ViewReverted extends Error {
  override readonly name = 'ViewReverted'
  readonly revert: string
  constructor(view: View, revert: string) {
    super(`expected an answer to ${viewKey(view)}, but it reverted with ${revert}`)
    this.revert = revert
  }
}
