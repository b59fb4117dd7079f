/**
 * A thread that repeats traces on EthereumJS, one after the other.
 */
import { parentPort } from 'node:worker_threads'
import { crossCheck, type Trace } from '../../evm/machine/trace.ts'
import type { Found } from './checkers.ts'

const answer = (found: Found): void => parentPort!.postMessage(found)

let before: Promise<void> = Promise.resolve()

parentPort!.on('message', (trace: Trace) => {
  before = before.then(async () => answer(await crossCheck(trace)))
})
