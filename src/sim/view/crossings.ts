/**
 * Crossings: the state of the bridge (`model/economics/bridge.ts`) on a day, computed from the environments
 * of all days so far.
 *
 * The bridge needs no memory of its own: production and outages are in the history. What is mined on a day
 * crosses and is due on the same day, less its share of the fee ({@link dueDown}).
 *
 * The state at the end of each day is cached by that day's end, so every day costs the same; an empty cache
 * gives the same result. A day's end belongs to one run, and the cache entry is freed with it.
 */
import {
  crossDay,
  dueDown,
  newBridge,
  type Bridge,
  type BridgeTerms,
  type DaysTraffic,
} from '../../model/economics/bridge.ts'
import type { Btcb } from '../../model/kernel/units.ts'
import type { DayEnd, History } from './history.ts'
import type { Environment } from '../environment.ts'
import type { AgentView } from './agent-view.ts'

/** One day of the bridge. */
export interface Crossing {
  /** BTC mined for payment, and the part of it that is due. */
  readonly mined: Btcb
  readonly due: Btcb
  readonly traffic: DaysTraffic
  /** State at the end of the day. */
  readonly bridge: Bridge
}

/** The crossing of the bridge on the day of a view. */
export type Crossings = (today: Pick<AgentView, 'environment' | 'history'>) => Crossing

/**
 * The bridge's crossings by day; `minedOn` must be a pure function of the environment.
 *
 * @throws {FeeEatsBatch | NoDelay} as {@link newBridge}.
 */
export function crossings(terms: BridgeTerms, minedOn: (environment: Environment) => Btcb): Crossings {
  const initialState = newBridge(terms)
  const endStates = new WeakMap<DayEnd, Bridge>()

  const cross = (before: Bridge, environment: Environment): Crossing => {
    const mined = minedOn(environment)
    const due = dueDown(before, terms, mined)
    return { mined, due, ...crossDay(before, terms, { mined, due, up: environment.bridge.up }) }
  }

  /** Cached state of the bridge after the first `days` days. */
  const cached = (history: History, days: number): Bridge | undefined => {
    if (days === 0) return initialState
    const state = endStates.get(history.at(days - 1)!)
    return state?.day === days ? state : undefined
  }

  const stateAfter = (history: History): Bridge => {
    let days = history.length
    let bridge = cached(history, days)
    while (bridge === undefined) bridge = cached(history, --days)
    for (; days < history.length; days++) {
      const end = history.at(days)!
      bridge = cross(bridge, end.environment).bridge
      endStates.set(end, bridge)
    }
    return bridge
  }

  return ({ environment, history }) => cross(stateAfter(history), environment)
}
