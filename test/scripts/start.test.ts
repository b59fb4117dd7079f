import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'

const project = fileURLToPath(new URL('../..', import.meta.url))
let place: string
let builds: string

const SOURCE = `import { readFileSync } from 'node:fs'
import { name } from './name.ts'
const text = readFileSync(new URL('./asset.txt', import.meta.url), 'utf8')
const from = import.meta.url.endsWith('.ts') ? 'source' : 'built on first use'
console.log(from, name, text, ...process.argv.slice(2) as string[])
`

/** Scripts of the project: one command of the package, and one that needs the sources. */
const SCRIPTS = {
  say: 'node scripts/start.mjs say',
  'say-source': 'tsx src/cli/say-source.ts',
  test: 'vitest run',
}

/** A project with one command, as source and in `dist`, which say which of them runs. */
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'amt-lab-start-'))
  builds = join(place, '.cache/built')
  for (const script of ['start.mjs', 'sources.mjs', 'built.mjs', 'assets.mjs'])
    cpSync(join(project, 'scripts', script), join(place, 'scripts', script))
  for (const folder of ['src/cli', 'dist/cli']) mkdirSync(join(place, folder), { recursive: true })
  for (const name of ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.mjs'])
    writeFileSync(join(place, name), '{"type":"module"}')
  writeFileSync(join(place, 'package.json'), JSON.stringify({ type: 'module', scripts: SCRIPTS }))
  writeFileSync(join(place, 'src/cli/say.ts'), SOURCE)
  writeFileSync(join(place, 'src/cli/name.ts'), 'export const name: string = "one"')
  writeFileSync(join(place, 'src/cli/asset.txt'), 'asset')
  writeFileSync(join(place, 'dist/cli/say.js'), 'console.log("dist", ...process.argv.slice(2))')
  symlinkSync(join(project, 'node_modules'), join(place, 'node_modules'))
})

afterEach(() => rmSync(place, { recursive: true }))

const start = async (command = 'say'): Promise<string> => {
  const argv = [join(place, 'scripts/start.mjs'), command, '--well']
  const { stdout } = await promisify(execFile)(process.execPath, argv)
  return stdout.trim()
}

const BUILT = 'built on first use one asset --well'

/** Notes the present sources as those of `dist`. */
async function build(): Promise<void> {
  const url = `${pathToFileURL(join(place, 'scripts/sources.mjs')).href}`
  const { fingerprint } = (await import(url)) as { readonly fingerprint: () => string }
  writeFileSync(join(place, 'dist/sources.sha256'), fingerprint())
}

test('a command runs from dist if that was built from these sources, and else builds them once', async () => {
  await build()
  expect(await start()).toBe('dist --well')
  expect(existsSync(builds)).toBe(false)
  writeFileSync(join(place, 'src/other.ts'), 'export {}')
  expect(await start()).toBe(BUILT)
  const [name, ...more] = readdirSync(builds)
  expect(more).toEqual([])
  // What is there is loaded, not built again.
  writeFileSync(join(builds, name!, 'cli/name.js'), 'export const name = "kept"')
  expect(await start()).toBe(BUILT.replace('one', 'kept'))
  writeFileSync(join(place, 'src/cli/name.ts'), 'export const name: string = "two"')
  expect(await start()).toBe(BUILT.replace('one', 'two'))
})

test('a command that needs the sources runs them, although dist is built', async () => {
  writeFileSync(join(place, 'src/cli/say-source.ts'), SOURCE)
  await build()
  expect(await start('say-source')).toBe(BUILT.replace('built on first use', 'source'))
})

test('another name is an error that lists the commands', async () => {
  await expect(start('test')).rejects.toMatchObject({
    code: 2,
    stderr: 'start: expected the name of a command; got "test".\n       Possible: say, say-source.\n',
  })
})

test('processes that build at the same time all run, and leave one build', async () => {
  expect(await Promise.all([start(), start(), start()])).toEqual([BUILT, BUILT, BUILT])
  expect(readdirSync(builds)).toHaveLength(1)
})

test('builds that were not used for long are removed, but for the newest', async () => {
  const longAgo = new Date('2020-01-01')
  for (const name of ['a', 'b', 'c', 'd', '.draft-e']) {
    mkdirSync(join(builds, name), { recursive: true })
    if (name !== 'd')
      utimesSync(join(builds, name), longAgo, new Date(Date.parse('2020-01-01') + name.charCodeAt(0)))
  }
  await start()
  const kept = readdirSync(builds).filter((name) => name.length === 1)
  expect([kept, readdirSync(builds).length]).toEqual([['b', 'c', 'd'], 4])
})

test('where the place cannot be written, the sources run themselves', async () => {
  writeFileSync(join(place, '.cache'), 'a file')
  expect(await start()).toBe(BUILT.replace('built on first use', 'source'))
})

test('an error in a source is told by the loader of the sources', async () => {
  writeFileSync(join(place, 'src/cli/name.ts'), 'export const name = = 1')
  await expect(start()).rejects.toThrow(/name\.ts:1:20: ERROR: Unexpected "="/)
  expect(readdirSync(builds)).toEqual([])
})
