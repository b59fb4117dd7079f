/**
 * Fairness: equal stakes over equal time earn equally, whatever path they took, and nobody earns from a
 * payment without having held through it.
 */
import { call } from '../../lockstep/generate/context.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { openClaims } from '../worth/positions.ts'
import type { Probe } from './property.ts'
import type { Trial } from './trial.ts'

const STAKE = 10n ** 18n
const PAYMENTS = 3n

/** Names of people who join for a trial. */
const [HOLDER, MOVER, HEIR, DEPOSITOR, LATER] = ['holder', 'mover', 'heir', 'depositor', 'later'] as const

export const equalStakesEarnEqually: Probe = {
  name: 'equal-stakes-earn-equally',
  statement:
    'The same AMT over the same payments earns the same in a wallet, moved between wallets, and in ' +
    'the staking vault.',
  check(trial) {
    for (const who of [HOLDER, MOVER, DEPOSITOR]) if (!trial.endowed(who, { amt: STAKE })) return undefined
    const first = trial.payments + 1n
    const split = [call(DEPOSITOR, 'stakingVault.deposit', { amount: STAKE / 2n })]
    if (trial.all([...split, ...split]) !== undefined) return undefined
    for (let payment = 0n; payment < PAYMENTS; payment++) {
      if (!trial.paid(STAKE + 7n * payment)) return undefined
      // Half of it goes on after the first payment.
      if (payment === 0n && trial.all([call(MOVER, 'amt.transfer', { to: HEIR, amount: STAKE / 2n })]))
        return undefined
    }
    const to = first + PAYMENTS - 1n
    const claims = [HOLDER, MOVER, HEIR].map((who) => call(who, 'master.chargeFromTo', { from: first, to }))
    const withdrawal = call(DEPOSITOR, 'stakingVault.withdraw', { amount: STAKE })
    const revert = trial.all([...claims, withdrawal])
    if (revert !== undefined) return `who holds through ${PAYMENTS} payments cannot collect: ${revert}`
    const earned = ([HOLDER, MOVER, HEIR, DEPOSITOR] as const).map((who) => trial.balance('btcb', who))
    const [inWallet, moved, inherited, deposited] = earned as [bigint, bigint, bigint, bigint]
    // Each claim rounds down once: two claims of halves may get one base unit less than one of the whole.
    if (inWallet !== deposited)
      return `${STAKE} AMT earned ${deposited} in the staking vault, and ${inWallet} in a wallet`
    const lost = inWallet - moved - inherited
    if (lost < 0n || lost > PAYMENTS)
      return `${STAKE} AMT earned ${moved + inherited} in two wallets, and ${inWallet} in one`
    return undefined
  },
}

export const onlyHoldersOfTheTimeEarn: Probe = {
  name: 'only-holders-of-the-time-earn',
  statement:
    'Who gets AMT, deposits or adds liquidity after a payment earns nothing from it, and takes ' +
    'nothing of it.',
  check(trial) {
    if (!trial.endowed(HOLDER, { amt: STAKE }) || !trial.paid(STAKE)) return undefined
    const id = trial.payments
    const due = openClaims(trial.ask, [HOLDER])[0]?.amount ?? 0n
    if (due === 0n || !trial.endowed(LATER, { btcb: 0n })) return undefined
    if (trial.all([call(HOLDER, 'amt.transfer', { to: LATER, amount: STAKE })]) !== undefined)
      return undefined
    return (
      trial.undone(() => claimsOf(trial, id)) ??
      trial.undone(() => depositsOf(trial)) ??
      missing(trial, HOLDER, id, due)
    )
  },
}

/** What somebody gets of a payment before whose snapshot nothing was held. */
function claimsOf(trial: Trial, snapId: bigint): string | undefined {
  for (const fn of ['master.charge', 'master.liqCharge'] as const) trial.act(call(LATER, fn, { snapId }))
  trial.act(call(LATER, 'master.chargeFromTo', { from: 1n, to: snapId }))
  return earnedTooMuch(trial, 'by a claim')
}

function depositsOf(trial: Trial): string | undefined {
  for (const vault of ['stakingVault', 'buyBackVault'] as const) {
    const [amount, none] = [STAKE / 2n, 0n]
    trial.all([
      call(LATER, `${vault}.deposit`, { amount }),
      call(LATER, `${vault}.withdraw`, { amount: none }),
    ])
    trial.act(call(LATER, `${vault}.withdraw`, { amount }))
  }
  return earnedTooMuch(trial, 'by a deposit')
}

function earnedTooMuch(trial: Trial, how: string): string | undefined {
  const earned = trial.balance('btcb', LATER)
  return earned === 0n ? undefined : `${LATER} earned ${earned} ${how} from payments before the AMT came`
}

/** Who held through the payment and sold later still gets the whole part. */
function missing(trial: Trial, who: Account, snapId: bigint, due: bigint): string | undefined {
  const outcome = trial.act(call(who, 'master.charge', { snapId }))
  const got = outcome.ok ? trial.balance('btcb', who) : 0n
  return got === due ? undefined : `${who} held at payment ${snapId}, sold, and got ${got} of ${due}`
}
