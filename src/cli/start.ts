/**
 * Start: the words that start a command, as results quote them.
 *
 * The project's scenarios run by `npm run`, or by `npx amt-lab` where the package is installed. Scenarios of
 * one's own run by the module that exports their lab (see `run-lab.ts`).
 */
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shellWord } from './shell-word.ts'

/** The words before the arguments of a command: `npm run study --`. */
export type Start = (command: 'simulate' | 'study') => string

const isSource = import.meta.url.endsWith('.ts')

/** Starts the project's own commands. */
export const projectStart: Start = (command) =>
  isSource ? `npm run ${command} --` : `npx amt-lab ${command}`

/** URL of the project's own lab. */
const PROJECT_LAB = new URL(isSource ? './lab.ts' : './lab.js', import.meta.url).href

/** Starts commands on the lab that this module exports; `cwd` is where they are started. */
export function startOf(labModule: string | undefined, cwd: string): Start {
  if (labModule === undefined || labModule === PROJECT_LAB) return projectStart
  const file = relative(cwd, fileURLToPath(labModule))
  const node = /\.[cm]?ts$/.test(file) ? 'npx tsx' : 'node'
  return (command) => `${node} ${shellWord(file)} ${command}`
}
