/**
 * Adversarial chain: the contracts with outside tokens that can turn against their users, and people that are
 * contracts.
 *
 * BTCB and USDT are `contracts/outside/adversarial/AdversarialToken.sol`; everybody who acts has the code of
 * `AdversarialAccount.sol`. By default both behave. On request a token takes a fee, freezes accounts, or
 * calls anything from the middle of a transfer.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { isWait, type Action, type Call } from '../../model/interface/action.ts'
import type { OutsideToken } from './token-behaviour.ts'
import type { Event, Outcome } from '../../model/interface/outcome.ts'
import { prepareCall, type PreparedCall } from '../../evm/abi/call.ts'
import type { AbiValue } from '../../evm/abi/value.ts'
import type { Build } from '../../evm/build.ts'
import { Chain, type ChainOptions } from '../../evm/chain.ts'
import { adversarialArtifacts } from '../../evm/compile/outside.ts'
import { revertOf } from '../../evm/decode.ts'
import { encodeCall, targetOf } from '../../evm/interface.ts'
import { fromHex, toHex } from '../../evm/machine/hex.ts'
import { addressOfPerson } from '../../evm/names.ts'
import { ACTORS } from '../generate/genesis.ts'
import { sharedChains } from '../compare/deployed-chain.ts'

/** When to reenter. Each transfer has two moments: before the balances change, and after it. */
export interface Moment {
  /** The token whose transfer is interrupted. */
  readonly token: OutsideToken
  /** Number of earlier moments of its transfers. */
  readonly skip: number
}

/** The result of a reentrant call. */
export interface Reentry {
  readonly done: boolean
  /** The reason if it reverted. */
  readonly revert: string | undefined
  /** Events of the action before the reentrant call, of the reentrant call, and of the action after it. */
  readonly before: readonly Event[]
  readonly during: readonly Event[]
  readonly after: readonly Event[]
}

export interface ReentryOutcome {
  /** Of the action, without what belongs to the reentrant call. */
  readonly outcome: Outcome
  /** Undefined if its moment did not come, or if the whole action reverted. */
  readonly reentry: Reentry | undefined
}

/** A build with the adversarial tokens; one per build, so that its chains are deployed once. */
export function adversarialBuild(build: Build): Build {
  const known = adversarialBuilds.get(build)
  if (known !== undefined) return known
  const { token } = adversarialArtifacts()
  const adversarial = { ...build, outside: { ...build.outside, btcb: token, usdt: token } }
  adversarialBuilds.set(build, adversarial)
  return adversarial
}

const adversarialBuilds = new WeakMap<Build, Build>()

export class AdversarialChain extends Chain {
  private readonly calls: Readonly<Record<'arm' | 'freeze' | 'keepFee', PreparedCall>>

  /** Deploys, and gives every actor contract code. Throws what `Chain` throws. */
  constructor(options: ChainOptions) {
    super({ ...options, build: adversarialBuild(options.build) })
    const { token, person } = adversarialArtifacts()
    this.calls = {
      arm: prepareCall(token.abi, 'arm'),
      freeze: prepareCall(token.abi, 'freeze'),
      keepFee: prepareCall(token.abi, 'keepFee'),
    }
    for (const actor of ACTORS)
      this.machine.place(this.names.addressOf(actor), fromHex(person.deployedBytecode))
    this.machine.takeWrites()
  }

  keepFee(token: OutsideToken, feeBps: bigint): void {
    this.configure(token, 'keepFee', feeBps)
  }

  freeze(token: OutsideToken, account: Account, frozen: boolean): void {
    this.configure(token, 'freeze', this.names.addressOf(account), frozen)
  }

  /** Applies an action with a reentrant call at a moment of it. */
  applyWithReentry(action: Action, call: Call, { token, skip }: Moment): ReentryOutcome {
    const { abi, names } = this
    const data = toHex(encodeCall(abi, call, names, (entry) => this.airdrop?.proof(entry) ?? []))
    this.configure(
      token,
      'arm',
      names.addressOf(call.by),
      names.addressOf(targetOf(call)),
      data,
      BigInt(skip),
    )
    const outcome = this.apply(action)
    this.configure(token, 'arm', names.addressOf('zero'), names.addressOf('zero'), '0x', 0n)
    return outcome.ok ? this.withoutReentry(outcome) : { outcome, reentry: undefined }
  }

  /** Whether a call can reenter: its target exists and its sender is an actor. */
  canReenter(action: Action): action is Call {
    return (
      !isWait(action) &&
      action.call !== 'deploy.distributor' &&
      ACTORS.includes(action.by) &&
      this.machine.hasCode(this.names.addressOf(targetOf(action)))
    )
  }

  private withoutReentry(outcome: Outcome & { readonly ok: true }): ReentryOutcome {
    const { events } = outcome
    const start = events.findIndex(({ name }) => name === 'reentryStarted')
    if (start < 0) return { outcome, reentry: undefined }
    // A reentrant call cannot contain another: the token is armed for one call.
    const end = events.findIndex(({ name }) => name === 'reentryEnded')
    const [done, answer] = events[end]!.args as [boolean, `0x${string}`]
    const before = events.slice(0, start)
    const after = events.slice(end + 1)
    const revert = done ? undefined : revertOf(this.abi, { returned: fromHex(answer) })
    return {
      outcome: { ...outcome, events: [...before, ...after] },
      reentry: { done, revert, before, during: events.slice(start + 1, end), after },
    }
  }

  private configure(
    token: OutsideToken,
    name: keyof AdversarialChain['calls'],
    ...args: readonly AbiValue[]
  ): void {
    const receipt = this.machine.execute({
      from: CONTROLLER,
      to: this.names.addressOf(token),
      data: this.calls[name].encode(...args),
      timestamp: this.now,
      blockNumber: 1n,
    })
    if (!receipt.ok) throw new NotAdversarial(token, revertOf(this.abi, receipt))
    this.drop(this.machine.takeWrites())
  }
}

/** Sender of the commands to the tokens; not an account of the economy. */
const CONTROLLER = addressOfPerson('whisperer')

/** The adversarial chain of a build. Deploys on first use. */
export const adversarialChainOf = sharedChains((options) => new AdversarialChain(options))

/** The token at this address is not `AdversarialToken`. */
export class NotAdversarial extends Error {
  override readonly name = 'NotAdversarial'
  constructor(token: OutsideToken, revert: string) {
    super(`expected ${token} to be the adversarial token, got the revert ${revert}`)
  }
}
