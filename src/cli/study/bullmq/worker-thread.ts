/**
 * A worker's thread: computes shards of one study after another. CPU work stays off the event loop that
 * renews the jobs' locks.
 */
import type { Worker } from 'node:worker_threads'
import type { Shard } from '../../../sim/study/shard.ts'
import type { WorkerMessage } from '../job.ts'
import type { Place } from '../place.ts'
import { startShardThread } from '../pool.ts'

export class ShardThread {
  private readonly labModule: string
  private worker: Worker | undefined
  /** What the thread was started for. */
  private place = ''

  constructor(labModule: string) {
    this.labModule = labModule
  }

  /**
   * Computes a shard and writes its files.
   *
   * @throws {Error} when the thread ended, or the files could not be written.
   */
  async run(place: Pick<Place, 'manifest' | 'directory'>, shard: Shard): Promise<void> {
    const { spec, cwd, days } = place.manifest
    const { directory } = place
    const key = JSON.stringify([spec, cwd, days, directory])
    if (this.worker === undefined || this.place !== key) {
      await this.worker?.terminate()
      this.worker = startShardThread({ labModule: this.labModule, spec, cwd, days, directory })
      this.place = key
    }
    const { worker } = this
    try {
      await answered(worker, shard)
    } catch (error) {
      this.worker = undefined
      await worker.terminate()
      throw error
    }
  }

  async close(): Promise<void> {
    await this.worker?.terminate()
  }
}

function answered(worker: Worker, shard: Shard): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      act()
    }
    const onMessage = (message: WorkerMessage): void => {
      if ('done' in message) settle(resolve)
      if ('cannotWrite' in message) settle(() => reject(new Error(message.cannotWrite)))
    }
    const onError = (error: Error): void => settle(() => reject(error))
    const onExit = (code: number): void =>
      settle(() => reject(new Error(`its thread ended with exit code ${code}`)))
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.postMessage(shard)
  })
}
