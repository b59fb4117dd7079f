/** Gifts: what somebody sends unasked changes nobody else's share. */
import { call } from '../../lockstep/generate/context.ts'
import type { Account } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { VAULTS } from '../../model/state/deposits.ts'
import type { Positions } from '../worth/positions.ts'
import type { Probe } from './property.ts'
import type { Trial } from './trial.ts'

const AMOUNT = 10n ** 18n
const [GIVER, NEWCOMER] = ['giver', 'newcomer'] as const

export const giftsChangeNoShare: Probe = {
  name: 'gifts-change-no-share',
  statement:
    'After a gift of AMT and BTCB to contracts, nobody else has less: deposits, debts and parts of ' +
    'the next payment.',
  check(trial) {
    if (!trial.endowed(GIVER, { amt: 10n * AMOUNT, btcb: 10n * AMOUNT })) return undefined
    if (!trial.endowed(NEWCOMER, { amt: 2n * AMOUNT })) return undefined
    const people = [...trial.people, NEWCOMER]
    const without = trial.undone(() => sharesAfter(trial, [], people))
    const withGifts = trial.undone(() => sharesAfter(trial, GIFTS, people))
    if (without === undefined) return undefined
    if (withGifts === undefined) return 'what works without the gifts reverts with them'
    const claims = trial.payments + 1n
    for (const person of people)
      for (const coin of ['amt', 'btcb'] as const) {
        const [was, is] = [without, withGifts].map((positions) => positions.get(person)?.get(coin) ?? 0n)
        // Each part of a payment rounds down once.
        if (is! < was! - (coin === 'btcb' ? 2n * claims : 0n))
          return `${person} has ${is} of ${coin} after the gifts, and ${was} without`
      }
    return undefined
  },
}

const GIFTS: readonly Action[] = (['master', 'burnVault', 'market', 'pair', ...VAULTS] as const).flatMap(
  (to) => (['amt', 'btcb'] as const).map((token) => call(GIVER, `${token}.transfer`, { to, amount: AMOUNT })),
)

/** Positions after the gifts, deposits of a newcomer and a payment; undefined if one of them reverts. */
function sharesAfter(
  trial: Trial,
  gifts: readonly Action[],
  people: readonly Account[],
): Positions | undefined {
  const deposits = VAULTS.map((vault) => call(NEWCOMER, `${vault}.deposit`, { amount: AMOUNT }))
  if (trial.all([...gifts, ...deposits]) !== undefined || !trial.paid(AMOUNT)) return undefined
  return trial.positions(people)
}
