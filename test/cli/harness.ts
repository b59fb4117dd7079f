/**
 * Harness: runs a command in the test's process, in a temporary directory, and captures its output.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { EXIT, type Command } from '../../src/cli/io.ts'
import { WrongInput } from '../../src/cli/wrong-input.ts'

export interface CommandOutput {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A temporary directory, removed after the test. */
export function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'amt-lab-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Runs a command as the process does: wrong input becomes a message and exit code 2. */
export async function run(
  command: Command,
  argv: readonly string[],
  { cwd, terminal = false }: { readonly cwd: string; readonly terminal?: boolean },
): Promise<CommandOutput> {
  let [out, err] = ['', '']
  const io = {
    cwd,
    terminal,
    onInterrupt: () => () => {},
    onStop: () => () => {},
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
  }
  try {
    return { code: await command(argv, io), out, err }
  } catch (error) {
    if (!(error instanceof WrongInput)) throw error
    return { code: EXIT.wrongInput, out, err: err + error.message }
  }
}

/** Contents of all files below a directory, by relative path. */
export function contents(path: string, below = ''): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(join(path, below)).flatMap((name) => {
      const inner = join(below, name)
      return statSync(join(path, inner)).isDirectory()
        ? [...contents(path, inner)]
        : [[inner, readFileSync(join(path, inner), 'latin1')] as const]
    }),
  )
}
