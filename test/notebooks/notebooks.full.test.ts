/**
 * Notebooks: all that `npm test` does not run, without Jupyter; and one in Jupyter with each kernel, where it
 * is installed.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'

import { checkTypes, execute, HERE } from '../../notebooks/execute.ts'
import { executeInJupyter, hasKernel, JUPYTER_PYTHON } from '../../notebooks/jupyter.ts'
import { codeCells, differences, isPython } from '../../notebooks/notebook.ts'
import { NO_PACKAGES, pythonWithPackages } from '../../notebooks/python.ts'
import { chosen, files, notebooks, SLOW } from './stored.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

describe('every notebook', () => {
  test.for(SLOW)(
    '%s has its stored outputs (update with npm run notebooks -- --update)',
    async (name, context) => {
      const notebook = notebooks.get(name)!
      if (isPython(notebook) && pythonWithPackages() === undefined) context.skip(NO_PACKAGES)
      const outputs = await execute(chosen([name]))
      expect(differences(notebook, outputs.get(name)!)).toEqual([])
    },
  )

  test('has cells of the right types', async () => {
    await checkTypes(notebooks)
  })
})

describe('the comparison', () => {
  test('fails when a constant of the model changes, and the answer changes with it', () => {
    const place = mkdtempSync(join(tmpdir(), 'amt-lab-notebooks-'))
    onTestFinished(() => rmSync(place, { recursive: true, force: true }))
    for (const part of ['src', 'notebooks', 'package.json', 'tsconfig.json'])
      cpSync(join(root, part), join(place, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
    mkdirSync(join(place, '.cache'))
    const pools = join(place, 'src/model/contracts/pancake/quotes.ts')
    const text = readFileSync(pools, 'utf8')
    expect(text).toContain('const KEPT = AFTER_FEE\n')
    writeFileSync(pools, text.replace('const KEPT = AFTER_FEE', 'const KEPT = AFTER_FEE - 500n'))
    const run = spawnSync(process.execPath, ['--import', 'tsx', 'notebooks/runner.ts', 'exit-routing'], {
      cwd: place,
      encoding: 'utf8',
    })
    expect(run.status).toBe(1)
    expect(run.stdout).toContain('exit-routing: differs')
    expect(run.stdout).toContain(`code cell ${codeCells(notebooks.get('exit-routing')!).length}:`)
  })
})

describe('in Jupyter', () => {
  test.for([
    ['deno', 'exit-routing'],
    ['python3', 'data-in-pandas'],
  ] as const)('with the kernel %s, %s has its stored outputs', ([kernel, name], context) => {
    if (!hasKernel(kernel)) context.skip(`no Jupyter with the kernel ${kernel}`)
    if (kernel === 'python3' && pythonWithPackages() === undefined) context.skip(NO_PACKAGES)
    expect(differences(notebooks.get(name)!, executeInJupyter(join(HERE, `${name}.ipynb`)))).toEqual([])
  })

  test('saving a notebook changes no byte of it', (context) => {
    const script =
      'import nbformat, sys\n' +
      'for path in sys.argv[1:]:\n' +
      '    text = open(path, encoding="utf-8").read()\n' +
      '    assert nbformat.writes(nbformat.read(path, 4)) + "\\n" == text, path\n'
    if (spawnSync(JUPYTER_PYTHON, ['-c', 'import nbformat']).status !== 0) context.skip('no nbformat')
    const run = spawnSync(JUPYTER_PYTHON, ['-c', script, ...files], { encoding: 'utf8' })
    expect(run.stderr).toBe('')
  })
})
