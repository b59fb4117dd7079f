/** Free profit: nobody gains by going back and forth, alone or with friends. */
import { call } from '../../lockstep/generate/context.ts'
import { sentence } from '../../lockstep/report/story.ts'
import type { Coin } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Position } from '../worth/positions.ts'
import type { Probe } from './property.ts'
import { FRIEND, roundTrips, searchedTrips, STARTS, TRADER, type Move } from './round-trips.ts'
import type { Trial } from './trial.ts'

export const noFreeProfit: Probe = {
  name: 'no-free-profit',
  statement:
    'No group of people has more of something and less of nothing after going back and forth by itself.',
  check(trial) {
    const isReady = ([TRADER, FRIEND] as const).every((who) => {
      const amount = STARTS[who]
      return trial.endowed(who, { amt: amount, btcb: amount, usdt: amount })
    })
    if (!isReady) return undefined
    // What lies unbooked in the pair, tokens and LP shares, is a gift to whoever comes next.
    trial.act(call(TRADER, 'pair.burn', { to: 'dead' }))
    trial.act(call(TRADER, 'pair.sync', {}))
    for (const [what, moves] of roundTrips()) {
      const gained = trial.undone(() => gainBy(trial, moves))
      if (gained !== undefined) return `${what} gains ${gainText(gained.gain)}`
    }
    for (const moves of searchedTrips(trial)) {
      const gained = trial.undone(() => gainBy(trial, moves))
      if (gained !== undefined)
        return `${gained.done.map(sentence).join('; ')}: the group gains ${gainText(gained.gain)}`
    }
    return undefined
  },
}

/** What the group holds and is owed. */
function together(trial: Trial): Position {
  const positions = trial.positions([TRADER, FRIEND])
  const sum = new Map<Coin, bigint>()
  for (const who of [TRADER, FRIEND])
    for (const [coin, amount] of positions.get(who) ?? []) sum.set(coin, (sum.get(coin) ?? 0n) + amount)
  return sum
}

interface Gain {
  readonly coin: Coin
  readonly amount: bigint
}

/** What a group gains by moves, and the actions that are done. */
function gainBy(
  trial: Trial,
  moves: readonly Move[],
): { readonly gain: Gain; readonly done: readonly Action[] } | undefined {
  const before = together(trial)
  const done = moves.flatMap((move) => move(trial).filter((action) => trial.act(action).ok))
  const gain = gainOf(before, together(trial))
  return gain === undefined ? undefined : { gain, done }
}

function gainText({ amount, coin }: Gain): string {
  return `${amount} base units of ${coin} for nothing`
}

function gainOf(before: Position, after: Position): Gain | undefined {
  let gain: Gain | undefined
  for (const coin of new Set([...before.keys(), ...after.keys()])) {
    const amount = (after.get(coin) ?? 0n) - (before.get(coin) ?? 0n)
    if (amount < 0n) return undefined
    if (amount > 0n) gain = { coin, amount }
  }
  return gain
}
