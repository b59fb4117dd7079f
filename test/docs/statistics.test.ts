/** The examples of the page on statistics print what it shows, and every function has one. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { transform } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'
import * as statistics from '../../src/statistics/index.ts'

const page = readFileSync(join(projectRoot, 'docs/reference/statistics.md'), 'utf8')

interface Example {
  readonly name: string
  readonly code: string
  readonly shown: string
}

/** Every block of code of a section with what it prints; a section may have several. */
const examples = page.split(/^## /m).flatMap((section): readonly Example[] => {
  const name = /^\w+/.exec(section)?.[0] ?? ''
  return [...section.matchAll(/^```ts\n(.*?)```\n\n```\n(.*?)```/gms)].map(([, code, shown]) => ({
    name,
    code: code!,
    shown: shown!,
  }))
})

/** What the example prints, with the package's names from the sources. */
async function printed(code: string): Promise<string> {
  const { code: plain } = await transform(code.replace(/^import .*$/gm, ''), { loader: 'ts' })
  let out = ''
  runInNewContext(plain, { ...statistics, console: { log: (line: string) => (out += `${line}\n`) } })
  return out
}

describe('the page on statistics', () => {
  test.for(examples)('prints what it shows of $name', async ({ name, code, shown }) => {
    const imported = /^import \{ (.*) \} from 'amt-lab\/statistics'$/m.exec(code)![1]!.split(', ')
    expect(imported).toContain(name)
    for (const each of imported) expect(statistics).toHaveProperty(each)
    expect(await printed(code)).toBe(shown)
  })

  test('shows every estimator of its table', () => {
    const listed = [...page.matchAll(/\[`(\w+)`\]\(#(\w+)\)/g)].map(([, name]) => name!)
    expect(listed.length).toBeGreaterThan(12)
    expect(examples.map(({ name }) => name)).toEqual(expect.arrayContaining(listed))
  })

  test('names every function of the entry', () => {
    const functions = Object.entries(statistics).filter(([, value]) => !(value.prototype instanceof Error))
    for (const [name] of functions) expect(page, name).toContain(`\`${name}\``)
  })

  test('would fail with another number', async () => {
    const { code, shown } = examples.find(({ name }) => name === 'clopperPearson')!
    expect(await printed(code)).not.toBe(shown.replace('20', '21'))
  })
})
