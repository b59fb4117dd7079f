/**
 * Emitter: the owner issues AMT once, split 75/20/5 as in the whitepaper, and may deposit BTCB into the RCL
 * for it.
 *
 * Acts during day `day`. 75% goes to the miner who contributes hash power, 20% to the buyers of the public
 * sale, 5% to the project. The deposit is new BTCB, bridged one for one from BTC; it does not come from
 * production.
 *
 * Not modelled: what buyers and miner pay, and what they do with the AMT.
 */
import { emissionPlan, splitEmission } from '../../../model/economics/emission.ts'
import { type Amt, BASIS_POINTS } from '../../../model/kernel/units.ts'
import { call, type Agent, type Plan } from '../../agent.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { divideUp } from '../../../model/kernel/division.ts'

/** Parameters of {@link emitter}: day, AMT base units, and the matching deposit. */
export interface Emitter {
  readonly day: number
  readonly amount: Amt
  /** Deposit into the RCL, in basis points of the amount that keeps the floor constant. */
  readonly depositMatch: bigint
}

/** Account that receives AMT for machines. */
export const MINER = 'miner-with-machines'
/** Account that buys emitted AMT. */
export const BUYERS = 'public-sale'

/** Issues AMT once, with a deposit in the RCL. */
export function emitter({ day, amount, depositMatch }: Emitter): Agent {
  return {
    name: 'emitter',
    people: [{ name: MINER }, { name: BUYERS }],
    phase: 'day',
    act: (view) => {
      if (view.day !== day || amount === 0n) return []
      const deposit = depositOf(view, amount, depositMatch)
      const fill =
        deposit === 0n
          ? []
          : [
              call('binance', 'btcb.mint', { amount: deposit }),
              call('binance', 'btcb.transfer', { to: 'burnVault', amount: deposit }),
            ]
      return [[...mintPlan(view, amount), ...fill]]
    },
  }
}

/**
 * The owner's mints of one emission, one for each recipient.
 *
 * @throws {AboveCap} when the supply would exceed the cap.
 */
export function mintPlan(view: AgentView, amount: Amt): Plan {
  const split = splitEmission(amount, view.supply('amt') as Amt)
  return emissionPlan(split, { miner: MINER, sale: BUYERS, administration: 'owner' }, 'owner')
}

/** `ceil(V·m·match/S)`: rounded up, so that a match of 100% never lowers the floor. */
function depositOf(view: AgentView, amount: Amt, match: bigint): bigint {
  return divideUp(view.backing() * amount * match, view.supply('amt') * BASIS_POINTS)
}
