/**
 * Run: the report of the state's experiment, and of further paths around it, as they arrive.
 */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Language } from '../../report/language/language.ts'
import { furtherPaths } from '../../sim/study/fan-run.ts'
import type { FanPath } from '../../sim/study/fan.ts'
import type { Failure, Shown } from '../engine/engine.ts'
import type { State } from '../experiment.ts'
import { Cancelled, TaskFailed } from './channel.ts'
import type { Runner } from './runner.ts'

export interface Running {
  /** The last report that was computed. It stays while another is computed, and when that fails. */
  readonly shown: Shown | undefined
  readonly failure: Failure | undefined
  /** Whether something is computed. */
  readonly isRunning: boolean
  /** Further paths that have arrived. */
  readonly arrived: number
  cancel(): void
}

/** Milliseconds without a change after which an experiment runs. */
const SETTLED = 60

export function useRun(runner: Runner, { experiment, paths }: State, language: Language): Running {
  const [shown, setShown] = useState<Shown>()
  const [failure, setFailure] = useState<Failure>()
  const [isRunning, setRunning] = useState(false)
  const [arrived, setArrived] = useState(0)
  const current = useRef(0)
  const key = JSON.stringify([experiment, paths, language])
  useEffect(() => {
    const own = ++current.current
    const isCurrent = (): boolean => current.current === own
    const start = async (): Promise<void> => {
      setRunning(true)
      setArrived(0)
      try {
        const alone = await runner.run({ experiment, language })
        if (!isCurrent()) return
        setFailure(undefined)
        setShown(alone)
        if (paths > 0) await fan(runner, alone, paths, isCurrent, setArrived, setShown)
      } catch (error) {
        if (isCurrent() && error instanceof TaskFailed) setFailure(error.failure)
        else if (!(error instanceof Cancelled) && !(error instanceof TaskFailed)) throw error
      } finally {
        if (isCurrent()) setRunning(false)
      }
    }
    const timer = setTimeout(() => void start(), SETTLED)
    return () => clearTimeout(timer)
  }, [key])
  return {
    shown,
    failure,
    isRunning,
    arrived,
    cancel: () => {
      current.current++
      runner.cancel()
      setRunning(false)
    },
  }
}

/** Paths after which the report is shown among those that have arrived; it is shown again at each doubling. */
const FIRST_SHOWN = 8

async function fan(
  runner: Runner,
  { experiment }: Shown,
  count: number,
  isCurrent: () => boolean,
  onArrived: (arrived: number) => void,
  onShown: (shown: Shown) => void,
): Promise<void> {
  const all: FanPath[] = []
  let next = FIRST_SHOWN
  let showing = Promise.resolve()
  const showNow = (): void => {
    const now = all.toSorted((a, b) => a.path - b.path)
    showing = showing.then(async () => {
      if (!isCurrent()) return
      const among = await runner.among(now)
      if (isCurrent()) onShown(among)
    })
  }
  await runner.paths(experiment, furtherPaths(experiment.path, count), (path) => {
    all.push(path)
    if (isCurrent()) onArrived(all.length)
    if (all.length === next && all.length < count) {
      next *= 2
      showNow()
    }
  })
  showNow()
  await showing
}
