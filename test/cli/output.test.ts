import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkOutput, writeOutput } from '../../src/cli/output.ts'
import { WrongInput } from '../../src/cli/wrong-input.ts'
import { manifest } from '../../src/report/manifest.ts'
import { input } from '../report/fixture.ts'
import { contents, directory } from './harness.ts'

/** The files of a run with their manifest. */
function files(texts: Record<string, string>): Map<string, string> {
  const map = new Map(Object.entries(texts))
  return map.set('manifest.json', manifest(input(), map))
}

test('the files are written to a new directory, and parents are created', () => {
  const out = join(directory(), 'a', 'b')
  writeOutput(out, files({ 'report.html': '1' }))
  expect([...contents(out).keys()].toSorted()).toEqual(['manifest.json', 'report.html'])
})

test('a new run replaces the earlier one and removes its other files', () => {
  const parent = directory()
  const out = join(parent, 'out')
  writeOutput(out, files({ 'report.html': '1', 'old.csv': 'old' }))
  writeOutput(out, files({ 'report.html': '2' }))
  expect(contents(out).get('report.html')).toBe('2')
  expect(contents(out).has('old.csv')).toBe(false)
  expect(readdirSync(parent)).toEqual(['out'])
})

test('files that no run wrote are kept', () => {
  const out = join(directory(), 'out')
  writeOutput(out, files({ 'report.html': '1' }))
  writeFileSync(join(out, 'notes.md'), 'mine')
  mkdirSync(join(out, 'figures'))
  writeFileSync(join(out, 'figures', 'a.svg'), 'also mine')
  writeOutput(out, files({ 'report.html': '2' }))
  expect(contents(out).get('notes.md')).toBe('mine')
  expect(contents(out).get('figures/a.svg')).toBe('also mine')
  expect(contents(out).get('report.html')).toBe('2')
})

test('a file that no run wrote is never overwritten', () => {
  const out = directory()
  writeFileSync(join(out, 'report.html'), 'other content')
  writeFileSync(join(out, 'manifest.json'), '{"name":"web app"}')
  const before = contents(out)
  expect(() => checkOutput(out)).toThrow(/manifest\.json, report\.html would be overwritten/)
  expect(() => checkOutput(out, ['other.json'])).not.toThrow()
  expect(() => writeOutput(out, files({ 'report.html': '1' }))).toThrow(/report\.html.* would be overwritten/)
  expect(contents(out)).toEqual(before)
})

test('a failure midway leaves the earlier results unchanged and no temporary files', () => {
  const parent = directory()
  const out = join(parent, 'out')
  writeOutput(out, files({ 'report.html': '1' }))
  const before = contents(parent)
  const tooLong = `${'a'.repeat(300)}.csv`
  const failing = files({ 'report.html': '2', [tooLong]: 'never' })
  expect(() => writeOutput(out, failing)).toThrow(WrongInput)
  expect(contents(parent)).toEqual(before)
  failing.delete(tooLong)
  writeOutput(out, failing)
  expect(contents(parent)).not.toEqual(before)
})

test('the next run recovers from a kill during the replacement', () => {
  const parent = directory()
  const [out, aside] = [join(parent, 'out'), join(parent, '.out-0123456789ab-previous')]
  writeOutput(out, files({ 'report.html': '1' }))
  writeFileSync(join(out, 'notes.md'), 'mine')
  const before = contents(out)
  // Killed before the new results were renamed.
  renameSync(out, aside)
  // Belongs to another directory.
  mkdirSync(join(parent, '.out-b-0123456789ab-previous'))
  checkOutput(out)
  expect(contents(out)).toEqual(before)
  expect(readdirSync(parent)).toEqual(['.out-b-0123456789ab-previous', 'out'])
  // Killed after that, before the other files were moved.
  renameSync(out, aside)
  mkdirSync(out)
  const fresh = files({ 'report.html': '2' })
  for (const [name, text] of fresh) writeFileSync(join(out, name), text)
  writeOutput(out, files({ 'report.html': '3' }))
  expect(contents(out).get('report.html')).toBe('3')
  expect(contents(out).get('notes.md')).toBe('mine')
  expect(readdirSync(parent)).toEqual(['.out-b-0123456789ab-previous', 'out'])
})

test('a link to a directory stays a link, and its target is replaced', () => {
  const parent = directory()
  mkdirSync(join(parent, 'target'))
  symlinkSync('target', join(parent, 'link'))
  writeOutput(join(parent, 'link'), files({ 'report.html': '1' }))
  expect(readlinkSync(join(parent, 'link'))).toBe('target')
  expect(readFileSync(join(parent, 'target', 'report.html'), 'utf8')).toBe('1')
})

test('a path below a file, a file, and a path that cannot be created are rejected in advance', () => {
  const parent = directory()
  writeFileSync(join(parent, 'file'), 'a file')
  for (const out of [join(parent, 'file', 'out'), join(parent, 'file'), '/proc/amt-lab/out'])
    expect(() => checkOutput(out)).toThrow(WrongInput)
  expect(contents(parent)).toEqual(new Map([['file', 'a file']]))
})

test('the check creates only the missing parents', () => {
  const parent = directory()
  checkOutput(join(parent, 'a', 'out'))
  expect(readdirSync(parent)).toEqual(['a'])
  expect(readdirSync(join(parent, 'a'))).toEqual([])
  expect(existsSync(join(parent, 'a', 'out'))).toBe(false)
})
