/**
 * Start: runs a command of the project, `node scripts/start.mjs simulate …`.
 *
 * Built JavaScript starts four times as fast as the TypeScript sources and runs faster, since no loader is in
 * between. `dist` is used where it was built from exactly these sources, as `npm ci` does; otherwise they are
 * built on first use. Where that place cannot be written, the sources run themselves, and so do commands that
 * are no part of the package.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BUILT_FROM, fingerprint, root } from './sources.mjs'

const [command] = process.argv.splice(2, 1)
const script = commands()[command] ?? unknown()
// A script that runs a source needs the sources and the tests of the project.
const directory = script.startsWith('tsx ') ? undefined : await built()
if (directory === undefined) {
  const { register } = await import('tsx/esm/api')
  register()
}
const entry =
  directory === undefined ? join(root, 'src/cli', `${command}.ts`) : join(directory, 'cli', `${command}.js`)
await import(pathToFileURL(entry).href)

/** The directory of the built sources; undefined where there is none. */
async function built() {
  const print = fingerprint()
  if (existsSync(BUILT_FROM) && readFileSync(BUILT_FROM, 'utf8') === print) return join(root, 'dist')
  const { builtSources } = await import('./built.mjs')
  return builtSources(print)
}

/** The scripts that run a command, by its name. */
function commands() {
  const { scripts = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const runs = /^(?:node scripts\/start\.mjs (.+)|tsx src\/cli\/(.+)\.ts)$/
  return Object.fromEntries(Object.entries(scripts).filter(([name, text]) => runs.exec(text)?.includes(name)))
}

function unknown() {
  console.error(
    `start: expected the name of a command; got ${command === undefined ? 'none' : `"${command}"`}.\n` +
      `       Possible: ${Object.keys(commands()).join(', ')}.`,
  )
  process.exit(2)
}
