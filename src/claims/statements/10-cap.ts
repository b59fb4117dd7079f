/** Claim 10: at most 100,000,000 AMT. */
import { CAP, fromBase } from '../../model/kernel/units.ts'
import { nobodyBurns } from '../assumptions.ts'
import type { Claim } from '../claim.ts'
import * as moves from '../moves.ts'
import { everMinted } from '../step.ts'

const world = [moves.mintTheCap, moves.mintTheCap, moves.mint, moves.burn, moves.redeem, moves.fundRcl]

export default {
  number: 10,
  quotation:
    'Podrán existir como máximo 100.000.000 de AMT que serán emitidos a lo largo del tiempo en la medida que se adquiera poder de hash.',
  place: 'Transparencia y poder de hash',
  english: 'At most 100,000,000 AMT can exist, issued over time as hash power is acquired.',
  readings: [
    {
      by: 'search',
      name: 'in-circulation',
      property: 'The circulating AMT never exceed 100,000,000.',
      moves: world,
      violation: ({ after }) =>
        after.supply() > CAP ? `${fromBase(after.supply())} AMT circulate` : undefined,
      restsOn: ['cap', 'burn-destroys'],
    },
    {
      by: 'search',
      name: 'ever-issued',
      property: 'No more than 100,000,000 AMT are ever issued.',
      moves: world,
      violation({ past }) {
        const minted = everMinted(past)
        return minted > CAP ? `${fromBase(minted)} AMT have been issued` : undefined
      },
      assumptions: [nobodyBurns],
      // AMT can be burnt in two ways: without one of them the verdict is the same.
      restsOn: ['cap'],
    },
  ],
  leavesOpen: 'Whether burnt AMT count towards the maximum.',
} satisfies Claim
