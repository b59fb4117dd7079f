/**
 * Start: runs a command of the project, `node scripts/start.mjs simulate …`.
 *
 * Built JavaScript starts four times as fast as the TypeScript sources and runs faster, since no loader is in
 * between. `dist` is used where it was built from exactly these sources, as `npm ci` does; otherwise they are
 * built on first use. Where that place cannot be written, the sources run themselves.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BUILT_FROM, fingerprint, root } from './sources.mjs'

const [command] = process.argv.splice(2, 1)
const print = fingerprint()
const directory =
  existsSync(BUILT_FROM) && readFileSync(BUILT_FROM, 'utf8') === print
    ? join(root, 'dist')
    : await import('./built.mjs').then(({ builtSources }) => builtSources(print))
if (directory === undefined) {
  const { register } = await import('tsx/esm/api')
  register()
}
const entry =
  directory === undefined ? join(root, 'src/cli', `${command}.ts`) : join(directory, 'cli', `${command}.js`)
await import(pathToFileURL(entry).href)
