/**
 * Chain runner: a build without a model beside it, watched by properties.
 *
 * Nothing is compared and nothing undone, so that the consequences of a difference can show, and whatever
 * model and contracts would do alike. What a command sees of the state is what the chain's own views answer.
 */
import type { Build } from '../../evm/build.ts'
import { ViewReverted, type Chain } from '../../evm/chain.ts'
import { AbiDataError } from '../../evm/abi/value.ts'
import { UnknownView } from '../../evm/interface.ts'
import { deployedChainOf } from '../../lockstep/compare/deployed-chain.ts'
import type { GeneratorContext } from '../../lockstep/generate/context.ts'
import { PAIRS, PRIVILEGED_ACCOUNTS, tokensOf, type Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { nextMonitor, startMonitor, type Broken, type Monitor } from '../../model/invariants/monitor.ts'
import type { Entry } from '../../model/state/distributor.ts'
import type { View, ViewDomain } from '../../model/surface/observation.ts'
import type { AmtSorts } from '../census/runner.ts'

export class ChainRunner {
  readonly chain: Chain
  private readonly people: readonly Account[]
  private readonly lacks: ReadonlySet<string>
  private airdrop: readonly Entry[] = []
  /** One for each property, so that one that cannot be observed leaves the others. */
  private monitors: readonly Monitor[]

  constructor(
    build: Build,
    amtSorts: AmtSorts,
    people: readonly Account[],
    properties: readonly AnyInvariant[],
  ) {
    const { chain, start } = deployedChainOf(build, amtSorts)
    chain.rewind(start)
    chain.staleViews()
    this.chain = chain
    this.people = [...PRIVILEGED_ACCOUNTS, ...people]
    this.lacks = new Set(build.lacks)
    const domain = this.domain()
    this.monitors = properties.flatMap(
      (property) => observed(() => startMonitor([property], chain, domain)) ?? [],
    )
  }

  /**
   * Applies an action; the properties that it breaks. Undefined, and nothing happens, if the build has no such
   * function, or its answer cannot be read.
   */
  step(action: Action): { readonly outcome: Outcome; readonly broken: readonly Broken[] } | undefined {
    const { chain } = this
    if (!isWait(action) && this.lacks.has(action.call)) return undefined
    const mark = chain.checkpoint()
    const outcome = observed(() => chain.apply(action))
    if (outcome === undefined) {
      // The call took effect before its answer was decoded; the example leaves it out.
      chain.rewind(mark)
      return undefined
    }
    if (!isWait(action) && action.call === 'deploy.distributor' && outcome.ok) {
      const { accounts, amounts } = action.args
      this.airdrop = accounts.map((account, index) => ({ account, amount: amounts[index]! }))
    }
    const taken = { action, outcome, observed: chain, domain: this.domain(), changed: chain.staleViews() }
    const after = this.monitors.flatMap((monitor) => observed(() => nextMonitor(monitor, taken)) ?? [])
    const broken = after.flatMap((monitor) => monitor.broken)
    this.monitors = after.filter((monitor) => monitor.broken.length === 0)
    return { outcome, broken }
  }

  /** The chain's state as a command sees it. */
  context(): GeneratorContext {
    const { chain } = this
    return {
      domain: this.domain(),
      now: chain.now,
      read: (view) => chain.read(view),
      airdrop: this.airdrop,
      token0: (pair) => chain.token0(pair),
    }
  }

  private domain(): ViewDomain {
    const snapshots = ['amt', 'liqAmt'].map((on) =>
      this.ask({ on, fn: 'getCurrentSnapshotId', args: [] }, 0n),
    )
    return {
      people: this.people,
      snapshots: snapshots[0]! < snapshots[1]! ? snapshots[0]! : snapshots[1]!,
      pairs: PAIRS.filter(
        (pair) =>
          this.ask<Account>({ on: 'factory', fn: 'getPair', args: tokensOf(pair) }, 'zero') !== 'zero',
      ),
      lockerExists: this.ask<Account>({ on: 'master', fn: 'addrLiqLocker', args: [] }, 'zero') !== 'zero',
      rounds: Number(this.ask({ on: 'buyBackVault', fn: 'rounds', args: [] }, 0n)),
      airdrops: this.airdrop.length === 0 ? undefined : this.airdrop.length,
    }
  }

  /** The answer to a view; `otherwise` where the build has none. */
  private ask<T extends bigint | Account>(view: View, otherwise: T): T {
    try {
      return this.chain.read(view) as T
    } catch (error) {
      if (error instanceof ViewReverted || error instanceof UnknownView) return otherwise
      throw error
    }
  }
}

/** The result of `act`; undefined where the build lacks a view, or an answer cannot be read. */
export function observed<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof UnknownView || error instanceof ViewReverted || error instanceof AbiDataError)
      return undefined
    throw error
  }
}
