/**
 * Checker thread: executes traces on EthereumJS, in order, and answers with the differences.
 */
import { parentPort } from 'node:worker_threads'
import { crossCheck, type Trace } from '../../evm/machine/trace.ts'
import type { TraceDifferences } from './checkers.ts'

const answer = (differences: TraceDifferences): void => parentPort!.postMessage(differences)

let before: Promise<void> = Promise.resolve()

parentPort!.on('message', (trace: Trace) => {
  before = before.then(async () => answer(await crossCheck(trace)))
})
