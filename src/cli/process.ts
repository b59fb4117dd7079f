/**
 * Process: runs a command with the process's arguments, standard streams and exit code.
 */
import { EXIT, type Command } from './io.ts'
import { rejectTakenByNpm } from './npm.ts'
import type { Options } from './options.ts'
import { WrongInput } from './wrong-input.ts'

/**
 * Runs `command` on this process's arguments and sets the exit code. `options` are the names of its options,
 * to notice those that npm took.
 */
export async function runCommand(name: string, command: Command, options: Options = {}): Promise<void> {
  // The reader of the output may stop early (`| head`). The results are on disk, so EPIPE is ignored.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  try {
    rejectTakenByNpm(process.env, name, Object.keys(options))
    process.exitCode = await command(process.argv.slice(2), {
      cwd: process.cwd(),
      out: (text) => void process.stdout.write(text),
      err: (text) => void process.stderr.write(text),
      terminal: process.stderr.isTTY === true,
      onInterrupt: (message) => onInterrupt(() => say(name, message())),
      onStop: (stop) => onStop(() => say(name, stop())),
    })
  } catch (error) {
    process.exitCode = error instanceof WrongInput ? EXIT.wrongInput : EXIT.failed
    const message =
      error instanceof WrongInput ? error.message : error instanceof Error ? error.stack : String(error)
    process.stderr.write(`${name}: ${message}\n`)
  }
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
