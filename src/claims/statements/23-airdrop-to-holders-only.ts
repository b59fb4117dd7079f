/** Claim 23: only holders of the moment get the airdrop. */
import { call } from '../../model/interface/action.ts'
import { SECONDS_PER_DAY } from '../../model/kernel/units.ts'
import type { Claim } from '../claim.ts'
import { DEPLOYMENT } from '../deployment.ts'
import { PEOPLE } from '../draw.ts'
import * as moves from '../moves.ts'
import { amtOf, carriedOut, mintSome, provideSome, sharesOf, snapshot, START } from '../reset.ts'
import { eventsIn } from '../step.ts'

const DEADLINE = DEPLOYMENT.timestamp + 30n * SECONDS_PER_DAY

/** Somebody deploys a distributor with a list of their own. */
const deploy: moves.Move = (draw) => [
  call(draw.actor(), 'deploy.distributor', {
    reserve: 'owner',
    snapshotId: BigInt(draw.whole(1, 2)),
    deadline: DEADLINE,
    accounts: [draw.person()],
    amounts: [1n],
  }),
]

const fund: moves.Move = () => [call('owner', 'master.mintMaster', { account: 'distributor', amount: 1n })]

const claimEntry: moves.Move = (draw) => {
  const account = draw.person()
  return [call(account, 'distributor.claim', { index: 0n, account, amount: 1n, proof: 0n })]
}

export default {
  number: 23,
  quotation: 'garantizando a todos los tenedores del momento un airdrop',
  place: '“Gran Reset”',
  english: 'Guaranteeing all holders of the moment an airdrop.',
  readings: [
    {
      by: 'search',
      name: 'nobody-else',
      property:
        'With the list of the procedure, nobody gets AMT who had neither AMT nor liquidity at the ' +
        'snapshot, whatever entry they claim.',
      start: START,
      moves: [mintSome, moves.send, provideSome, snapshot],
      violation(step) {
        const reset = carriedOut(step, 'people')
        if (reset === undefined) return undefined
        const { before, after, actions, plan } = reset
        const strangers = PEOPLE.filter((who) => amtOf(before, who) === 0n && sharesOf(before, who) === 0n)
        for (const who of strangers) {
          // Their own entry does not exist, and another's proof is for another account.
          const forged = plan.list.map((_, index) =>
            call(who, 'distributor.claim', {
              index: BigInt(plan.list.length + index),
              account: who,
              amount: 1n,
              proof: BigInt(index),
            }),
          )
          const unclaimed = before.after([...actions.slice(0, actions.length - 1), ...forged])
          const got = [after, unclaimed].map((facts) => facts.balance('amt', who)).find((amt) => amt > 0n)
          if (got !== undefined)
            return {
              text: `${who} gets ${got} base units of AMT`,
              next: [...actions.slice(0, -1), ...forged],
            }
        }
        return undefined
      },
      restsOn: ['airdrop-proven'],
    },
    {
      by: 'search',
      name: 'enforced',
      property: 'The distributor pays nobody who held no AMT at the snapshot that it names.',
      moves: [mintSome, moves.pay, deploy, fund, claimEntry, moves.send],
      violation(step) {
        const given = eventsIn(step).find(({ name }) => name === 'airdropped')
        if (given === undefined) return undefined
        const [, who, amount] = given.args as [bigint, string, bigint]
        const snapshotId = step.after.airdropSnapshot()
        return step.after.balanceAt(who, snapshotId) === 0n
          ? `${who} gets ${amount} base units of AMT and held none at snapshot ${snapshotId}`
          : undefined
      },
      restsOn: [],
    },
  ],
  leavesOpen:
    'How a holder checks the list: the contract stores the snapshot’s number and pays whom its list names.',
} satisfies Claim
