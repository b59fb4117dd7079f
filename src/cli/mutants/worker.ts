/**
 * Worker process of a run of mutants. A process and not a thread, because only processes know their CPU time.
 */
import { stagesOf } from '../../mutants/registry.ts'
import { judge } from '../../mutants/result.ts'
import type { Stage } from '../../mutants/stage.ts'
import type { FromWorker, ToWorker } from './job.ts'

const send = (message: FromWorker): void => void process.send!(message)

const meter = {
  cpuSeconds: () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  },
  onProgress: () => send({ alive: true }),
}

let stages: readonly Stage[] = []

process.on('message', (message: ToWorker) => {
  if ('options' in message) {
    stages = stagesOf(message.options, meter)
    return send({ ready: true })
  }
  judge(message.mutant, stages).then(
    (result) => send({ result }),
    (error: unknown) => send({ error: error instanceof Error ? error.stack! : String(error) }),
  )
})
