/**
 * Start: the words that start a command, as results quote them.
 *
 * The project's scenarios run by `npm run`, or by `npx amt-lab` where the package is installed. Scenarios of
 * one's own run by the module that exports their lab (see `run-lab.ts`).
 */
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../evm/compile/root.ts'
import { shellWord } from '../report/shell-word.ts'

/** The words before the arguments of a command: `npm run study --`. */
export type Start = (command: 'simulate' | 'study' | 'shard' | 'worker') => string

/** Whether this is a checkout, with its sources and npm scripts, rather than the installed package. */
const isCheckout = existsSync(join(projectRoot, 'src', 'cli', 'start.ts'))

/** Starts the project's own commands. */
export const projectStart: Start = (command) =>
  isCheckout ? `npm run ${command} --` : `npx amt-lab ${command}`

/** URL of the project's own lab. */
const PROJECT_LAB = import.meta.url.replace(/start(\.[jt]s)$/, 'lab$1')

/** Starts commands on the lab that this module exports; `cwd` is where they are started. */
export function startOf(labModule: string | undefined, cwd: string): Start {
  if (labModule === undefined || labModule === PROJECT_LAB) return projectStart
  const file = relative(cwd, fileURLToPath(labModule))
  const node = /\.[cm]?ts$/.test(file) ? 'npx tsx' : 'node'
  return (command) => `${node} ${shellWord(file)} ${command}`
}

let shown = projectStart

/** Starts commands of the lab that this process runs, for messages of code that does not know the lab. */
export const shownStart: Start = (command) => shown(command)

/** Sets what {@link shownStart} gives. @default the project's own commands */
export function showStart(start: Start): void {
  shown = start
}
