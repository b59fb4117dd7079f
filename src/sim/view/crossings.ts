/**
 * Crossings: where the bridge of the model (`model/bridge.ts`) stands on a day, reckoned from the markets of all days until then.
 *
 * Nobody has to remember a bridge: what was mined and whether the bridge worked is in the history. What is mined on a day crosses, and
 * is due on the same day but for its part of the fee ({@link dueDown}).
 *
 * What the reckoning has come to by the end of a day is kept with that day's end, so that the next day costs as much as any other; a
 * reckoning that has kept nothing gives the same. An end belongs to one run, and what is kept goes when it goes.
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

/** A day at the bridge. */
export interface Crossing {
  /** BTC that was mined to be paid, and what of it was due. */
  readonly mined: Btcb
  readonly due: Btcb
  readonly traffic: DaysTraffic
  /** As the day leaves it. */
  readonly bridge: Bridge
}

export type Crossings = (today: Pick<AgentView, 'environment' | 'history'>) => Crossing

/** `minedOn` is a pure function of the market. Throws as {@link newBridge} does. */
export function crossings(terms: BridgeTerms, minedOn: (environment: Environment) => Btcb): Crossings {
  const initialState = newBridge(terms)
  const evenings = new WeakMap<DayEnd, Bridge>()

  const cross = (morning: Bridge, environment: Environment): Crossing => {
    const mined = minedOn(environment)
    const due = dueDown(morning, terms, mined)
    return { mined, due, ...crossDay(morning, terms, { mined, due, up: environment.bridge.up }) }
  }

  /** The bridge after the first `days` days, if that is known. */
  const known = (history: History, days: number): Bridge | undefined => {
    if (days === 0) return initialState
    const evening = evenings.get(history.at(days - 1)!)
    return evening?.day === days ? evening : undefined
  }

  const morningAfter = (history: History): Bridge => {
    let days = history.length
    let bridge = known(history, days)
    while (bridge === undefined) bridge = known(history, --days)
    for (; days < history.length; days++) {
      const end = history.at(days)!
      bridge = cross(bridge, end.environment).bridge
      evenings.set(end, bridge)
    }
    return bridge
  }

  return ({ environment, history }) => cross(morningAfter(history), environment)
}
