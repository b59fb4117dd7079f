/** Claim 13: an emission splits 75/20/5. */
import { splitEmission } from '../../model/economics/emission.ts'
import { amt, type Amt } from '../../model/kernel/units.ts'
import type { Claim } from '../claim.ts'
import { decimal } from '../decimal.ts'
import * as moves from '../moves.ts'
import { SPLIT_PERCENT, START } from '../stated.ts'
import { eventsIn, succeeded } from '../step.ts'

export default {
  number: 13,
  quotation:
    'Emisión inicial de AMT: […] 75% Minero aportante del poder de hash […] 20% A venta pública […] ' +
    '5% Administración y marketing',
  place: 'Transparencia y poder de hash',
  english:
    'Initial emission of AMT: 75% to the miner who contributes the hash power, 20% for public sale, ' +
    '5% administration and marketing.',
  readings: [
    {
      by: 'figures',
      name: 'the-parts',
      property: 'The parts are a whole, and split the start’s emission without a remainder.',
      figures() {
        const { miner, sale, administration } = SPLIT_PERCENT
        const parts = splitEmission(amt(String(START.issued)), 0n as Amt)
        const whole = amt(String(START.issued))
        const share = (part: bigint): string => decimal(100n * part, whole, 6)
        return [
          { what: '75 + 20 + 5', said: '100', found: String(miner + sale + administration) },
          { what: 'miner’s part of 43,750,000 AMT, in %', said: '75.000000', found: share(parts.miner) },
          { what: 'public sale’s part, in %', said: '20.000000', found: share(parts.sale) },
          { what: 'administration’s part, in %', said: '5.000000', found: share(parts.administration) },
        ]
      },
      restsOn: [],
    },
    {
      by: 'search',
      name: 'enforced',
      property: 'No emission gives one account more than 75% of it.',
      moves: [moves.mint, moves.send],
      violation(step) {
        const minted = succeeded(step, 'master.mintMaster')
        if (minted === undefined || minted.args.amount === 0n) return undefined
        const received = new Map<string, bigint>()
        for (const { on, name, args } of eventsIn(step))
          if (on === 'amt' && name === 'Transfer' && args[0] === 'zero')
            received.set(args[1] as string, (received.get(args[1] as string) ?? 0n) + (args[2] as bigint))
        const most = [...received].find(([, amt]) => 100n * amt > 75n * minted.args.amount)
        return most && `${most[1]} of ${minted.args.amount} base units go to ${most[0]}`
      },
      restsOn: [],
    },
  ],
  leavesOpen:
    'Whether later emissions split like the initial one, how the parts round, and from which part ' +
    'the AMT of the launch pool came.',
} satisfies Claim
