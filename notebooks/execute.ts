/**
 * Execute: type-checks and runs notebooks without Jupyter and Deno.
 *
 * The cells of a notebook become a temporary module beside it, `<name>.cells.ts`. All modules are
 * type-checked together; each runs in its own process. Notebooks in Python run where Python has the packages
 * (`python.ts`).
 */
import { fork, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isPython, moduleText, parseNotebook, type Notebook, type Outputs } from './notebook.ts'
import { executePython, pythonWithPackages } from './python.ts'

/** The directory of the notebooks. */
export const HERE = dirname(fileURLToPath(import.meta.url))

const require = createRequire(import.meta.url)

/** Paths of all notebooks, by name. */
export function notebookFiles(directory = HERE): readonly string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.ipynb'))
    .toSorted()
    .map((name) => join(directory, name))
}

/**
 * Runs notebooks and returns their outputs, by notebook. A Python notebook is left out where its packages are
 * not installed.
 *
 * @throws {WrongTypes} when a cell does not type-check.
 * @throws {CellFailed} or {PythonFailed} when a cell throws or prints without `display`.
 */
export async function execute(
  notebooks: ReadonlyMap<string, Notebook>,
): Promise<ReadonlyMap<string, Outputs>> {
  const outputs = new Map<string, Outputs>()
  const inTypeScript = new Map([...notebooks].filter(([, notebook]) => !isPython(notebook)))
  await withModules(inTypeScript, async (modules) => {
    for (const [name, file] of modules) outputs.set(name, await run(name, file))
  })
  const python = pythonWithPackages()
  for (const [name, notebook] of notebooks)
    if (isPython(notebook) && python !== undefined)
      outputs.set(name, executePython(python, join(HERE, `${name}.ipynb`), HERE))
  return outputs
}

/**
 * Type-checks the TypeScript cells of notebooks.
 *
 * @throws {WrongTypes} when one does not type-check.
 */
export async function checkTypes(notebooks: ReadonlyMap<string, Notebook>): Promise<void> {
  await withModules(new Map([...notebooks].filter(([, notebook]) => !isPython(notebook))), async () => {})
}

/** Writes the modules of notebooks, checks their types and passes their files on; removes them in the end. */
async function withModules(
  notebooks: ReadonlyMap<string, Notebook>,
  use: (modules: ReadonlyMap<string, string>) => Promise<void>,
): Promise<void> {
  if (notebooks.size === 0) return
  const modules = new Map([...notebooks.keys()].map((name) => [name, join(HERE, `${name}.cells.ts`)]))
  try {
    for (const [name, file] of modules) writeFileSync(file, moduleText(notebooks.get(name)!))
    checkModules()
    await use(modules)
  } finally {
    for (const file of modules.values()) rmSync(file, { force: true })
  }
}

/** A notebook's name and content. */
export function readNotebook(file: string): readonly [string, Notebook] {
  return [basename(file, '.ipynb'), parseNotebook(readFileSync(file, 'utf8'))]
}

function checkModules(): void {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')
  const checked = spawnSync(process.execPath, [tsc, '--noEmit', '-p', HERE], { encoding: 'utf8', cwd: HERE })
  if (checked.status !== 0) throw new WrongTypes(checked.stdout + checked.stderr)
}

/** Runs a module in a child process, which sends the outputs of its cells. */
function run(name: string, file: string): Promise<Outputs> {
  return new Promise((resolve, reject) => {
    const tsx = pathToFileURL(require.resolve('tsx')).href
    const child = fork(join(HERE, 'child.ts'), [pathToFileURL(file).href], {
      execArgv: ['--import', tsx],
      cwd: HERE,
      silent: true,
    })
    let printed = ''
    child.stdout!.on('data', (text: Buffer) => (printed += text.toString()))
    child.stderr!.on('data', (text: Buffer) => (printed += text.toString()))
    let outputs: Outputs | undefined
    child.on('message', (message) => (outputs = message as Outputs))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0 && outputs !== undefined && printed === '') resolve(outputs)
      else reject(new CellFailed(name, code, printed))
    })
  })
}

/** The cells do not type-check. */
export class WrongTypes extends Error {
  override readonly name = 'WrongTypes'
  constructor(messages: string) {
    super(`expected the cells of all notebooks to type-check; got errors. Correct the cells:\n${messages}`)
  }
}

/** A cell threw, or printed without `display`. */
export class CellFailed extends Error {
  override readonly name = 'CellFailed'
  constructor(notebook: string, code: number | null, printed: string) {
    super(
      `expected ${notebook} to run without errors and to print by display() only; got exit code ${code}. ` +
        `Correct the cell that printed:\n${printed}`,
    )
  }
}
