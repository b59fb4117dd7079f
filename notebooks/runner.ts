/**
 * `npm run notebooks`: runs notebooks and compares their outputs exactly with the stored ones.
 *
 * With `-- --update` the outputs are stored instead; with `-- --jupyter` Jupyter executes the notebooks.
 * Arguments name notebooks. Exit code 1 when an output differs.
 *
 * @default all notebooks
 */
import { writeFileSync } from 'node:fs'
import { optionLines } from '../src/cli/help.ts'
import { EXIT, type Command } from '../src/cli/io.ts'
import { readOptions, type Options } from '../src/cli/options.ts'
import { runCommand } from '../src/cli/process.ts'
import { choiceOf } from '../src/cli/suggest.ts'
import { WrongInput } from '../src/cli/wrong-input.ts'
import { execute, notebookFiles, readNotebook } from './execute.ts'
import { executeInJupyter } from './jupyter.ts'
import { differences, notebookText, withOutputs } from './notebook.ts'
import { artist } from './picture.ts'
import { NO_PACKAGES } from './python.ts'

const OPTIONS = {
  update: { means: 'Store the outputs instead of comparing them.' },
  jupyter: { means: 'Execute the notebooks in Jupyter.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

const notebooks: Command = async (argv, io) => {
  const { flags, positionals } = readOptions(argv, OPTIONS)
  if (flags.has('help')) {
    io.out(
      'Runs notebooks and compares their outputs with the stored ones.\n\nUsage\n' +
        `  npm run notebooks [-- NAME …] [options]\n\nOptions\n${optionLines(OPTIONS)}\n`,
    )
    return EXIT.holds
  }
  const files = new Map(notebookFiles().map((file) => [readNotebook(file)[0], file]))
  const unknown = positionals.find((name) => !files.has(name))
  if (unknown !== undefined)
    throw new WrongInput({
      expected: 'names of notebooks',
      got: `"${unknown}"`,
      advice: choiceOf(unknown, [...files.keys()], 'They are in notebooks/.'),
    })
  const chosen = new Map(
    [...files]
      .filter(([name]) => positionals.length === 0 || positionals.includes(name))
      .map(([, file]) => readNotebook(file)),
  )
  const outputs = flags.has('jupyter')
    ? new Map([...chosen.keys()].map((name) => [name, executeInJupyter(files.get(name)!)]))
    : await execute(chosen)
  const { draw, close } = artist()
  let isAsStored = true
  try {
    for (const [name, notebook] of chosen) {
      const current = outputs.get(name)
      if (current === undefined) {
        io.out(`${name}: skipped: ${NO_PACKAGES}\n`)
        continue
      }
      const differing = differences(notebook, current)
      const isUpdated = flags.has('update')
      if (isUpdated) writeFileSync(files.get(name)!, notebookText(await withOutputs(notebook, current, draw)))
      else if (differing.length > 0) isAsStored = false
      const verdict = differing.length === 0 ? 'as stored' : isUpdated ? 'updated' : 'differs'
      io.out(`${[`${name}: ${verdict}`, ...differing].join('\n')}\n`)
    }
  } finally {
    await close()
  }
  if (isAsStored) return EXIT.holds
  // npm takes `--update` without `--` before it for itself, and leaves no sign of it.
  io.err('notebooks: nothing was stored. To store these outputs: npm run notebooks -- --update\n')
  return EXIT.broken
}

await runCommand('notebooks', notebooks, OPTIONS)
