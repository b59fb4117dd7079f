/**
 * Build: the library as JavaScript with types, in `dist`.
 *
 * Runs `tsc`, then copies the assets and writes the JSON Schema of scenario files for editors, and the
 * fingerprint of the sources for `start.mjs`.
 */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { copyAssets } from './assets.mjs'
import { BUILT_FROM, fingerprint, root } from './sources.mjs'

const builtFrom = fingerprint()
// Packing the package builds, too; what is there may be current.
if (existsSync(BUILT_FROM) && readFileSync(BUILT_FROM, 'utf8') === builtFrom) process.exit(0)
const [from, to] = [join(root, 'src'), join(root, 'dist')]

rmSync(to, { recursive: true, force: true })
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
const compiled = spawnSync(process.execPath, [join(typescript, 'bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)

copyAssets(from, to)

// The explorer's scripts, since an installed package has no bundler.
rmSync(join(to, 'explorer/page'), { recursive: true, force: true })
mkdirSync(join(to, 'explorer/page'), { recursive: true })
for (const file of readdirSync(join(from, 'explorer/page')).filter((name) => name.endsWith('.css')))
  copyFileSync(join(from, 'explorer/page', file), join(to, 'explorer/page', file))
const { bundledLibrary, bundledScripts } = await import('tsx/esm/api').then(({ tsImport }) =>
  tsImport('../src/explorer/bundle.ts', import.meta.url),
)
mkdirSync(join(to, 'explorer/built'))
for (const [name, text] of Object.entries(await bundledScripts()))
  writeFileSync(join(to, `explorer/built/${name}.js`), text)

// In the place of what was compiled, which imports Node's modules; its types stay.
writeFileSync(join(to, 'explorer/library.js'), await bundledLibrary())

// Tables that a command reads from the documents.
copyFileSync(join(root, 'docs/reference/roles.md'), join(to, 'cli/roles.md'))

const { jsonSchemaText } = await import('../dist/cli/scenario-file/schema.js')
const { scenarios } = await import('../dist/scenarios/index.js')
writeFileSync(join(to, 'scenario.schema.json'), jsonSchemaText(scenarios))
// Last: an unfinished build is not taken for a current one.
writeFileSync(BUILT_FROM, builtFrom)
