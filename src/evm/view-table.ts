/**
 * View table: every view of a chain once, with its encoded call.
 *
 * A run asks the same few thousand views over and over. Each is interned as one object, so that caches and
 * sets compare views by identity, and its call data is encoded once. Looking a view up costs a few map
 * accesses; its canonical text is not built.
 */
import type { Account } from '../model/interface/accounts.ts'
import type { Value } from '../model/interface/outcome.ts'
import type { View, ViewName } from '../model/surface/observation.ts'
import type { PreparedCall } from './abi/call.ts'
import { encodeView, type PreparedInterface } from './interface.ts'
import type { Slot } from './memo.ts'
import { Precedents } from './precedents.ts'
import type { Address } from './machine/machine.ts'
import type { Names } from './names.ts'

/** An interned view and the call that answers it. */
export interface ViewEntry {
  readonly view: View
  readonly to: Address
  readonly call: PreparedCall
  readonly data: Uint8Array
  /** Answers given so far, by what was read for them: see `Precedents`. */
  readonly precedents: Precedents
  /** Its place in the chain's cache, from its first answer on. */
  slot: Slot<Value, ViewEntry> | undefined
}

/** A node of the trie: the entry of the view that ends here, and the nodes by the next argument. */
interface Node {
  entry: ViewEntry | undefined
  next: Map<Account | bigint, Node> | undefined
}

export class ViewTable {
  private readonly abi: PreparedInterface
  private readonly names: Names
  private readonly roots = new Map<Account, Map<ViewName, Node>>()

  constructor(abi: PreparedInterface, names: Names) {
    this.abi = abi
    this.names = names
  }

  /**
   * The entry of a view. Equal views have the same entry.
   *
   * @throws {UnknownView} when the contract has no such view.
   */
  entryOf(view: View): ViewEntry {
    const node = this.nodeOf(view)
    node.entry ??= this.entry(view)
    return node.entry
  }

  /**
   * The call of a view that is asked once. Nothing is kept of it: a comparison of all views asks hundreds of
   * thousands.
   *
   * @throws {UnknownView} when the contract has no such view.
   */
  callOf(view: View): Pick<ViewEntry, 'view' | 'to' | 'call' | 'data'> {
    return (
      this.find(view)?.entry ?? {
        view,
        to: this.names.addressOf(view.on),
        ...encodeView(this.abi, view, this.names),
      }
    )
  }

  private find({ on, fn, args }: View): Node | undefined {
    let node = this.roots.get(on)?.get(fn)
    for (const arg of args) node = node?.next?.get(arg)
    return node
  }

  private nodeOf({ on, fn, args }: View): Node {
    let byName = this.roots.get(on)
    if (byName === undefined) this.roots.set(on, (byName = new Map()))
    let node = byName.get(fn)
    if (node === undefined) byName.set(fn, (node = leaf()))
    for (let at = 0; at < args.length; at++) {
      node.next ??= new Map()
      let next = node.next.get(args[at]!)
      if (next === undefined) node.next.set(args[at]!, (next = leaf()))
      node = next
    }
    return node
  }

  private entry(view: View): ViewEntry {
    const { call, data } = encodeView(this.abi, view, this.names)
    return {
      view,
      to: this.names.addressOf(view.on),
      call,
      data,
      precedents: new Precedents(),
      slot: undefined,
    }
  }
}

function leaf(): Node {
  return { entry: undefined, next: undefined }
}
