import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { writeFileSet, type FileSet } from '../../src/cli/file-set.ts'
import { WrongInput } from '../../src/cli/wrong-input.ts'

const SET: FileSet = { manifest: 'set.json', listed: ({ files }) => files }

let place = ''
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'amt-lab-files-'))
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

const write = (...names: readonly string[]): void =>
  writeFileSet(
    SET,
    place,
    new Map([['set.json', JSON.stringify({ files: names })], ...names.map((name) => [name, name] as const)]),
  )
const isThere = (name: string): boolean => existsSync(join(place, name))

describe('a set of files', () => {
  test('replaces the earlier one, and leaves no folder that has nothing else in it', () => {
    write('report.html', 'failure/test.ts', 'failure/foundry/test/Case.t.sol', 'failure/foundry/foundry.toml')
    write('report.html', 'failure/test.ts')
    expect(isThere('failure/test.ts')).toBe(true)
    expect(isThere('failure/foundry')).toBe(false)
    write('report.html')
    expect(isThere('failure')).toBe(false)
    expect(isThere('report.html')).toBe(true)
  })

  test('keeps a folder with a file of somebody else', () => {
    write('failure/foundry/foundry.toml')
    writeFileSync(join(place, 'failure/notes.md'), 'mine')
    write()
    expect(isThere('failure/foundry')).toBe(false)
    expect(readFileSync(join(place, 'failure/notes.md'), 'utf8')).toBe('mine')
  })

  test('takes an earlier file that is gone, with its folder, for removed', () => {
    write('failure/foundry/foundry.toml')
    rmSync(join(place, 'failure/foundry'), { recursive: true })
    write()
    expect(isThere('failure')).toBe(false)
  })

  test('overwrites no file of other origin', () => {
    mkdirSync(join(place, 'failure'))
    writeFileSync(join(place, 'failure/test.ts'), 'mine')
    expect(() => write('failure/test.ts')).toThrow(WrongInput)
    expect(readFileSync(join(place, 'failure/test.ts'), 'utf8')).toBe('mine')
    expect(isThere('set.json')).toBe(false)
  })
})
