import { expect, it } from 'vitest'
import { applyEdits, EditMismatch } from '../../../src/evm/compile/edit.ts'

const sources = { 'a.sol': 'one two two three', 'b.sol': 'four' }
const edit = (find: string, replace: string, source = 'a.sol') => ({
  purpose: 'a test',
  source,
  find,
  replace,
})

it('edits replace their matches, in order, and change nothing else', () => {
  const edits = [edit('one', 'zero'), edit('zero two', '$&'), edit('four', '', 'b.sol')]
  expect(applyEdits(sources, edits)).toEqual({ 'a.sol': '$& two three', 'b.sol': '' })
  expect(sources['a.sol']).toBe('one two two three')
})

it.each([
  ['nothing', edit('five', 'six'), 'matches 0 times'],
  ['two places', edit('two', 'six'), 'matches 2 times'],
  ['the empty text', edit('', 'six'), 'matches 0 times'],
  ['a missing source', edit('one', 'six', 'c.sol'), 'is missing'],
  ['a text that it does not change', edit('one', 'one'), 'changes nothing'],
  ['a text that an earlier edit removed', edit('four', 'five', 'b.sol'), 'matches 0 times'],
])('an edit of %s throws', (_, wrong, reason) => {
  const edits = [edit('four', '4', 'b.sol'), wrong]
  expect(() => applyEdits(sources, edits)).toThrow(EditMismatch)
  expect(() => applyEdits(sources, edits)).toThrow(reason)
})
