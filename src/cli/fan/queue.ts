/**
 * Queue: the positions of a list of tasks, shared by threads. Each position is taken once.
 */

/** Memory that all threads share. */
export type Queue = SharedArrayBuffer

export function openQueue(): Queue {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
}

/** The next position, from 0. It is the caller's to know how many tasks there are. */
export function takeFrom(queue: Queue): number {
  return Atomics.add(new Int32Array(queue), 0, 1)
}
