/** The page on invariants shows the example project's test, which the pack test runs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'

const text = (path: string): string => readFileSync(join(projectRoot, path), 'utf8')

test('the suite on the page is that of the example, and both pages are run by the pack test', () => {
  const page = text('docs/how-to/test-your-own-invariant.md')
  expect(page).toContain(`\`\`\`ts\n${text('examples/lockstep-suite/test/liquidity.test.ts')}\`\`\``)
  for (const run of ['read-a-counterexample', 'test-your-own-invariant'])
    expect(text('scripts/test-pack.mjs')).toContain(`docs/how-to/${run}.md`)
})

test('its options are those of the suite', () => {
  const page = text('docs/how-to/test-your-own-invariant.md')
  const [, declared] = /export interface LockstepSuiteOptions \{([^]*?)\n\}/.exec(
    text('src/vitest/suite.ts'),
  )!
  for (const [, option] of declared!.matchAll(/readonly (\w+)\?/g)) expect(page).toContain(`\`${option}\``)
})
