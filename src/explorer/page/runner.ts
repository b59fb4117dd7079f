/**
 * Runner: the workers of the page. One runs what is shown; a spare one, already started, takes its place when
 * a newer experiment comes; as many as there are further cores run further paths.
 */
import type { Versions } from '../../report/manifest.ts'
import type { FanPath } from '../../sim/study/fan.ts'
import type { Asked, Shown } from '../engine/engine.ts'
import type { Catalogue } from '../engine/catalogue.ts'
import type { Experiment } from '../experiment.ts'
import { openChannel, type Channel } from './channel.ts'

export interface Runner {
  catalogue(language: Asked['language']): Promise<Catalogue>
  /** Runs an experiment; one that is still running is cancelled. */
  run(asked: Asked): Promise<Shown>
  /** Shows the last run among further paths. */
  among(paths: readonly FanPath[]): Promise<Shown>
  /** Runs paths on all other cores; `onPath` gets each as it arrives. Resolves when all have arrived. */
  paths(experiment: Experiment, wanted: readonly number[], onPath: (path: FanPath) => void): Promise<void>
  /** Cancels all that runs. */
  cancel(): void
}

export function openRunner(address: string, versions: Versions): Runner {
  const open = (): Channel => openChannel(address, versions)
  let main = open()
  let spare: Channel | undefined = open()
  let others: Channel[] = []
  let runs = 0
  /** The main worker, or the spare one if that is at a run. */
  const free = (): Channel => {
    if (runs === 0) return main
    runs = 0
    main.end()
    main = spare ?? open()
    spare = undefined
    // Not now: starting a worker takes time that the run needs.
    setTimeout(() => (spare ??= open()), 1500)
    return main
  }
  const counted = async (answer: Promise<Shown>): Promise<Shown> => {
    const own = main
    runs++
    try {
      return await answer
    } finally {
      if (main === own) runs--
    }
  }
  const cancelPaths = (): void => {
    for (const each of others) each.end()
    others = []
  }
  return {
    catalogue: (language) => main.ask('catalogue', language),
    run: (asked) => {
      cancelPaths()
      return counted(free().ask('run', asked))
    },
    among: (paths) => counted(main.ask('among', paths)),
    paths: async (experiment, wanted, onPath) => {
      cancelPaths()
      const count = Math.min(wanted.length, Math.max(1, navigator.hardwareConcurrency - 1))
      others = Array.from({ length: count }, open)
      const own = others
      const queue = [...wanted]
      await Promise.all(
        own.map(async (channel) => {
          for (let path = queue.shift(); path !== undefined; path = queue.shift())
            onPath(await channel.ask('path', { experiment, path }))
        }),
      )
      if (others === own) cancelPaths()
    },
    cancel: () => {
      cancelPaths()
      free()
    },
  }
}
