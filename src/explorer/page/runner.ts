/**
 * Runner: the workers of the page. One shows what is asked for; a spare one, already started, takes its place
 * when something newer comes; as many as there are further cores run further paths.
 */
import type { Versions } from '../../report/manifest.ts'
import type { FanPath } from '../../sim/study/fan.ts'
import type { TaskName, Tasks } from '../engine/engine.ts'
import type { Experiment } from '../experiment.ts'
import { openChannel, type Channel } from './channel.ts'

/** One path of an experiment. */
export interface PathTask {
  readonly experiment: Experiment
  readonly path: number
}

export interface Runner {
  /** Asks the first worker, after what it is at. */
  ask<Name extends TaskName>(name: Name, given: Tasks[Name]['given']): Promise<Tasks[Name]['answer']>
  /** Asks as `ask` does; what it is at is cancelled. */
  askNow<Name extends TaskName>(name: Name, given: Tasks[Name]['given']): Promise<Tasks[Name]['answer']>
  /** Runs paths on all other cores; `onPath` gets each as it arrives. Resolves when all have arrived. */
  paths(tasks: readonly PathTask[], onPath: (path: FanPath, task: number) => void): Promise<void>
  /** A further worker, which is the caller's to end. */
  open(): Channel
  /** Cancels all that runs. */
  cancel(): void
}

/** Milliseconds after which a spare worker is started: not now, since that takes time which the run needs. */
const SPARE = 1500

export function openRunner(address: string, versions: Versions): Runner {
  const open = (): Channel => openChannel(address, versions)
  let main = open()
  let spare: Channel | undefined = open()
  let others: Channel[] = []
  /** Tasks of the first worker that may be cancelled. */
  let running = 0
  const free = (): void => {
    if (running === 0) return
    running = 0
    main.end()
    main = spare ?? open()
    spare = undefined
    setTimeout(() => (spare ??= open()), SPARE)
  }
  const cancelPaths = (): void => {
    for (const each of others) each.end()
    others = []
  }
  const ask: Runner['ask'] = async (name, given) => {
    const own = main
    const counts = name !== 'catalogue'
    if (counts) running++
    try {
      return await own.ask(name, given)
    } finally {
      if (counts && main === own) running--
    }
  }
  return {
    ask,
    askNow: (name, given) => {
      cancelPaths()
      free()
      return ask(name, given)
    },
    paths: async (tasks, onPath) => {
      cancelPaths()
      const count = Math.min(tasks.length, Math.max(1, navigator.hardwareConcurrency - 1))
      others = Array.from({ length: count }, open)
      const own = others
      let next = 0
      await Promise.all(
        own.map(async (channel) => {
          for (let task = next++; task < tasks.length; task = next++)
            onPath(await channel.ask('path', tasks[task]!), task)
        }),
      )
      if (others === own) cancelPaths()
    },
    open,
    cancel: () => {
      cancelPaths()
      free()
    },
  }
}
