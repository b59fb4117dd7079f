/**
 * Notebooks: their shape, types and, of the quickest, outputs, without Jupyter and Deno.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'

import { CellFailed, execute, readNotebook, WrongTypes } from '../../notebooks/execute.ts'
import {
  codeCells,
  differences,
  isPython,
  moduleText,
  notebookText,
  withOutputs,
  type Notebook,
  type Outputs,
} from '../../notebooks/notebook.ts'
import { answerOf, chosen, files, lastCell, literalsIn, notebooks, QUICK } from './stored.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

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
  test('is on the page about notebooks, with its question', () => {
    const page = readFileSync(join(root, 'docs/how-to/notebooks.md'), 'utf8')
    for (const [name, notebook] of notebooks)
      expect(page).toContain(
        `| [${titleOf(notebook)}](../../notebooks/${name}.ipynb) | ${questionOf(notebook)} |`,
      )
    expect(page.match(/\.ipynb\)/g)).toHaveLength(notebooks.size)
  })

  test.each([...notebooks.keys()])('%s opens with one question and closes with an answer', (name) => {
    const notebook = notebooks.get(name)!
    expect(questionOf(notebook)).toMatch(/^[A-Z][^?]*\?$/)
    expect(answerOf(notebook)).toMatch(/^Answer\. [A-Z].*\.$/)
    expect(lastCell(notebook)).toBe(notebook.cells.at(-1))
  })

  test.each([...notebooks.keys()])('%s computes the numbers of its answer', (name) => {
    const cell = lastCell(notebooks.get(name)!)
    expect(answerOf(notebooks.get(name)!)).toMatch(/\d/)
    expect(literalsIn(cell).filter((literal) => /\d/.test(literal))).toEqual([])
  })

  test('has a section on what the answer depends on', () => {
    for (const [name, { cells }] of notebooks)
      expect(
        cells.some(({ source }) => source[0] === '## What it depends on\n'),
        name,
      ).toBe(true)
  })

  test('has outputs in every cell except imports and declarations', () => {
    for (const [name, notebook] of notebooks)
      for (const { source, outputs } of codeCells(notebook))
        if (source.some((line) => line.includes('display('))) expect(outputs.length, name).toBeGreaterThan(0)
  })

  test('has a static picture of each chart, and one at least', () => {
    for (const [name, notebook] of notebooks) {
      const outputs = codeCells(notebook).flatMap((cell) => cell.outputs)
      const pictures = outputs.filter(({ data }) => 'image/png' in data)
      if (name !== 'counterexample') expect(pictures.length, name).toBeGreaterThan(0)
      for (const { data, metadata } of outputs) {
        expect('application/vnd.plotly.v1+json' in data).toBe(metadata.svg !== undefined)
        expect(data).not.toHaveProperty('image/svg+xml')
      }
      for (const { data } of pictures)
        expect(Buffer.from(String(data['image/png']), 'base64').subarray(1, 4).toString()).toBe('PNG')
    }
  })

  test('has the text format of Jupyter, so that saving it changes nothing', () => {
    for (const file of files) expect(readFileSync(file, 'utf8')).toBe(notebookText(readNotebook(file)[1]))
  })
})

describe('the quickest notebooks', () => {
  let outputs: ReadonlyMap<string, Outputs>
  beforeAll(async () => {
    outputs = await execute(chosen(QUICK))
  })

  test.each(QUICK)('%s has its stored outputs (update with npm run notebooks -- --update)', (name) => {
    expect(differences(notebooks.get(name)!, outputs.get(name)!)).toEqual([])
  })
})

const titleOf = ({ cells }: Notebook): string => cells[0]!.source[0]!.replace('# ', '').trim()

/** The one bold text of the first cell. */
function questionOf({ cells }: Notebook): string {
  const bold = [...cells[0]!.source.join('').matchAll(/\*\*([^*]+)\*\*/g)].map(([, text]) => text!)
  expect(bold).toHaveLength(1)
  return bold[0]!
}

describe('the comparison', () => {
  const [name, notebook] = ['great-reset', notebooks.get('great-reset')!] as const
  const stored: Outputs = codeCells(notebook).map(({ outputs }) => outputs.map(({ data }) => data))
  const draw = async (): Promise<string> => 'a picture'

  test('finds a stored output changed by one character', async () => {
    const changed = stored.map((cell) =>
      cell.map((bundle) => ({ ...bundle, 'text/plain': `${String(bundle['text/plain'])} ` })),
    )
    const tampered = await withOutputs(notebook, changed, draw)
    expect(differences(tampered, stored).length, name).toBe(stored.filter((cell) => cell.length > 0).length)
  })

  test('finds a missing and an additional output', async () => {
    expect(differences(await withOutputs(notebook, [], draw), stored)).not.toEqual([])
    const without = await withOutputs(notebook, stored, draw)
    expect(
      differences(without, [...stored.slice(0, -1), [...stored.at(-1)!, { 'text/plain': 'more' }]]),
    ).toHaveLength(1)
  })

  test('finds a picture of another chart, and ignores pixels', async () => {
    const svg = '<svg width="10" height="20">one</svg>'
    const one = [[{ 'image/svg+xml': svg }]]
    const [, single] = [...notebookOf('display()')][0]!
    const drawn = await withOutputs(single, one, draw)
    expect(codeCells(drawn)[0]!.outputs[0]!.data).toEqual({ 'image/png': 'a picture' })
    expect(differences(drawn, one)).toEqual([])
    expect(differences(drawn, [[{ 'image/svg+xml': svg.replace('one', 'other') }]])).toHaveLength(1)
    // A chart that is as it was is not drawn again.
    const again = await withOutputs(drawn, one, async () => 'another picture')
    expect(again).toEqual(drawn)
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

  test('of Python compile, where there is Python', (context) => {
    const script = 'import ast, sys; ast.parse(sys.stdin.read())'
    if (spawnSync('python3', ['--version']).status !== 0) context.skip('no python3')
    for (const [name, notebook] of [...notebooks].filter(([, each]) => isPython(each))) {
      const input = codeCells(notebook)
        .map(({ source }) => source.join(''))
        .join('\n')
      expect(spawnSync('python3', ['-c', script], { input, encoding: 'utf8' }).stderr, name).toBe('')
    }
  })
})

test('numbers in the text of an answer are found, and those that are put into it are not', () => {
  const literals = (source: string): readonly string[] =>
    literalsIn({ source: [source] }).filter((literal) => /\d/.test(literal))
  expect(
    literals('answer(`pays ${say(values[0]!, "sat")} of ${list(all.map((n) => `${n + 1}%`))}`)'),
  ).toEqual([])
  expect(literals('answer(`pays 12 sat of ${list(all)}`)')).toEqual(['`pays 12 sat of ◌`'])
  expect(literals(`answer(f"pays {say(x['a1'])} in {MONTH} days")`)).toEqual([])
  expect(literals(`answer("pays 30 sat")`)).toEqual(['"pays 30 sat"'])
})
