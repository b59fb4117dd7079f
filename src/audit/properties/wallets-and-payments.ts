/** Folds over events: who spends whose tokens, and whether payments are credited in full. */
import { eventsOf } from '../../model/interface/outcome.ts'
import { isWait } from '../../model/interface/action.ts'
import { isPersonName, PRIVILEGED_ACCOUNTS, TOKENS, type Account } from '../../model/interface/accounts.ts'
import type { Invariant } from '../../model/invariants/invariant.ts'
import { amountIn } from '../worth/positions.ts'

export const nobodySpendsForOthers: Invariant<null> = {
  name: 'nobody-spends-for-others',
  statement:
    "A person's tokens leave the wallet by its own action only, or by a transfer within an allowance.",
  source: 'ERC-20',
  start: () => null,
  next(state, { action, outcome }) {
    const by = isWait(action) ? undefined : action.by
    for (const { on, name, args } of eventsOf(outcome)) {
      if (name !== 'Transfer' || !(TOKENS as readonly Account[]).includes(on) || args[2] === 0n) continue
      const from = args[0] as Account
      if (from === by || !hasKey(from) || isWait(action)) continue
      // The reserve lets the distributor pay its list.
      if (action.call === 'distributor.claim' || isSpending(action.call, action.args, from)) continue
      return { violation: `${by} spends ${String(args[2])} base units of ${from}'s ${on} by ${action.call}` }
    }
    return { state }
  },
}

function hasKey(account: Account): boolean {
  return isPersonName(account) || (PRIVILEGED_ACCOUNTS as readonly Account[]).includes(account)
}

/** Whether a call says from whom it takes, and the token checks the allowance. */
function isSpending(fn: string, args: object, from: Account): boolean {
  return /\.(transferFrom|burnFrom)$/.test(fn) && 'from' in args && args.from === from
}

export const paymentsAreCredited: Invariant<null> = {
  name: 'payments-are-credited',
  statement: "A payment's parts for holders and liquidity providers add up to what is not the RCL's.",
  source: 'whitepaper, annex: payRent',
  start: () => null,
  next(state, { outcome, observed }) {
    for (const { on, name, args } of eventsOf(outcome)) {
      if (on !== 'master' || name !== 'rentPaid') continue
      const [paid, toVault] = args as readonly [bigint, bigint]
      const ask = (view: Parameters<typeof observed.read>[0]) => observed.read(view)
      const id = amountIn(ask, 'amt', 'getCurrentSnapshotId', [])
      const credited = (['pays', 'liqPays'] as const).map((fn) => amountIn(ask, 'master', fn, [id]))
      if (credited[0]! + credited[1]! !== paid - toVault)
        return {
          violation:
            `payment ${id} of ${paid}, ${toVault} of it to the RCL, is credited as ` +
            `${credited.join(' + ')}`,
        }
    }
    return { state }
  },
}
