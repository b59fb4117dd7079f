/**
 * Process: runs a command with the process's arguments, standard streams and exit code.
 */
import { EXIT, type Command } from './io.ts'
import { describeWriteError } from './output.ts'
import { rejectTakenByNpm } from './npm.ts'
import type { Options } from './options.ts'
import { WrongInput } from './wrong-input.ts'

/**
 * Runs `command` on this process's arguments and sets the exit code. `options` are the names of its options,
 * to notice those that npm took.
 */
export async function runCommand(name: string, command: Command, options: Options = {}): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => outputFailed(name, error))
  // A stream reports its error after the write, which may be after the command has ended.
  process.on('exit', (code) => {
    if (unwritten && code !== EXIT.wrongInput) process.exitCode = EXIT.unwritten
  })
  try {
    rejectTakenByNpm(process.env, name, options, process.argv.slice(2))
    const { argv, quiet } = withoutCommon(process.argv.slice(2))
    process.exitCode = await command(argv, {
      cwd: process.cwd(),
      out: (text) => void (quiet || process.stdout.write(text)),
      err: (text) => void (quiet || process.stderr.write(text)),
      terminal: !quiet && process.stderr.isTTY === true && process.env['TERM'] !== 'dumb',
      onInterrupt: (message) => onInterrupt(() => say(name, message())),
      onStop: (stop) => onStop(() => say(name, stop())),
    })
  } catch (error) {
    process.exitCode = error instanceof WrongInput ? EXIT.wrongInput : EXIT.failed
    const message =
      error instanceof WrongInput ? error.message : error instanceof Error ? error.stack : String(error)
    process.stderr.write(prefixed(name, message ?? ''))
  }
}

/**
 * The arguments without those that every command has. With `--json` the object is printed all the same: a
 * command that prints one prints nothing else.
 */
export function withoutCommon(argv: readonly string[]): {
  readonly argv: readonly string[]
  readonly quiet: boolean
} {
  const own = argv.filter((each) => each !== '--quiet')
  return { argv: own, quiet: own.length < argv.length && !own.includes('--json') }
}

/** A message after the command's name; all of its lines begin in one column. */
export const prefixed = (name: string, message: string): string =>
  `${name}: ${printable(message).replaceAll('\n', `\n${' '.repeat(name.length + 2)}`)}\n`

/** Control characters, which a message may quote from a file and a terminal would obey, as `\\x1b`. */
const printable = (text: string): string =>
  text.replaceAll(/(?!\n|\t)\p{Cc}/gu, (each) => `\\x${each.codePointAt(0)!.toString(16).padStart(2, '0')}`)

/** Whether a write to stdout or stderr has failed. */
let unwritten = false

/**
 * Says once that the output could not be written, such as to a full device. The reader of a pipe may stop
 * early (`| head`); the results are on disk, so EPIPE is ignored.
 */
function outputFailed(name: string, { code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE' || unwritten) return
  unwritten = true
  // If stderr has failed, the exit code alone remains.
  process.stderr.write(
    `${name}: expected to write the output; got ${describeWriteError(code) ?? message}.\n` +
      'Files of results are complete. Make room, or send the output elsewhere, and run the command again.\n',
  )
}

/** Prints a message below the progress line. */
function say(name: string, message: string): void {
  const newline = process.stderr.isTTY ? '\n' : ''
  process.stderr.write(`${newline}${name}: ${message}\n`)
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Runs `act` before a signal ends the process. Returns a function that removes the handler. */
function onInterrupt(act: () => void): () => void {
  const handle = (signal: NodeJS.Signals): void => {
    act()
    release()
    process.kill(process.pid, signal)
  }
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, handle)
  }
  for (const signal of SIGNALS) process.on(signal, handle)
  return release
}

/**
 * Runs `act` at the first signal. Later ones end the process. Returns a function that removes the handler.
 */
function onStop(act: () => void): () => void {
  const handle = (): void => {
    release()
    act()
  }
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, handle)
  }
  for (const signal of SIGNALS) process.on(signal, handle)
  return release
}
