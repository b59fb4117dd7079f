/**
 * Liveness: what is paid in can be claimed, everybody can withdraw what is theirs, and no outsider can
 * prevent it.
 */
import { exits } from '../../lockstep/adversarial/exit-liveness.ts'
import { call } from '../../lockstep/generate/context.ts'
import { sentence } from '../../lockstep/report/story.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import { VAULTS } from '../../model/state/deposits.ts'
import { openClaims } from '../worth/positions.ts'
import type { Probe } from './property.ts'
import type { Trial } from './trial.ts'

/** Contracts that can claim: by a function of their own, or for whoever they hold it for. */
const CLAIMING: readonly Account[] = ['locker', 'market', ...VAULTS]

export const claimsArePaid: Probe = {
  name: 'claims-are-paid',
  statement: 'Everybody can claim every payment that they held something at, and gets the whole part.',
  check(trial) {
    for (const { account, side, snapshot, amount } of openClaims(trial.ask, trial.people)) {
      const before = trial.balance('btcb', account)
      const fn = side === 'holders' ? 'master.charge' : 'master.liqCharge'
      const outcome = trial.act(call(account, fn, { snapId: snapshot }))
      if (!outcome.ok) return `${account} cannot claim payment ${snapshot} among ${side}: ${outcome.revert}`
      const got = trial.balance('btcb', account) - before
      if (got !== amount)
        return `${account} got ${got} of payment ${snapshot} among ${side}, expected ${amount}`
    }
    return undefined
  },
}

export const paymentsReachSomebody: Probe = {
  name: 'payments-reach-somebody',
  statement: 'Of each part of a payment, holders and liquidity providers, somebody can claim something.',
  // Liquidity straight on PancakeSwap: the pair's AMT earns for liqAMT, which nobody has.
  claim: 31,
  check(trial) {
    const able = openClaims(trial.ask, [...trial.people, ...CLAIMING])
    for (let id = 1n; id <= trial.payments; id++)
      for (const [side, pot, made] of SIDES) {
        const paid = trial.amount('master', pot, id)
        // What rounds down to nothing for everybody is dust.
        if (paid < BigInt(trial.accounts.length)) continue
        const isOpen = able.some(
          ({ side: of, snapshot, amount }) => of === side && snapshot === id && amount > 0n,
        )
        const wasClaimed = trial.accounts.some(
          (account) => trial.ask({ on: 'master', fn: made, args: [account, id] }) === true,
        )
        if (!isOpen && !wasClaimed)
          return `nobody can claim the ${paid} base units of payment ${id} for ${side}`
      }
    return undefined
  },
}

const SIDES = [
  ['holders', 'pays', 'alreadyCharged'],
  ['providers', 'liqPays', 'liqAlreadyCharged'],
] as const

export const everybodyCanExit: Probe = {
  name: 'everybody-can-exit',
  statement:
    "Everybody can withdraw deposits, claim, remove liquidity and redeem, within a block's gas, one after the other.",
  check(trial) {
    for (const exit of exits(() => trial.context)) {
      if (exit.kind !== 'act' || isWait(exit.action) || !isPermitted(trial, exit.action)) continue
      const outcome = trial.act(exit.action)
      if (!outcome.ok) return `${sentence(exit.action)}: reverts ${outcome.revert}`
    }
    return undefined
  },
}

/**
 * Whether an exit is of something. LP shares that are worth less than a base unit of either token cannot be
 * removed on PancakeSwap, and LP shares that Master does not hold (yet) not through it.
 */
function isPermitted(trial: Trial, action: Exclude<Action, { readonly wait: bigint }>): boolean {
  if (action.call !== 'master.removeLiquidity') return true
  const { amount } = action.args
  const supply = trial.amount('pair', 'totalSupply')
  if (supply === 0n || trial.balance('pair', 'master') < amount) return false
  // Half a percent for the protocol fee that the pair has yet to mint.
  return (['amt', 'btcb'] as const).every((token) => (trial.balance(token, 'pair') * amount) / supply >= 2n)
}

export const outsidersCannotBlock: Probe = {
  name: 'outsiders-cannot-block',
  statement:
    "No cheap act of an outsider makes somebody else's exit, which was possible before, fail for good.",
  check(trial) {
    const last = trial.payments
    for (const victim of trial.people.slice(-MOST_VICTIMS))
      for (const exit of exitsOf(trial, victim, last)) {
        if (trial.undone(() => trial.all(exit)) !== undefined) continue
        const acts = cheapActs(victim, last)
        // All at once first: what none of them does together, none does alone, as a rule.
        if (trial.undone(() => blocked(trial, acts, exit)) === undefined) continue
        for (const act of [...acts.map((each) => [each]), acts]) {
          const revert = trial.undone(() => blocked(trial, act, exit))
          if (revert !== undefined)
            return `${sentence(exit.at(-1)!)}: reverts ${revert} after ${act.map(sentence).join('; ')}`
        }
      }
    return undefined
  },
}

/** The last people of a sequence: two are enough, since any sequence has others. */
const MOST_VICTIMS = 2

/** After the acts, and a day later again: how the exit reverts, or undefined if it is done. */
function blocked(trial: Trial, acts: readonly Action[], exit: readonly Action[]): string | undefined {
  if (!trial.endowed(OUTSIDER, { btcb: 10n, amt: 10n })) return undefined
  for (const act of acts) trial.act(act)
  if (trial.undone(() => trial.all(exit)) === undefined) return undefined
  trial.act({ wait: A_DAY })
  return trial.all(exit)
}

const OUTSIDER = 'outsider'
const A_DAY = 86_400n

/** What everybody may do at hardly any cost. */
function cheapActs(victim: Account, last: bigint): readonly Action[] {
  const gifts = (['master', 'burnVault', 'stakingVault', 'buyBackVault', 'pair', victim] as const).flatMap(
    (to) =>
      (['btcb', 'amt'] as const).map((token) => call(OUTSIDER, `${token}.transfer`, { to, amount: 1n })),
  )
  return [
    ...gifts,
    call(OUTSIDER, 'pair.sync', {}),
    ...VAULTS.flatMap((vault) => [
      call(OUTSIDER, `${vault}.harvest`, { upTo: last }),
      call(OUTSIDER, `${vault}.settle`, { account: victim, upTo: last }),
    ]),
    call(OUTSIDER, 'buyBackVault.poke', {}),
    call(OUTSIDER, 'locker.charge', { snapId: last }),
  ]
}

/** What a person has to take out, each with what it needs. */
function exitsOf(trial: Trial, who: Account, last: bigint): readonly (readonly Action[])[] {
  const [held, wrapped] = [trial.balance('amt', who), trial.balance('liqAmt', who)]
  return [
    ...VAULTS.flatMap((vault) => {
      const amount = trial.amount(vault, 'depositOf', who)
      return amount === 0n ? [] : [[call(who, `${vault}.withdraw`, { amount })]]
    }),
    ...(last === 0n ? [] : [[call(who, 'master.chargeFromTo', { from: 1n, to: last })]]),
    ...(wrapped === 0n
      ? []
      : [
          [
            call(who, 'liqAmt.approve', { spender: 'master', amount: wrapped }),
            call(who, 'master.removeLiquidity', { amount: wrapped }),
          ],
        ]),
    ...(held === 0n
      ? []
      : [
          [
            call(who, 'amt.approve', { spender: 'burnVault', amount: held }),
            call(who, 'burnVault.backingWithdraw', { amount: held }),
          ],
        ]),
  ]
}
