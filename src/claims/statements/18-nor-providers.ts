/** Claim 18: the Great Reset costs liquidity providers nothing. */
import type { Claim } from '../claim.ts'
import { wrap } from '../liquidity-moves.ts'
import { amtOf, carriedOut, losers, mintSome, sharesOf, snapshot, START, type List } from '../reset.ts'
import type { Facts, Step } from '../step.ts'
import { provideSome } from '../reset.ts'

const everything = (facts: Facts, who: string) => ({ amt: amtOf(facts, who), shares: sharesOf(facts, who) })

function lossOf(step: Step, list: List) {
  const reset = carriedOut(step, list)
  const loser = reset && losers(reset, everything, 2n)
  return loser && { text: loser.text, next: reset.actions }
}

const world = [mintSome, provideSome, wrap, snapshot]

export default {
  number: 18,
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
        'If the list is of wallets, AMT and liquidity of each person are worth as much at the pool’s ' +
        'price as before, to within two base units of AMT.',
      start: START,
      moves: world,
      violation: (step) => lossOf(step, 'wallets'),
      restsOn: [],
    },
    {
      by: 'search',
      name: 'list-of-people',
      property:
        'If the list looks through the pool to its providers, AMT and liquidity of each person are ' +
        'worth as much as before, to within two base units of AMT.',
      start: START,
      moves: world,
      violation: (step) => lossOf(step, 'people'),
      restsOn: ['airdrop-in-full'],
    },
  ],
  leavesOpen: 'Whether providers, whose AMT are in the pool, are “holders of the moment”.',
} satisfies Claim
