/** Gallery: all results of a directory on one page, whatever else is there. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { gallery } from '../../src/cli/commands/gallery.ts'
import { updateGallery } from '../../src/cli/gallery/update.ts'
import { writeOutput } from '../../src/cli/output.ts'
import { resultHash } from '../../src/report/hash.ts'
import { report } from '../../src/report/report.ts'
import { input, result } from '../report/fixture.ts'
import { directory, run } from './harness.ts'

interface Told {
  readonly results: readonly { readonly directory: string; readonly [key: string]: unknown }[]
  readonly others: readonly { readonly directory: string; readonly why: string }[]
}

/** A directory with a result in `out/one`. */
function withResult(changes: Parameters<typeof input>[0] = {}): { cwd: string; one: string } {
  const cwd = directory()
  const one = join(cwd, 'out/one')
  writeOutput(one, report(input({ answer: 'It earns 5%. More follows.', ...changes })))
  return { cwd, one }
}

async function told(cwd: string): Promise<Told> {
  const { code, out } = await run(gallery, ['--json'], { cwd })
  expect(code).toBe(0)
  return JSON.parse(out) as Told
}

const page = (cwd: string): string => readFileSync(join(cwd, 'out/index.html'), 'utf8')

describe('the gallery', () => {
  test('shows question, answer in one sentence, seal, hash, seed and main chart of a run', async () => {
    const { cwd } = withResult()
    const { code, out } = await run(gallery, [], { cwd })
    expect([code, out]).toEqual([0, expect.stringContaining('1 result\n  one  run  fixture')])
    const html = page(cwd)
    for (const part of [
      'href="one/report.html"',
      result().question,
      '>It earns 5%.<',
      resultHash(result()).slice(0, 12),
      'seed 1',
      'class="line s0"',
    ])
      expect(html).toContain(part)
    expect(html).not.toContain('More follows')
  })

  test('is in Spanish where asked, and stays so when results are added', async () => {
    const { cwd, one } = withResult()
    const { code } = await run(gallery, ['--lang', 'es'], { cwd })
    expect(code).toBe(0)
    updateGallery(one, { cwd, err: () => {} })
    for (const part of ['<html lang="es">', '<h1>Resultados</h1>', 'Sin verificar en la EVM', 'Ordenar por'])
      expect(page(cwd)).toContain(part)
    await run(gallery, ['--lang', 'en'], { cwd })
    expect(page(cwd)).toContain('<h1>Results</h1>')
    expect(await run(gallery, ['--lang', 'ese'], { cwd })).toMatchObject({ code: 2 })
  })

  test('has the same bytes when it is written again', async () => {
    const { cwd } = withResult()
    await run(gallery, [], { cwd })
    const first = page(cwd)
    await run(gallery, [], { cwd })
    expect(page(cwd)).toBe(first)
  })

  test('says of a run whether it is verified', async () => {
    const verification = { actions: 3, divergences: 0, answers: 9, messages: 3 }
    const { cwd } = withResult({ verification })
    expect((await told(cwd)).results[0]).toMatchObject({ seal: { state: 'verified' } })
    const { cwd: other } = withResult({ verification: { ...verification, divergences: 1 } })
    expect((await told(other)).results[0]).toMatchObject({ seal: { state: 'broken' } })
  })

  test('names damaged, unfinished and foreign directories, and looks into folders of results', async () => {
    const { cwd } = withResult()
    const files = {
      'damaged/card.json': '{',
      'incomplete/card.json': '{"format":"amt-lab card 1"}',
      'newer/card.json': '{"format":"amt-lab card 9"}',
      'photos/a.jpg': '',
      'unfinished/study.json': '{}',
      'script/card.json': JSON.stringify({ format: 'amt-lab card 1', page: 'javascript:alert(1)' }),
    }
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(cwd, 'out', name, '..'), { recursive: true })
      writeFileSync(join(cwd, 'out', name), text)
    }
    writeOutput(join(cwd, 'out/group/two'), report(input()))
    const { results, others } = await told(cwd)
    expect(results.map((each) => each.directory)).toEqual(['group/two', 'one'])
    expect(Object.fromEntries(others.map((each) => [each.directory, each.why]))).toEqual({
      damaged: 'damaged: card.json is not JSON',
      incomplete: 'damaged: card.json is incomplete',
      newer: 'damaged: card.json is of another version of AMT Lab (amt-lab card 9)',
      photos: 'no result of AMT Lab',
      script: 'damaged: card.json is incomplete',
      unfinished: 'a study without results: run its command to resume',
    })
  })

  test('says which files are gone or changed', async () => {
    const { cwd, one } = withResult()
    writeFileSync(join(one, 'days.csv'), 'other')
    expect((await told(cwd)).results[0]).toMatchObject({ remark: 'changed since it was written: days.csv' })
    rmSync(join(one, 'report.html'))
    expect((await told(cwd)).results[0]).toMatchObject({ remark: 'report.html is missing' })
  })

  test('opens a run of an earlier version, without its answer', async () => {
    const { cwd, one } = withResult()
    rmSync(join(one, 'card.json'))
    expect((await told(cwd)).results[0]).toMatchObject({
      kind: 'run',
      name: 'fixture',
      answer: '',
      hash: resultHash(result()),
    })
  })

  test('escapes what it shows', async () => {
    const { cwd, one } = withResult()
    const card = JSON.parse(readFileSync(join(one, 'card.json'), 'utf8')) as object
    const text = '<script>alert(1)</script>"\'&'
    writeFileSync(
      join(one, 'card.json'),
      JSON.stringify({ ...card, question: text, answer: text, name: text }),
    )
    await run(gallery, [], { cwd })
    expect(page(cwd)).not.toContain('<script>alert')
    expect(page(cwd)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;')
  })

  test('overwrites no page of other origin', async () => {
    const { cwd } = withResult()
    writeFileSync(join(cwd, 'out/index.html'), 'mine')
    const { code, err } = await run(gallery, [], { cwd })
    expect([code, err]).toEqual([2, expect.stringContaining('index.html would be overwritten')])
    expect(page(cwd)).toBe('mine')
  })

  test.for([
    [['nowhere'], 'which is not there'],
    [['a', 'b'], 'at most one directory'],
    [['--wrong'], 'an option of this command'],
  ] as const)('%j is wrong input', async ([argv, message]) => {
    const { code, err } = await run(gallery, argv, { cwd: directory() })
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('after a command', () => {
  const told: string[] = []
  const update = (cwd: string, where: string): void =>
    updateGallery(join(cwd, where), { cwd, err: (text) => void told.push(text) })

  test('the page of out is current, and nothing is written elsewhere', () => {
    const { cwd } = withResult()
    update(cwd, 'elsewhere/one')
    update(cwd, 'out')
    expect(existsSync(join(cwd, 'out/index.html'))).toBe(false)
    update(cwd, 'out/one')
    expect(page(cwd)).toContain('href="one/report.html"')
    expect(told).toEqual([])
  })

  test('a page of other origin is left alone, and said so', () => {
    const { cwd } = withResult()
    writeFileSync(join(cwd, 'out/index.html'), 'mine')
    update(cwd, 'out/one')
    expect(page(cwd)).toBe('mine')
    expect(told.join('')).toContain('was not written')
  })
})
