/**
 * Io: the interface of a command to its process, which tests replace.
 */
import { relative } from 'node:path'

export interface Io {
  /** Absolute path that relative paths on the command line refer to. */
  readonly cwd: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether stderr is a terminal. */
  readonly terminal: boolean
  /**
   * Prints `message()` before the process ends by SIGINT or SIGTERM. The returned function removes the
   * handler. Only for commands whose work runs in other threads: a busy thread handles no signals.
   */
  readonly onInterrupt: (message: () => string) => () => void
  /**
   * Calls `stop` at the first SIGINT or SIGTERM and prints what it returns; the command ends by itself. The
   * second signal ends the process. The returned function removes the handler. Restrictions as for
   * `onInterrupt`.
   */
  readonly onStop: (stop: () => string) => () => void
}

/** Exit codes of all commands. */
export const EXIT = {
  /** Completed; every check holds. */
  holds: 0,
  /** Completed; an invariant is broken, or model and EVM differ. */
  broken: 1,
  /** Not completed: invalid input. */
  wrongInput: 2,
  /** Not completed: internal error. */
  failed: 3,
  /** Stdout or stderr could not be written, such as to a full device. Files of results are complete. */
  unwritten: 4,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** A command: takes arguments, returns an exit code. */
export type Command = (argv: readonly string[], io: Io) => Promise<ExitCode>

/** A path relative to the working directory, or absolute when it is outside of it. */
export function shownPath(path: string, { cwd }: Pick<Io, 'cwd'>): string {
  const from = relative(cwd, path)
  return from.startsWith('..') ? path : from
}
