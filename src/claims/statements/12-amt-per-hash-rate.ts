/** Claim 12: 625 and 246.3 AMT per TH/s. */
import type { Claim } from '../claim.ts'
import { decimal } from '../decimal.ts'
import { JULY_2023, START } from '../stated.ts'

const { issued: ISSUED, hashRate: HASH_RATE, amtPerThTenths } = JULY_2023

export default {
  number: 12,
  quotation:
    'El proyecto comenzó a funcionar con 70.000 TH/s y […] 1TH/s = 625 AMT. Actualmente el proyecto cuenta con 55.035.719 de tokens emitidos y una relación con TH/s de 1TH/s = 246.3 AMT. […] (llegando actualmente a 223.446 TH/s)',
  place: 'Transparencia y poder de hash',
  english:
    'The project began with 70,000 TH/s and 1 TH/s = 625 AMT. It now has 55,035,719 issued tokens and 1 TH/s = 246.3 AMT, at 223,446 TH/s.',
  readings: [
    {
      by: 'figures',
      name: 'ratio-of-july-2023',
      property: 'The issued AMT over the hash rate are the stated ratio, to its digits.',
      figures: () => [
        {
          what: '55,035,719 AMT / 223,446 TH/s, in AMT per TH/s',
          said: '246.3',
          found: decimal(ISSUED, HASH_RATE, 1),
        },
      ],
      restsOn: [],
    },
    {
      by: 'figures',
      name: 'issued-of-july-2023',
      property: 'The stated ratio times the hash rate is the stated number of issued AMT.',
      figures: () => [
        {
          what: '246.3 AMT per TH/s × 223,446 TH/s, in AMT',
          said: String(ISSUED),
          found: decimal(amtPerThTenths * HASH_RATE, 10n, 1),
        },
      ],
      restsOn: [],
    },
    {
      by: 'figures',
      name: 'fits-the-cap',
      property: 'What the start’s ratio issues is within what was issued by July 2023, and within the cap.',
      figures: () => {
        const start = START.issued
        return [
          {
            what: '70,000 TH/s × 625 AMT per TH/s = 43,750,000 AMT, at most 55,035,719 and 100,000,000',
            said: 'yes',
            found: start === 43_750_000n && start <= ISSUED && ISSUED <= 100_000_000n ? 'yes' : 'no',
          },
        ]
      },
      restsOn: [],
    },
  ],
  leavesOpen: 'When the 43,750,000 AMT of the start were issued, and which machines count as connected.',
} satisfies Claim
