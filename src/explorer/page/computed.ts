/**
 * Computed: what the page shows for its state, first as soon as it is there, then again as further paths
 * arrive. A newer state cancels what is computed for an older one.
 */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { FanPath } from '../../sim/study/fan.ts'
import type { Failure } from '../engine/engine.ts'
import { Cancelled, TaskFailed } from './channel.ts'
import type { PathTask, Runner } from './runner.ts'

/** How something is computed. */
export interface Job<Shown> {
  /** What is shown at first, and the paths that it needs besides. */
  start(): Promise<{ readonly shown?: Shown; readonly tasks: readonly PathTask[] }>
  /** What is shown with the paths that have arrived, by task. */
  show(arrived: ReadonlyMap<number, FanPath>): Promise<Shown>
}

export interface Computed<Shown> {
  /** The last that was computed. It stays while another is computed, and when that fails. */
  readonly shown: Shown | undefined
  readonly failure: Failure | undefined
  /** Whether something is computed. */
  readonly isRunning: boolean
  /** Paths that have arrived, of so many. */
  readonly arrived: number
  readonly wanted: number
  cancel(): void
}

/** Milliseconds without a change after which a job starts. */
const SETTLED = 60
/** Paths after which they are shown; they are shown again at each doubling. */
const FIRST_SHOWN = 8

/** Computes `job` whenever `key` changes; undefined for nothing. */
export function useComputed<Shown>(
  runner: Runner,
  key: string,
  job: Job<Shown> | undefined,
): Computed<Shown> {
  const [shown, setShown] = useState<Shown>()
  const [failure, setFailure] = useState<Failure>()
  const [isRunning, setRunning] = useState(false)
  const [count, setCount] = useState({ arrived: 0, wanted: 0 })
  const current = useRef(0)
  useEffect(() => {
    const own = ++current.current
    if (job === undefined) return
    const isCurrent = (): boolean => current.current === own
    const begin = async (): Promise<void> => {
      setRunning(true)
      setCount({ arrived: 0, wanted: 0 })
      try {
        const first = await job.start()
        if (!isCurrent()) return
        setFailure(undefined)
        if (first.shown !== undefined) setShown(first.shown)
        if (first.tasks.length > 0)
          await arriving(runner, job, first.tasks, { isCurrent, setCount, setShown })
      } catch (error) {
        if (error instanceof TaskFailed) {
          if (isCurrent()) setFailure(error.failure)
        } else if (!(error instanceof Cancelled)) throw error
      } finally {
        if (isCurrent()) setRunning(false)
      }
    }
    const timer = setTimeout(() => void begin(), SETTLED)
    return () => clearTimeout(timer)
  }, [key])
  return {
    shown,
    failure,
    isRunning,
    ...count,
    cancel: () => {
      current.current++
      runner.cancel()
      setRunning(false)
    },
  }
}

interface Sink<Shown> {
  isCurrent(): boolean
  setCount(count: { readonly arrived: number; readonly wanted: number }): void
  setShown(shown: Shown): void
}

async function arriving<Shown>(
  runner: Runner,
  job: Job<Shown>,
  tasks: readonly PathTask[],
  { isCurrent, setCount, setShown }: Sink<Shown>,
): Promise<void> {
  const all = new Map<number, FanPath>()
  const wanted = tasks.length
  let next = FIRST_SHOWN
  let showing = Promise.resolve()
  const showNow = (): void => {
    const now = new Map(all)
    showing = showing.then(async () => {
      if (!isCurrent()) return
      const shown = await job.show(now)
      if (isCurrent()) setShown(shown)
    })
  }
  setCount({ arrived: 0, wanted })
  await runner.paths(tasks, (path, task) => {
    all.set(task, path)
    if (!isCurrent()) return
    setCount({ arrived: all.size, wanted })
    if (all.size < next || all.size === wanted) return
    next *= 2
    showNow()
  })
  showNow()
  await showing
}
