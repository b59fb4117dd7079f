/**
 * `npm run notebooks`: runs every notebook and compares what its cells show with its stored outputs, to the letter.
 *
 * With `-- --update` the outputs are stored instead. Names of notebooks may follow; all are run otherwise. Exit code 1 if any differs.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { execute, notebookFiles, readNotebook } from './execute.ts'
import { differences, notebookText, withOutputs } from './notebook.ts'

const { values, positionals } = parseArgs({
  options: { update: { type: 'boolean', default: false } },
  allowPositionals: true,
})

const files = new Map(notebookFiles().map((file) => [readNotebook(file)[0], file]))
const unknown = positionals.filter((name) => !files.has(name))
if (unknown.length > 0)
  throw new Error(`expected names of notebooks, ${[...files.keys()].join(', ')}; got ${unknown.join(', ')}`)

const chosen = new Map(
  [...files]
    .filter(([name]) => positionals.length === 0 || positionals.includes(name))
    .map(([, file]) => readNotebook(file)),
)
const shown = await execute(chosen)
for (const [name, notebook] of chosen) {
  const now = shown.get(name)!
  const found = differences(notebook, now)
  if (values.update) writeFileSync(files.get(name)!, notebookText(withOutputs(notebook, now)))
  else if (found.length > 0) process.exitCode = 1
  const verdict = found.length === 0 ? 'as stored' : values.update ? 'updated' : 'differs'
  console.log([`${name}: ${verdict}`, ...found].join('\n'))
}
