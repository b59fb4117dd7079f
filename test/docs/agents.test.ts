/** The page on writing agents lists every agent, and the library exports them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'
import * as library from '../../src/sim/index.ts'

const page = readFileSync(join(projectRoot, 'docs/how-to/write-an-agent.md'), 'utf8')
const folder = join(projectRoot, 'src/sim/agents')

/** The table's files and functions: `folder/file.ts` and the names in the cell beside it. */
const rows = [...page.matchAll(/^\|[^|]*\| `([a-z-]+\/[a-z-]+\.ts)` \| ([^|]*) \|$/gm)].map(
  ([, file, functions]) => [file!, [...functions!.matchAll(/`(\w+)`/g)].map(([, name]) => name!)] as const,
)

/** The functions of a file that make an agent. */
const makers = (file: string): readonly string[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/^export function (\w+)\([^)]*\): Agent \{/gm)].map(
    ([, name]) => name!,
  )

describe('the table of agents', () => {
  test.each(rows)('names functions of %s that exist and that the library exports', (file, functions) => {
    const made = functions.filter((name) => makers(file).includes(name))
    expect(made.length).toBeGreaterThan(0)
    for (const name of made) expect(library).toHaveProperty(name, expect.any(Function))
  })

  test('lists every agent', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const all = files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => makers(file).map((name) => `${file} ${name}`))
    const listed = new Set(rows.flatMap(([file, functions]) => functions.map((name) => `${file} ${name}`)))
    expect(all.length).toBeGreaterThan(30)
    expect(all.filter((maker) => !listed.has(maker))).toEqual([])
  })
})
