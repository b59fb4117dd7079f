/** Claim 26: the staking vault pays exactly what its period brings. */
import type { Account } from '../../model/interface/accounts.ts'
import { isCallOf } from '../assumptions.ts'
import type { Assumption, Claim } from '../claim.ts'
import { PEOPLE } from '../draw.ts'
import * as moves from '../moves.ts'
import { eventsIn, Facts, succeeded, type Step } from '../step.ts'
import { deposit, harvest, vaultAllowances, withdraw } from '../vault-moves.ts'

const VAULT = 'stakingVault'

/** What wallets with a holder's deposits would have claimed, payment by payment, each rounded down. */
function claimsOfDeposits({ after, past }: Step, holder: Account): bigint {
  let [deposit, payment, sum] = [0n, 0n, 0n]
  for (const { on, name, args } of past)
    if (on === 'master' && name === 'rentPaid') {
      payment++
      const claimable = after.supplyAt(payment) - after.balanceAt('pair', payment)
      if (deposit > 0n) sum += (after.pot(payment) * deposit) / claimable
    } else if (on === VAULT && args[0] === holder) {
      if (name === 'deposited') deposit += args[1] as bigint
      if (name === 'withdrawn') deposit -= args[1] as bigint
    }
  return sum
}

/** BTCB that the vault has paid a holder. */
function paidTo({ past }: Step, holder: Account): bigint {
  return past
    .filter(({ on, name, args }) => on === VAULT && name === 'withdrawn' && args[0] === holder)
    .reduce((sum, { args }) => sum + (args[2] as bigint), 0n)
}

const theProjectHarvests: Assumption = {
  name: 'the-project-harvests',
  text: 'the project makes the vault claim each payment before a depositor calls it',
  permits: (action, economy, rules) => {
    const facts = new Facts(rules, economy)
    const isUse = isCallOf(action, ['stakingVault.deposit', 'stakingVault.withdraw'])
    return !isUse || facts.harvestedTo(VAULT) === facts.payments()
  },
}

const start = vaultAllowances(VAULT)
const world = [
  moves.mint,
  moves.pay,
  moves.pay,
  deposit(VAULT),
  deposit(VAULT),
  withdraw(VAULT),
  withdraw(VAULT),
  harvest(VAULT),
]

export default {
  number: 26,
  quotation:
    'recibirá los tokens inicialmente depositados más los BTCB que correspondan a todos los cobros ' +
    'que ocurrieron durante el periodo de depósito por los AMT que él depositó',
  place: 'Baul de Staking y Recompra',
  english:
    'The user will receive the tokens initially deposited plus the BTCB of all payments that ' +
    'occurred during the period of the deposit for the AMT deposited.',
  readings: [
    {
      by: 'search',
      name: 'exactly-its-payments',
      property:
        'After each withdrawal the vault has paid exactly what the deposits would have claimed in a ' +
        'wallet, payment by payment, and it returns the AMT withdrawn.',
      start,
      moves: world,
      violation(step) {
        const withdrawn = succeeded(step, 'stakingVault.withdraw')
        if (withdrawn === undefined) return undefined
        const { by, args } = withdrawn
        const returned = step.after.balance('amt', by) - step.before.balance('amt', by)
        if (returned !== args.amount)
          return `${by} withdraws ${args.amount} base units of AMT and gets ${returned}`
        const [paid, due] = [paidTo(step, by), claimsOfDeposits(step, by)]
        return paid === due ? undefined : `the vault has paid ${by} ${paid} base units of BTCB, not ${due}`
      },
      restsOn: ['vault-rounds-down'],
    },
    {
      by: 'search',
      name: 'everybody-can-leave',
      property: 'Each depositor can withdraw the whole deposit at any moment.',
      start,
      moves: world,
      violation({ past, action, outcome }) {
        if (!isCallOf(action, ['stakingVault.withdraw']) || outcome.ok || !('by' in action)) return undefined
        const amount = (action.args as { amount: bigint }).amount
        const put = past
          .filter(({ on, args }) => on === VAULT && args[0] === action.by)
          .reduce((sum, { name, args }) => {
            if (name === 'deposited') return sum + (args[1] as bigint)
            return name === 'withdrawn' ? sum - (args[1] as bigint) : sum
          }, 0n)
        return amount <= put && PEOPLE.includes(action.by)
          ? `${action.by} cannot withdraw ${amount} of ${put} base units of AMT`
          : undefined
      },
      restsOn: ['vault-rounds-down', 'claim-rounds-down', 'rcl-pays-redemptions-only'],
    },
    {
      by: 'search',
      name: 'the-project-pays-the-gas',
      property: 'No deposit or withdrawal claims payments itself, which costs its sender gas.',
      start,
      moves: world,
      violation(step) {
        const used = succeeded(step, 'stakingVault.withdraw') ?? succeeded(step, 'stakingVault.deposit')
        if (used === undefined) return undefined
        const claimed = eventsIn(step).find(({ on, name }) => on === VAULT && name === 'harvested')
        return claimed === undefined
          ? undefined
          : `${used.by} claims payments ${String(claimed.args[0])} to ${String(claimed.args[1])} for ` +
              'the vault'
      },
      assumptions: [theProjectHarvests],
      restsOn: [],
    },
  ],
  leavesOpen:
    'The remainder of rounding each payment down, which stays in the vault; for how long the project ' +
    'pays the gas.',
} satisfies Claim
