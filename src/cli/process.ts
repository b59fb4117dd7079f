/**
 * The process that runs a command: argv, standard streams, exit code.
 */
import { EXIT, type Command } from './io.ts'
import { WrongInput } from './wrong-input.ts'

/** Runs `command` on this process's arguments and sets the exit code. */
export async function runCommand(name: string, command: Command): Promise<void> {
  // Whoever reads the output may stop early, as `| head` does: the results are on disk, and the rest is not wanted.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  try {
    process.exitCode = await command(process.argv.slice(2), {
      cwd: process.cwd(),
      out: (text) => void process.stdout.write(text),
      err: (text) => void process.stderr.write(text),
      terminal: process.stderr.isTTY === true,
      onInterrupt: (tell) =>
        onInterrupt(() => {
          // The line of progress stays where it was.
          const below = process.stderr.isTTY ? '\n' : ''
          process.stderr.write(`${below}${name}: ${tell()}\n`)
        }),
    })
  } catch (error) {
    process.exitCode = error instanceof WrongInput ? EXIT.wrongInput : EXIT.failed
    const told =
      error instanceof WrongInput ? error.message : error instanceof Error ? error.stack : String(error)
    process.stderr.write(`${name}: ${told}\n`)
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Does something before a signal ends the process, which then ends as it would have. */
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
