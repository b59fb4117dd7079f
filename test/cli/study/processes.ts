/** Processes of a study on the test lab, killed after the test: coordinators and workers. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import { directory } from '../harness.ts'

export interface Started {
  readonly child: ChildProcess
  readonly err: () => string
  readonly ended: Promise<number | null>
}

/** Starts a program of this folder from its sources. */
export function start(program: string, argv: readonly string[], cwd: string, env = {}): Started {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const file = fileURLToPath(new URL(program, import.meta.url))
  const child = spawn(process.execPath, ['--import', tsx, file, ...argv], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let err = ''
  child.stderr!.on('data', (text) => void (err += text))
  return { child, err: () => err, ended: new Promise((resolve) => child.on('close', resolve)) }
}

/** A worker of one thread, whose lock ends after a second. */
export const worker = (url: string, env = {}): Started =>
  start('./worker-process.ts', ['--redis', url, '--threads', '1', '--lock', '1'], directory(), env)

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}
