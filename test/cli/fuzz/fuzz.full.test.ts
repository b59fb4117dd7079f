/**
 * Fuzzing of inputs: 10,000 mutated files over all readers. Each ends well, or in a message of wrong input.
 */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prefixed } from '../../../src/cli/process.ts'
import { WrongInput } from '../../../src/cli/wrong-input.ts'
import { drawFrom, MARKUP, mutated } from './mutate.ts'
import { prepare, READERS, type Reader } from './readers.ts'

const SEED = 20_230_712

/** Milliseconds after which a reader counts as hanging; the slowest needs a tenth of a second. */
const HANGS = 20_000

describe('a mutated input ends well or in a clear message', { timeout: 1_800_000 }, () => {
  let place: string
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'amt-lab-fuzz-'))
    await prepare(place)
  }, 300_000)
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  test('they are ten thousand or more', () => {
    expect(READERS.reduce((sum, { files, times }) => sum + files.length * times, 0)).toBeGreaterThanOrEqual(
      10_000,
    )
  })

  test.for(READERS)('$name', async (reader) => {
    for (const file of filesOf(place, reader)) {
      const path = join(place, file)
      const original = readFileSync(path)
      const found = { well: 0, wrong: 0 }
      for (let time = 0; time < reader.times; time++) {
        const bytes = mutated(original, drawFrom(SEED + 7919 * time + file.length))
        writeFileSync(path, bytes)
        const start = performance.now()
        const message = await outcomeOf(reader, place)
        const about = `${file}, mutation ${time}`
        expect(performance.now() - start, about).toBeLessThan(HANGS)
        if (message === undefined) found.well++
        else {
          found.wrong++
          mustBeClear(message, about)
        }
        rmSync(join(place, 'page'), { recursive: true, force: true })
        rmSync(join(place, 'results/index.html'), { force: true })
      }
      writeFileSync(path, original)
      expect(await outcomeOf(reader, place), `${file}, unchanged`).toSatisfy(
        (message: string | undefined) => message === undefined || NEVER_VALID.includes(reader.name),
      )
      // A mutation that nobody notices, or one that always fails, would show nothing.
      expect(found.well + found.wrong).toBe(reader.times)
      if (reader.lenient === true) expect(found.wrong, file).toBe(0)
      else expect(found.wrong, file).toBeGreaterThan(0)
      rmSync(join(place, 'page'), { recursive: true, force: true })
    }
  })
})

/** Readers whose example is rejected for what it says: it stands in for one that takes minutes to make. */
const NEVER_VALID: readonly string[] = [
  'contracts of an audit',
  'progress of an audit',
  'ITF trace',
  'identity of a study',
  'earlier results in a directory',
]

/** The files that are mutated; a shard has whatever name its study gave it. */
const filesOf = (place: string, { files }: Reader): readonly string[] =>
  files.map((file) => {
    if (existsSync(join(place, file))) return file
    const folder = join(file, '..')
    return join(
      folder,
      readdirSync(join(place, folder)).find((name) => name.endsWith('.parquet'))!,
    )
  })

/** The message of wrong input; undefined if all is well. Any other error escapes. */
async function outcomeOf(reader: Reader, cwd: string): Promise<string | undefined> {
  try {
    const pages = (await reader.read(cwd)) ?? []
    for (const page of pages) {
      expect(page.includes(MARKUP), 'markup reached a page').toBe(false)
      expect(page.includes('<script>alert'), 'a script reached a page').toBe(false)
    }
    return undefined
  } catch (error) {
    if (error instanceof WrongInput) return error.message
    throw error
  }
}

function mustBeClear(message: string, about: string): void {
  const shown = prefixed('command', message)
  expect(shown, about).toMatch(/expected|wrong|not this system/)
  expect(shown, about).not.toMatch(/\n +at .*\(/)
  expect(shown, about).not.toMatch(/\[object Object\]|undefined is not|Cannot read prop/)
  // A terminal obeys control characters, whoever wrote them.
  // eslint-disable-next-line no-control-regex
  expect(shown, about).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F]/)
  expect(shown.length, about).toBeLessThan(20_000)
}
