/**
 * Notebooks: all that `npm test` does not run, without Jupyter; and one in Jupyter with each kernel, where it
 * is installed.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { execute, HERE } from '../../notebooks/execute.ts'
import { executeInJupyter, hasKernel, JUPYTER_PYTHON } from '../../notebooks/jupyter.ts'
import { differences, isPython } from '../../notebooks/notebook.ts'
import { NO_PACKAGES, pythonWithPackages } from '../../notebooks/python.ts'
import { chosen, files, notebooks, SLOW } from './stored.ts'

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
