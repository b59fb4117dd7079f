/**
 * `npm run conclusions`: computes what the docs conclude, and writes it: the answers of all scenarios, and
 * the tornado of `baseline`'s return.
 *
 * With `-- --check` nothing is written, and the exit code is 1 if something differs. Names of scenarios, or
 * `tornado`, restrict it. All of it takes some minutes on two cores.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { lab } from '../../src/cli/lab.ts'
import { answersPage, tornadoOfBaseline, withTornado, type Written } from './conclusions.ts'

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const names = [...lab.scenarios.map(({ name }) => name), 'tornado']
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0)
  throw new Error(
    `expected names of scenarios or tornado; got ${unknown.join(', ')}. Choose from ${names.join(', ')}.`,
  )
const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name)

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const written: Written[] = []
const scenarios = lab.scenarios.filter(({ name }) => wanted(name))
if (scenarios.length > 0) written.push(await answersPage(scenarios, read('docs/explanation/answers.md')))
if (wanted('tornado')) {
  const rows = await tornadoOfBaseline()
  written.push(...withTornado(rows, read('docs/explanation/assumptions.md')!))
}
for (const { path, text } of written) {
  const same = read(path) === text
  if (!same && values.check) process.exitCode = 1
  if (!same && !values.check) writeFileSync(path, text)
  console.log(`${path}: ${same ? 'as stored' : values.check ? 'differs' : 'updated'}`)
}
