/** Buy-back world: how worlds with purchases of the buy-back vault begin and go on. */
import { provided } from './liquidity-moves.ts'
import * as moves from './moves.ts'
import { eventsIn, type Step } from './step.ts'
import { buyBack, deposit, deposited, noteWaitBuy, poke, shortWait, vaultAllowances } from './vault-moves.ts'

/** A pool of a million base units of each token, and a depositor. */
export const START = [
  ...vaultAllowances('buyBackVault'),
  ...provided('carol', 1_000_000n),
  ...deposited('buyBackVault', 'alice', 1_000n),
]

export const WORLD = [
  moves.pay,
  moves.pay,
  noteWaitBuy,
  noteWaitBuy,
  poke,
  shortWait,
  buyBack,
  moves.sell,
  deposit('buyBackVault'),
]

/** BTCB spent and AMT bought by a step that is a purchase of the vault. */
export function purchase(step: Step): { readonly spent: bigint; readonly bought: bigint } | undefined {
  const event = eventsIn(step).find(({ name }) => name === 'boughtBack')
  return event && { spent: event.args[0] as bigint, bought: event.args[1] as bigint }
}
