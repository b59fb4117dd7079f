/** The entry of the simulation exports every agent. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'
import * as library from '../../src/sim/index.ts'

const folder = join(projectRoot, 'src/sim/agents')

/** The functions of a file that make an agent. */
const makers = (file: string): readonly string[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/^export function (\w+)\([^)]*\): Agent \{/gm)].map(
    ([, name]) => name!,
  )

test('every agent is exported by the library', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const all = files.flatMap(makers)
  expect(all.length).toBeGreaterThan(30)
  expect(all.filter((name) => !(name in library))).toEqual([])
})
