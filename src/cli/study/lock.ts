/**
 * Lock: one process at a time works in a study's directory. A file names the process and its machine.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { WrongInput } from '../wrong-input.ts'

/** Name of the file. */
export const LOCK = '.running'

/**
 * Locks the directory for this process, ignoring locks of ended processes. Returns a function that unlocks
 * it.
 */
export function lock(directory: string): () => void {
  const file = join(directory, LOCK)
  const other = existsSync(file) ? holderIn(readFileSync(file, 'utf8')) : undefined
  if (other !== undefined && mayRun(other)) {
    const { pid, host } = other
    const who = host === hostname() ? `process ${pid}` : `process ${pid} of ${host}`
    throw new WrongInput({
      expected: 'a study directory without a running process',
      got: `${directory}, in which ${who} is running`,
      advice:
        `Wait until it ends, or choose another directory with --out DIR. If ${who} is not a study, ` +
        `remove ${file}.`,
    })
  }
  const release = (): void => rmSync(file, { force: true })
  try {
    writeFileSync(file, `${process.pid} ${hostname()}`)
  } catch (error) {
    release()
    throw error
  }
  return release
}

/** The process that holds a lock. Directories may be shared by machines. */
interface Holder {
  readonly pid: number
  readonly host: string
}

/** The holder in a lock file; undefined when it is empty, as on a full disk. */
function holderIn(text: string): Holder | undefined {
  const [, pid, host] = /^([1-9]\d*)(?: (.+))?$/.exec(text) ?? []
  return pid === undefined ? undefined : { pid: Number(pid), host: host ?? hostname() }
}

/** Whether a holder other than this process may still run; of another machine nothing is known. */
function mayRun({ pid, host }: Holder): boolean {
  return host !== hostname() || (pid !== process.pid && isRunning(pid))
}

/** Whether a process of this machine is running. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
