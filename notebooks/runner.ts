/**
 * `npm run notebooks`: runs notebooks and compares their outputs exactly with the stored ones.
 *
 * With `-- --update` the outputs are stored instead; with `-- --jupyter` Jupyter executes the notebooks.
 * Arguments name notebooks. Exit code 1 when an output differs.
 *
 * @default all notebooks
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { execute, notebookFiles, readNotebook } from './execute.ts'
import { executeInJupyter } from './jupyter.ts'
import { differences, notebookText, withOutputs } from './notebook.ts'
import { artist } from './picture.ts'
import { NO_PACKAGES } from './python.ts'

const { values, positionals } = parseArgs({
  options: {
    update: { type: 'boolean', default: false },
    jupyter: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})

const files = new Map(notebookFiles().map((file) => [readNotebook(file)[0], file]))
const unknown = positionals.filter((name) => !files.has(name))
if (unknown.length > 0)
  throw new Error(
    `expected names of notebooks; got ${unknown.join(', ')}. Choose from ${[...files.keys()].join(', ')}.`,
  )

const chosen = new Map(
  [...files]
    .filter(([name]) => positionals.length === 0 || positionals.includes(name))
    .map(([, file]) => readNotebook(file)),
)
const outputs = values.jupyter
  ? new Map([...chosen.keys()].map((name) => [name, executeInJupyter(files.get(name)!)]))
  : await execute(chosen)
const { draw, close } = artist()
try {
  for (const [name, notebook] of chosen) {
    const current = outputs.get(name)
    if (current === undefined) {
      console.log(`${name}: skipped: ${NO_PACKAGES}`)
      continue
    }
    const differing = differences(notebook, current)
    if (values.update)
      writeFileSync(files.get(name)!, notebookText(await withOutputs(notebook, current, draw)))
    else if (differing.length > 0) process.exitCode = 1
    const verdict = differing.length === 0 ? 'as stored' : values.update ? 'updated' : 'differs'
    console.log([`${name}: ${verdict}`, ...differing].join('\n'))
  }
} finally {
  await close()
}
