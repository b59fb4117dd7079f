/**
 * Scratch: a process's directory below the system's temporary one, for files on their way to a bucket.
 *
 * It is made on first use. A process that is killed leaves it; whoever makes the next one on the machine
 * removes those that ended processes have left for a day. A process in another container that shares the
 * directory may look ended: while it works, its files are younger.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRunning } from './lock.ts'

export class Scratch {
  private path: string | undefined

  /** Its absolute path. */
  directory(): string {
    if (this.path === undefined) {
      removeLeft()
      this.path = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
    }
    return this.path
  }

  remove(): void {
    if (this.path !== undefined) rmSync(this.path, { recursive: true, force: true })
    this.path = undefined
  }
}

const PREFIX = 'amt-lab-shards-'
/** Milliseconds of a day. */
const DAY = 86_400_000

function removeLeft(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-\\w+$`).exec(name)?.[1]
    if (pid === undefined || isRunning(Number(pid))) continue
    const path = join(tmpdir(), name)
    try {
      if (Date.now() - youngest(path) > DAY) rmSync(path, { recursive: true, force: true })
    } catch {
      // Of another user, or removed by another process meanwhile.
    }
  }
}

/** The latest change of a directory or of anything in it, in milliseconds since 1970. */
function youngest(path: string): number {
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' })
  return Math.max(...[path, ...inside.map((name) => join(path, name))].map((each) => statSync(each).mtimeMs))
}
