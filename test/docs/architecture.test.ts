/** The tables of the architecture page list the components and layers of which the import rules are made. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'

interface Architecture {
  readonly COMPONENTS: Readonly<
    Record<
      string,
      {
        readonly imports: readonly string[]
        readonly only?: Readonly<Record<string, readonly string[]>>
      }
    >
  >
  readonly MODEL_LAYERS: readonly string[]
  readonly MODEL_TOP: string
}

const source = pathToFileURL(join(projectRoot, 'scripts/generate/architecture.mjs')).href
const { COMPONENTS, MODEL_LAYERS, MODEL_TOP } = (await import(source)) as Architecture
const page = readFileSync(join(projectRoot, 'docs/explanation/architecture.md'), 'utf8')

/** What the page says that a component may import. */
function cellOf(name: string): string {
  const { imports, only } = COMPONENTS[name]!
  if (imports.length === 0) return 'nothing; of packages only `decimal.js`'
  return imports
    .map((each) =>
      only?.[each] === undefined ? each : `${each} (only ${LIST.format(only[each].map(named))})`,
    )
    .join(', ')
}

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** A module of `src/sim` as the page names it. */
const named = (module: string): string =>
  existsSync(join(projectRoot, 'src/sim', `${module}.ts`)) ? `\`${module}.ts\`` : `\`${module}/\``

describe('the architecture page', () => {
  test('lists every component with what it may import', () => {
    const rows = [...page.matchAll(/^\| `src\/([a-z]+)` \| [^|]* \| ([^|]*) \|$/gm)]
    expect(rows.map(([, name, imports]) => [name, imports])).toEqual(
      Object.keys(COMPONENTS).map((name) => [name, cellOf(name)]),
    )
  })

  test('lists the layers of the model in order, and what is on top of them', () => {
    const rows = [...page.matchAll(/^\| `src\/model\/([a-z]+)` \| [^|]* \|$/gm)]
    expect(rows.map(([, name]) => name)).toEqual(MODEL_LAYERS)
    expect(page).toContain(`\`src/model/${MODEL_TOP}.ts\` is on top of all layers`)
  })

  test('explains the restrictions by what there is', () => {
    expect(COMPONENTS['report']!.only).toEqual({ sim: ['result', 'months', 'study'] })
    expect(COMPONENTS['statistics']!.only).toEqual({ sim: ['math', 'random'] })
    for (const module of ['result.ts', 'months.ts', 'study', 'math', 'random'])
      expect(existsSync(join(projectRoot, 'src/sim', module)), module).toBe(true)
  })
})
