/**
 * Machine-order emitter: when machines arrive, the owner issues the AMT that the emission policy grants for
 * them, split 75/20/5.
 *
 * Acts during the day, after the payment. All machines of a day are one order. They already hash for that
 * day's payment; their AMT shares in payments from the next day on. The hash-rate ledger that the policy
 * needs is read from the view: TH/s before the order, AMT issued until the previous close, and the present
 * supply.
 *
 * The cap limits the supply. An emission above it is cut to what is left, and later orders receive nothing
 * until AMT is redeemed. The whitepaper names the cap and not this case; that machines still arrive is an
 * assumption.
 *
 * Not modelled: what the buyers of the public sale pay, and a miner who withdraws because of a small
 * emission.
 */
import {
  emissionWithinCap,
  type EmissionPolicy,
  type HashRateLedger,
} from '../../../model/economics/hash-rate-ledger.ts'
import type { Amt } from '../../../model/kernel/units.ts'
import type { Agent } from '../../agent.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { BUYERS, MINER, mintPlan } from './emitter.ts'

/** Issues AMT for each order of machines. */
export function orderEmitter(policy: EmissionPolicy): Agent {
  return {
    name: 'order-emitter',
    people: [{ name: MINER }, { name: BUYERS }],
    phase: 'day',
    act: (view) => {
      const { bought } = view.environment.fleet
      if (bought === 0) return []
      const amount = emissionWithinCap(policy, ledgerBefore(view), BigInt(bought))
      return amount === 0n ? [] : [mintPlan(view, amount)]
    },
  }
}

/**
 * Hash-rate ledger before today's order. Before the first close, issued AMT equals the supply: nothing is
 * burnt in the initial state.
 */
export function ledgerBefore(view: AgentView): HashRateLedger {
  const { ths, bought } = view.environment.fleet
  const supply = view.supply('amt') as Amt
  const issued = view.history.at(-1)?.issued ?? supply
  return { ths: BigInt(ths - bought), issued, burnt: (issued - supply) as Amt }
}
