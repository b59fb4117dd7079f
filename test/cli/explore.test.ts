/** Command `explore`: one page, on disk and on this machine's own address. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { explore } from '../../src/cli/commands/explore.ts'
import { bundledScripts } from '../../src/explorer/bundle.ts'
import { serve } from '../../src/cli/explore/serve.ts'
import { directory, run } from './harness.ts'

const written = async (...argv: readonly string[]) => {
  const cwd = directory()
  return { cwd, ...(await run(explore, ['--no-open', ...argv], { cwd })) }
}

describe('the page', () => {
  test('is one file below 3 MB that loads nothing', async () => {
    const { cwd, code, out } = await written('--json')
    expect(code).toBe(0)
    const told = JSON.parse(out) as { readonly page: string; readonly bytes: number }
    const page = readFileSync(join(cwd, told.page), 'utf8')
    expect(told).toEqual({ page: 'out/explore.html', bytes: Buffer.byteLength(page), licence: 'MIT' })
    expect(told.bytes).toBeLessThan(3e6)
    expect(page).not.toMatch(/(?:src|href)="(?!data:|#)/)
    expect(page).toContain('default-src &#39;none&#39;')
    expect(page).not.toContain('unsafe-eval')
  })

  test('keeps the licences of the packages that are in it', async () => {
    const { page, engine } = await bundledScripts()
    expect(page.slice(0, page.indexOf('*/'))).toMatch(
      /^\/\*! This script contains:\s+preact\s+The MIT License/,
    )
    const head = engine.slice(0, engine.indexOf('*/'))
    for (const name of ['@noble/hashes', 'decimal.js', 'fflate', 'hyparquet', 'hyparquet-writer'])
      expect(head).toContain(`\n${name}\n\n`)
    expect(head.match(/Permission is hereby granted/g)!.length).toBeGreaterThanOrEqual(5)
  })

  test('replaces an earlier one, and no file of other origin', async () => {
    const { cwd } = await written()
    expect((await run(explore, ['--no-open'], { cwd })).code).toBe(0)
    mkdirSync(join(cwd, 'own'))
    writeFileSync(join(cwd, 'own/page.html'), 'mine')
    const { code, err } = await run(explore, ['--no-open', '--out', 'own/page.html'], { cwd })
    expect([code, err]).toEqual([2, expect.stringContaining('would be overwritten')])
    expect(readFileSync(join(cwd, 'own/page.html'), 'utf8')).toBe('mine')
  })

  test.each([
    [['halvin'], 'Did you mean "halving"?'],
    [['baseline', 'halving'], 'The page shows all of them.'],
    [['--out', 'page.txt'], 'a file for --out that ends in .html'],
    [['--serve', '70000'], 'an integer from 0 to 65535 for --serve'],
    [['--open'], 'an option of this command'],
  ])('says what is wrong with %j, and writes nothing', async (argv, words) => {
    const { cwd, code, err } = await written(...argv)
    expect([code, err]).toEqual([2, expect.stringContaining(words)])
    expect(existsSync(join(cwd, 'out'))).toBe(false)
  })
})

describe('the server', () => {
  test('gives the page at its address only, and to this machine’s own name only', async () => {
    const served = await serve('<p>page</p>', 0)
    try {
      const page = await fetch(served.address)
      expect([page.status, await page.text()]).toEqual([200, '<p>page</p>'])
      expect(page.headers.get('x-content-type-options')).toBe('nosniff')
      expect((await fetch(`${served.address}other`)).status).toBe(404)
      expect((await fetch(served.address, { method: 'POST' })).status).toBe(404)
      expect(new URL(served.address).hostname).toBe('127.0.0.1')
    } finally {
      served.end()
    }
    await served.ended
  })

  test('says that a port is taken', async () => {
    const first = await serve('', 0)
    const port = Number(new URL(first.address).port)
    await expect(serve('', port)).rejects.toThrow('a free port for --serve')
    first.end()
  })
})
