/**
 * Execute: type-checks and runs notebooks without Python and without Deno.
 *
 * Each notebook's cells become one module beside it, `<name>.cells.ts`, which is gone again afterwards. All are type-checked at
 * once, and each runs in a process of its own.
 */
import { fork, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Bundle } from './display.ts'
import { moduleText, parseNotebook, type Notebook } from './notebook.ts'

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

/** What each code cell of a notebook has shown. */
export type Shown = readonly (readonly Bundle[])[]

/**
 * Runs notebooks, each with what its code cells show, in their order.
 *
 * @throws {WrongTypes} if a cell does not type-check, {CellFailed} if one fails.
 */
export async function execute(notebooks: ReadonlyMap<string, Notebook>): Promise<ReadonlyMap<string, Shown>> {
  const modules = new Map([...notebooks.keys()].map((name) => [name, join(HERE, `${name}.cells.ts`)]))
  try {
    for (const [name, file] of modules) writeFileSync(file, moduleText(notebooks.get(name)!))
    checkTypes()
    const shown = new Map<string, Shown>()
    for (const [name, file] of modules) shown.set(name, await run(name, file))
    return shown
  } finally {
    for (const file of modules.values()) rmSync(file, { force: true })
  }
}

/** A notebook's name and content. */
export function readNotebook(file: string): readonly [string, Notebook] {
  return [basename(file, '.ipynb'), parseNotebook(readFileSync(file, 'utf8'))]
}

function checkTypes(): void {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')
  const checked = spawnSync(process.execPath, [tsc, '--noEmit', '-p', HERE], { encoding: 'utf8', cwd: HERE })
  if (checked.status !== 0) throw new WrongTypes(checked.stdout + checked.stderr)
}

/** Runs a module in a process of its own, which sends what its cells have shown. */
function run(name: string, file: string): Promise<Shown> {
  return new Promise((resolve, reject) => {
    const tsx = pathToFileURL(require.resolve('tsx')).href
    const child = fork(join(HERE, 'child.ts'), [pathToFileURL(file).href], {
      execArgv: ['--import', tsx],
      cwd: HERE,
      silent: true,
    })
    let said = ''
    child.stdout!.on('data', (text: Buffer) => (said += text.toString()))
    child.stderr!.on('data', (text: Buffer) => (said += text.toString()))
    let shown: Shown | undefined
    child.on('message', (message) => (shown = message as Shown))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0 && shown !== undefined && said === '') resolve(shown)
      else reject(new CellFailed(name, code, said))
    })
  })
}

/** The cells do not type-check. */
export class WrongTypes extends Error {
  override readonly name = 'WrongTypes'
  constructor(messages: string) {
    super(`expected the notebooks' cells to type-check:\n${messages}`)
  }
}

/** A cell threw, or printed something by another way than `display`. */
export class CellFailed extends Error {
  override readonly name = 'CellFailed'
  constructor(notebook: string, code: number | null, said: string) {
    super(
      `expected ${notebook} to run to its end and to show things by display() only; it ended with code ${code}:\n${said}`,
    )
  }
}
