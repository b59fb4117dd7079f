import { describe, expect, it } from 'vitest'
import {
  decodeCorpus,
  encodeEntry,
  InvalidCorpus,
  type CorpusEntry,
} from '../../../src/lockstep/corpus/entry.ts'
import { loadCorpus } from '../../../src/lockstep/corpus/corpus.ts'

const entry: CorpusEntry = {
  name: 'one wait',
  amtSorts: 'above',
  covers: ['wait: ok'],
  kills: [],
  actions: [{ wait: 5n }],
}
const line = encodeEntry(entry)

it('is one line, and reads back as the same', () => {
  expect(line).not.toContain('\n')
  expect(decodeCorpus(`${line}\n`)).toEqual([entry])
  for (const each of loadCorpus()) expect(decodeCorpus(encodeEntry(each))).toEqual([each])
})

describe('a line that is no entry is named, with what was expected', () => {
  it.each([
    ['not JSON', '{', 'JSON'],
    ['no name', line.replace('"one wait"', '""'), '"name"'],
    ['another order', line.replace('"above"', '"beside"'), '"amtSorts"'],
    ['no actions', line.replace(/\[\{"wait".*\]/, '[]'), '"actions"'],
    ['a wrong action', line.replace('"5"', '"five"'), 'actions'],
    ['covers as a number', line.replace('["wait: ok"]', '7'), '"covers"'],
  ])('%s', (_what, wrong, expected) => {
    const read = (): unknown => decodeCorpus(`${line.replace('one wait', 'other')}\n${wrong}\n`)
    expect(read).toThrow(InvalidCorpus)
    expect(read).toThrow(`line 2: expected`)
    expect(read).toThrow(expected)
  })

  it('a name twice', () => {
    expect(() => decodeCorpus(`${line}\n${line}\n`)).toThrow(InvalidCorpus)
  })
})
