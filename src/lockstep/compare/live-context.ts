/**
 * Live context: a state of the model as a command sees it.
 */
import type { Economy } from '../../model/economy.ts'
import { tokensOf, type Pair, type Token } from '../../model/interface/accounts.ts'
import type { ViewDomain } from '../../model/surface/observation.ts'
import type { GeneratorContext } from '../generate/context.ts'
import type { Rules } from './rules.ts'

/** The context of a state, for a deployment with this order of tokens. */
export function contextOf(
  rules: Rules,
  economy: Economy,
  tokenOrder: readonly Token[],
  domain: ViewDomain = rules.viewDomainOf(economy),
): GeneratorContext {
  return {
    domain,
    now: economy.timestamp,
    read: (view) => rules.read(economy, view),
    airdrop: economy.distributor?.entries ?? [],
    token0: (pair) => firstOf(pair, tokenOrder),
  }
}

/** The token of a pair that comes first in an order. */
function firstOf(pair: Pair, order: readonly Token[]): Token {
  const [a, b] = tokensOf(pair)
  return order.indexOf(a) < order.indexOf(b) ? a : b
}
