/**
 * The order emitter: when machines arrive, the owner issues the AMT that the emission policy gives for them, split as the whitepaper has it.
 *
 * The ledger that the policy asks for is read off the day: TH/s before the day's machines, AMT issued until the evening before, and what circulates
 * now. What arrives on one day is one order. It hashes in the day's payment already, and its AMT is issued after that payment, so it shares in the next.
 *
 * The cap bounds what circulates: the emission that would pass it is cut to what is left, and machines that come later are paid with nothing until
 * somebody redeems. The whitepaper names the cap and not what then happens; that the machines come all the same is an assumption.
 *
 * Not modelled: what the buyers of the public sale pay, and a miner who stays away because of a small emission.
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

/** The hash-rate ledger before today's machines. Nothing is burnt before the first day. */
export function ledgerBefore(view: AgentView): HashRateLedger {
  const { ths, bought } = view.environment.fleet
  const supply = view.supply('amt') as Amt
  const issued = view.history.at(-1)?.issued ?? supply
  return { ths: BigInt(ths - bought), issued, burnt: (issued - supply) as Amt }
}
