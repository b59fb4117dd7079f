import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const project = fileURLToPath(new URL('../..', import.meta.url))
let place: string

/** A project with one command, as source and as built, which say which of them runs. */
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'amt-lab-start-'))
  for (const script of ['start.mjs', 'sources.mjs'])
    cpSync(join(project, 'scripts', script), join(place, 'scripts', script))
  for (const folder of ['src/cli', 'dist/cli']) mkdirSync(join(place, folder), { recursive: true })
  for (const name of ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.mjs'])
    writeFileSync(join(place, name), '{"type":"module"}')
  writeFileSync(join(place, 'src/cli/say.ts'), 'console.log("source", ...process.argv.slice(2) as string[])')
  writeFileSync(join(place, 'dist/cli/say.js'), 'console.log("built", ...process.argv.slice(2))')
  symlinkSync(join(project, 'node_modules'), join(place, 'node_modules'))
})

afterEach(() => rmSync(place, { recursive: true }))

const start = (): string =>
  execFileSync(process.execPath, [join(place, 'scripts/start.mjs'), 'say', '--well'], { encoding: 'utf8' })

/** Notes the present sources as those of the build. */
async function build(): Promise<void> {
  const url = `${pathToFileURL(join(place, 'scripts/sources.mjs')).href}`
  const { fingerprint } = (await import(url)) as { readonly fingerprint: () => string }
  writeFileSync(join(place, 'dist/sources.sha256'), fingerprint())
}

test('a command runs as it was built from these sources', async () => {
  await build()
  expect(start()).toBe('built --well\n')
})

test('a command runs from its sources if there is no build, or one of other sources', async () => {
  expect(start()).toBe('source --well\n')
  await build()
  writeFileSync(join(place, 'src/other.ts'), '')
  expect(start()).toBe('source --well\n')
  await build()
  expect(start()).toBe('built --well\n')
  writeFileSync(join(place, 'src/other.ts'), 'export {}')
  expect(start()).toBe('source --well\n')
})
