/**
 * Io: a command's way to the outside, so that commands can be run by a process or by a test.
 */
export interface Io {
  /** Absolute; relative paths on the command line start here. */
  readonly cwd: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether somebody watches stderr. */
  readonly terminal: boolean
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
