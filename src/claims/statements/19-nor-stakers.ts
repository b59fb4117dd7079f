/** Claim 19: the Great Reset costs stakers nothing. */
import type { Claim } from '../claim.ts'
import { amtOf, carriedOut, depositSome, losers, mintSome, snapshot, START, type List } from '../reset.ts'
import type { Facts, Step } from '../step.ts'

const allAmt = (facts: Facts, who: string) => ({ amt: amtOf(facts, who), shares: 0n })

function lossOf(step: Step, list: List) {
  const reset = carriedOut(step, list)
  const loser = reset && losers(reset, allAmt, 1n)
  return loser && { text: loser.text, next: reset.actions }
}

const world = [mintSome, depositSome, depositSome, snapshot]

export default {
  number: 19,
  quotation:
    'garantizando a todos los tenedores del momento un airdrop de la cantidad correspondiente de AMT ' +
    'para evitarles pérdida de valor',
  place: '“Gran Reset”',
  english:
    'Guaranteeing all holders of the moment an airdrop of the corresponding amount of AMT to avoid a ' +
    'loss of value for them.',
  readings: [
    {
      by: 'search',
      name: 'list-of-wallets',
      property:
        'If the list is of wallets, the AMT of each person, in the wallet and in the vaults, are ' +
        'worth as much at the pool’s price as before, to within one base unit of AMT.',
      start: START,
      moves: world,
      violation: (step) => lossOf(step, 'wallets'),
      restsOn: [],
    },
    {
      by: 'search',
      name: 'list-of-people',
      property:
        'If the list looks through the vaults to their depositors, the AMT of each person are worth ' +
        'as much as before, to within one base unit of AMT.',
      start: START,
      moves: world,
      violation: (step) => lossOf(step, 'people'),
      restsOn: ['airdrop-in-full'],
    },
  ],
  leavesOpen: 'Whether depositors, whose AMT are in a vault, are “holders of the moment”.',
} satisfies Claim
