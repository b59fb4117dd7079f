/**
 * Runs a command inside the test's process, on a directory of its own, and keeps what it says.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { EXIT, type Command } from '../../src/cli/io.ts'
import { WrongInput } from '../../src/cli/wrong-input.ts'

export interface Heard {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A directory that is gone after the test. */
export function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'amt-lab-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Runs a command as the process would: wrong input becomes a message and exit code 2. */
export async function run(
  command: Command,
  argv: readonly string[],
  { cwd, terminal = false }: { readonly cwd: string; readonly terminal?: boolean },
): Promise<Heard> {
  let [out, err] = ['', '']
  const io = {
    cwd,
    terminal,
    onInterrupt: () => () => {},
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

/** All files below a directory with their bytes, by path. */
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
