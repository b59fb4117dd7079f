/**
 * Io: a command's way to the outside, so that commands can be run by a process or by a test.
 */
import { relative } from 'node:path'

export interface Io {
  /** Absolute; relative paths on the command line start here. */
  readonly cwd: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether somebody watches stderr. */
  readonly terminal: boolean
  /**
   * From now on, says `tell()` when somebody interrupts the process (SIGINT, SIGTERM), before it ends; until what it returns is called. Only for
   * commands that do their work elsewhere: a thread that is busy hears no signal.
   */
  readonly onInterrupt: (tell: () => string) => () => void
}

/** What every command exits with. */
export const EXIT = {
  /** Done, and all that was checked holds. */
  holds: 0,
  /** Done, but an invariant is broken or the EVM disagrees. */
  broken: 1,
  /** Not done: the input is wrong. */
  wrongInput: 2,
  /** Not done: the program itself failed. */
  failed: 3,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** A command: takes its arguments, says how it went. */
export type Command = (argv: readonly string[], io: Io) => Promise<ExitCode>

/** A path as somebody would write it who stands where the command was given. */
export function shownPath(path: string, { cwd }: Pick<Io, 'cwd'>): string {
  const from = relative(cwd, path)
  return from.startsWith('..') ? path : from
}
