import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const project = fileURLToPath(new URL('../..', import.meta.url))
const { files } = JSON.parse(readFileSync(join(project, 'tsconfig.build.json'), 'utf8')) as {
  readonly files: readonly string[]
}
const texts = new Map<string, string>()

/** The module, and all that it imports, to any depth. */
function collect(module: string): void {
  if (texts.has(module)) return
  const text = readFileSync(join(project, module), 'utf8')
  texts.set(module, text)
  for (const [, path] of text.matchAll(/(?:\bfrom|\bimport\() ?'(\.[^']+\.ts)'/g)) {
    const imported = join(dirname(module), path!)
    if (existsSync(join(project, imported))) collect(imported)
  }
}

for (const file of files) collect(file)

/** Modules that a module names by a URL instead of an import: `'./lab.js'`, `'./worker.js'`, `'lab$1'`. */
const named = [...texts]
  .filter(([module]) => module.startsWith('src/cli/'))
  .flatMap(([module, text]) =>
    [...text.matchAll(/: '\.\/([\w/-]+)\.js'|\.replace\([^']*'([\w/-]+)\$1'\)/g)].map(([, path, replaced]) =>
      join(dirname(module), `${path ?? replaced}.ts`),
    ),
  )

test('the build has each module that a command or a thread loads by its URL', () => {
  expect(new Set(named)).toEqual(
    new Set([
      'src/cli/fan/worker.ts',
      'src/cli/lab.ts',
      'src/cli/lockstep/setup.ts',
      'src/cli/lockstep/worker.ts',
      'src/cli/stress/worker.ts',
      'src/cli/study/combine-worker.ts',
      'src/cli/study/worker.ts',
      'src/cli/verify/checker.ts',
    ]),
  )
  expect(named.filter((module) => !texts.has(module))).toEqual([])
})

test('the build has each thread that can start from the sources, except those of mutants', () => {
  const threads = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('-of-sources.mjs') && !file.includes('mutants'))
    .map((file) => join('src', file.replace('-of-sources.mjs', '.ts')))
  expect(threads.length).toBeGreaterThan(5)
  expect(threads.filter((thread) => !texts.has(thread))).toEqual([])
})
