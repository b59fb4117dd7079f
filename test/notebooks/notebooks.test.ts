/**
 * Notebooks: type-checked, executed and compared with their stored outputs, without Python and Deno.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import {
  CellFailed,
  execute,
  notebookFiles,
  readNotebook,
  WrongTypes,
  type Outputs,
} from '../../notebooks/execute.ts'
import {
  codeCells,
  differences,
  moduleText,
  notebookText,
  withOutputs,
  type Notebook,
} from '../../notebooks/notebook.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const files = notebookFiles()
const notebooks = new Map(files.map(readNotebook))

/** A notebook of one code cell. */
function notebookOf(source: string): ReadonlyMap<string, Notebook> {
  const cell = {
    cell_type: 'code',
    execution_count: null,
    id: 'cell-1',
    metadata: {},
    outputs: [],
    source: [source],
  } as const
  return new Map([['one-cell', { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }]])
}

describe('every notebook', () => {
  let outputs: ReadonlyMap<string, Outputs>
  beforeAll(async () => {
    outputs = await execute(notebooks)
  })

  test('is listed: counterexample, floor and price, Great Reset', () => {
    expect([...notebooks.keys()]).toEqual(['counterexample', 'floor-and-price', 'great-reset'])
  })

  test.each([...notebooks.keys()])(
    '%s has its stored outputs (update with npm run notebooks -- --update)',
    (name) => {
      expect(differences(notebooks.get(name)!, outputs.get(name)!)).toEqual([])
    },
  )

  test('has outputs in every cell except imports and declarations', () => {
    for (const [name, cells] of outputs) {
      const silent = cells.flatMap((bundles, index) => (bundles.length === 0 ? [index] : []))
      const importing = codeCells(notebooks.get(name)!).findIndex(({ source }) =>
        source[0]!.startsWith('import'),
      )
      expect(silent.filter((index) => index !== importing && !onlyDeclares(name, index))).toEqual([])
    }
  })

  test('has an SVG image beside each chart', () => {
    for (const { data } of [...notebooks.values()].flatMap(codeCells).flatMap((cell) => cell.outputs))
      expect('application/vnd.plotly.v1+json' in data).toBe('image/svg+xml' in data)
  })

  test('has the text format of Jupyter, so that saving it changes nothing', () => {
    for (const file of files) expect(readFileSync(file, 'utf8')).toBe(notebookText(readNotebook(file)[1]))
  })
})

/** Whether a cell only declares names. */
function onlyDeclares(name: string, index: number): boolean {
  return codeCells(notebooks.get(name)!)[index]!.source.every((line) => !line.includes('display('))
}

describe('the comparison', () => {
  const [name, notebook] = [...notebooks][0]!
  const stored: Outputs = codeCells(notebook).map(({ outputs }) => outputs.map(({ data }) => data))

  test('finds a stored output changed by one character', () => {
    const changed = stored.map((cell) =>
      cell.map((bundle) => ({ ...bundle, 'text/plain': `${String(bundle['text/plain'])} ` })),
    )
    const tampered = withOutputs(notebook, changed)
    expect(differences(tampered, stored).length, name).toBe(stored.filter((cell) => cell.length > 0).length)
  })

  test('finds a missing and an additional output', () => {
    expect(differences(withOutputs(notebook, []), stored)).not.toEqual([])
    expect(
      differences(notebook, [...stored.slice(0, -1), [...stored.at(-1)!, { 'text/plain': 'more' }]]),
    ).toHaveLength(1)
  })

  test('ignores images, since their data are compared', () => {
    const redrawn = stored.map((cell) => cell.map((bundle) => ({ ...bundle, 'image/svg+xml': '<svg/>' })))
    expect(differences(withOutputs(notebook, redrawn), stored)).toEqual([])
  })

  test('fails when a constant of the model changes', () => {
    const place = mkdtempSync(join(tmpdir(), 'amt-lab-notebooks-'))
    onTestFinished(() => rmSync(place, { recursive: true, force: true }))
    for (const part of ['src', 'notebooks', 'package.json', 'tsconfig.json'])
      cpSync(join(root, part), join(place, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
    mkdirSync(join(place, '.cache'))
    const pools = join(place, 'src/model/contracts/pancake/quotes.ts')
    const text = readFileSync(pools, 'utf8')
    expect(text).toContain('const KEPT = AFTER_FEE\n')
    writeFileSync(pools, text.replace('const KEPT = AFTER_FEE', 'const KEPT = AFTER_FEE - 5n'))
    const run = spawnSync(process.execPath, ['--import', 'tsx', 'notebooks/runner.ts', 'great-reset'], {
      cwd: place,
      encoding: 'utf8',
    })
    expect(run.status).toBe(1)
    expect(run.stdout).toContain('great-reset: differs')
  })
})

describe('the cells', () => {
  test('become one module, each after a call with its number', () => {
    const [[, notebook]] = [...notebookOf('const a = 1')] as [[string, Notebook]]
    expect(moduleText(notebook)).toBe(`import { beginCell } from './display.ts'\nbeginCell(0)\nconst a = 1\n`)
  })

  test('throw when they do not type-check', async () => {
    await expect(execute(notebookOf(`const a: number = 'one'\nexport { a }`))).rejects.toThrow(WrongTypes)
  })

  test('throw when one throws or prints without display', async () => {
    await expect(execute(notebookOf(`throw new Error('a bug')`))).rejects.toThrow(CellFailed)
    await expect(execute(notebookOf(`console.log('a line')`))).rejects.toThrow(CellFailed)
  })
})
