/** Claim 11: AMT is only issued as hash power is bought. */
import { call } from '../../model/interface/action.ts'
import type { Claim } from '../claim.ts'
import { decimal } from '../decimal.ts'
import * as moves from '../moves.ts'
import { everMinted, eventsIn, succeeded } from '../step.ts'
import { JULY_2023, START } from '../stated.ts'

/** Anybody tries to issue AMT, through Master or at the token. */
const mintByAnybody: moves.Move = (draw) => {
  const [by, to, amount] = [draw.actor(), draw.person(), draw.amount()]
  return [
    draw.pick([call(by, 'master.mintMaster', { account: to, amount }), call(by, 'amt.mint', { to, amount })]),
  ]
}

export default {
  number: 11,
  quotation: 'serán emitidos a lo largo del tiempo en la medida que se adquiera poder de hash',
  place: 'Transparencia y poder de hash',
  english: 'They will be issued over time to the extent that hash power is acquired.',
  readings: [
    {
      by: 'search',
      name: 'enforced',
      property: 'The contracts issue AMT only after an event about acquired hash power.',
      moves: [moves.mint, moves.pay, moves.claim, moves.send],
      violation(step) {
        const minted = succeeded(step, 'master.mintMaster')
        if (minted === undefined || minted.args.amount === 0n) return undefined
        if (step.past.some(({ name }) => /hash/i.test(name))) return undefined
        return `${minted.by} issued ${minted.args.amount} base units of AMT, and no event mentions hash power`
      },
      restsOn: [],
    },
    {
      by: 'search',
      name: 'by-the-owner-alone',
      property: 'Nobody but Master’s owner issues AMT.',
      moves: [mintByAnybody, mintByAnybody, moves.mint, moves.burn],
      violation(step) {
        const by = 'by' in step.action ? step.action.by : undefined
        return everMinted(eventsIn(step)) === 0n || by === 'owner'
          ? undefined
          : `${String(by)} issued ${everMinted(eventsIn(step))} base units of AMT`
      },
      restsOn: ['owner-issues', 'burn-destroys'],
    },
    {
      by: 'figures',
      name: 'until-july-2023',
      property: 'From the start to July 2023 hash power grew with the issued AMT.',
      figures: () => [
        {
          what:
            `AMT for each TH/s added, ${JULY_2023.issued - START.issued} / ` +
            `${JULY_2023.hashRate - START.hashRate}, is at most the start’s 625`,
          said: 'yes',
          found:
            JULY_2023.issued - START.issued <= START.amtPerTh * (JULY_2023.hashRate - START.hashRate)
              ? 'yes'
              : `no, ${decimal(JULY_2023.issued - START.issued, JULY_2023.hashRate - START.hashRate, 1)}`,
        },
      ],
      restsOn: [],
    },
  ],
  leavesOpen:
    'How much AMT for how much hash power, and how a holder would check it: only the mining pools ' +
    'know the hash power, and the owner decides.',
} satisfies Claim
