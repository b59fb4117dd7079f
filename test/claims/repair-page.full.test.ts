/**
 * `contracts/hardened/README.md` has each repair with its difference, and the measured gas; `UPDATE=1` writes
 * it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REPAIRS } from '../../src/claims/repairs.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { gasTable } from './repair-gas.ts'

const FOLDER = join(projectRoot, 'contracts', 'hardened')

function page(): string {
  const sections = REPAIRS.map(({ name, readings, change, cost }) => {
    const claims = readings.map(({ claim }) => `[${claim}](../../docs/claims.md#claim-${claim})`)
    const difference = readFileSync(join(FOLDER, `${name}.diff`), 'utf8')
    return `## ${name}\n\n${change} Repairs claim ${claims.join(', ')}. Cost: ${cost}\n\n\`\`\`diff\n${difference}\`\`\``
  })
  return `${[
    '# Hardened contracts',
    'Changes of the contracts under which claims of the whitepaper hold that fail, or that need an ' +
      'assumption. Each is a small difference from `contracts`, with the same change of the model. A ' +
      'test applies it, runs the same search on it, and compares contract and model in lockstep: ' +
      '`test/claims/repairs.test.ts`. The contracts themselves stay as they are: they mirror the ' +
      'published system.',
    gasTable(),
    ...sections,
  ].join('\n\n')}\n`
}

test('the page of hardened contracts has every repair and its measured gas', () => {
  const file = join(FOLDER, 'README.md')
  if (process.env['UPDATE'] === '1') writeFileSync(file, page())
  expect(readFileSync(file, 'utf8')).toBe(page())
})
