/**
 * Start: runs a command of the project, `node scripts/start.mjs simulate …`.
 *
 * The built JavaScript starts four times as fast as the TypeScript sources and runs faster, since no loader
 * is in between. It is used where it was built from exactly these sources, as `npm ci` does; after a change
 * of the sources they run themselves, until `npm run build`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { BUILT_FROM, fingerprint } from './sources.mjs'

const [command] = process.argv.splice(2, 1)
if (existsSync(BUILT_FROM) && readFileSync(BUILT_FROM, 'utf8') === fingerprint())
  await import(`../dist/cli/${command}.js`)
else {
  const { register } = await import('tsx/esm/api')
  register()
  await import(`../src/cli/${command}.ts`)
}
