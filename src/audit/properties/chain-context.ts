/** Chain context: a build's state as a command sees it, from the chain's own views alone. */
import type { Chain } from '../../evm/chain.ts'
import type { GeneratorContext } from '../../lockstep/generate/context.ts'
import { PAIRS, tokensOf, type Account } from '../../model/interface/accounts.ts'
import type { Entry } from '../../model/state/distributor.ts'
import type { View, ViewDomain } from '../../model/surface/observation.ts'
import { answeredBy, Unanswered } from '../answered.ts'

/** The context. `airdrop`: the distributor's list, which no view returns. */
export function chainContextOf(
  chain: Chain,
  people: readonly Account[],
  airdrop: readonly Entry[],
): GeneratorContext {
  return {
    domain: chainDomainOf(chain, people, airdrop),
    now: chain.now,
    read: (view) => chain.read(view),
    airdrop,
    token0: (pair) => chain.token0(pair),
  }
}

/** Everybody and everything that views can be about. */
export function chainDomainOf(
  chain: Chain,
  people: readonly Account[],
  airdrop: readonly Entry[],
): ViewDomain {
  const ask = <T extends bigint | Account>(view: View, otherwise: T): T => {
    const answer = answeredBy(() => chain.read(view) as T)
    return answer instanceof Unanswered ? otherwise : answer
  }
  const [amt, liqAmt] = ['amt', 'liqAmt'].map((on) => ask({ on, fn: 'getCurrentSnapshotId', args: [] }, 0n))
  return {
    people,
    snapshots: amt! < liqAmt! ? amt! : liqAmt!,
    pairs: PAIRS.filter(
      (pair) => ask<Account>({ on: 'factory', fn: 'getPair', args: tokensOf(pair) }, 'zero') !== 'zero',
    ),
    lockerExists: ask<Account>({ on: 'master', fn: 'addrLiqLocker', args: [] }, 'zero') !== 'zero',
    rounds: Number(ask({ on: 'buyBackVault', fn: 'rounds', args: [] }, 0n)),
    airdrops: airdrop.length === 0 ? undefined : airdrop.length,
  }
}
