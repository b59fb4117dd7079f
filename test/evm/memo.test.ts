import { expect, it } from 'vitest'
import { Memo } from '../../src/evm/memo.ts'

const cells = { a: {}, b: {}, c: {} }

it('caches an answer until one of its cells is written', () => {
  const memo = new Memo<number>()
  memo.remember('x', 1, [cells.a, cells.b])
  expect(memo.forget([cells.c])).toEqual([])
  expect(memo.recall('x')?.answer).toBe(1)
  expect(memo.forget([cells.b]).map(({ key }) => key)).toEqual(['x'])
  expect(memo.recall('x')).toBeUndefined()
})

it('reports an answer once, even if several of its cells are written', () => {
  const memo = new Memo<number>()
  memo.remember('x', 1, [cells.a, cells.b])
  expect(memo.forget([cells.a, cells.b])).toHaveLength(1)
})

it('depends on the cells of the latest answer only', () => {
  const memo = new Memo<number>()
  memo.remember('x', 1, [cells.a])
  memo.remember('x', 2, [cells.b])
  expect(memo.forget([cells.a])).toEqual([])
  expect(memo.recall('x')?.answer).toBe(2)
})

it('rewinds: restores dropped and replaced answers with their dependencies, forgets added ones', () => {
  const memo = new Memo<number>()
  memo.remember('kept', 1, [cells.a])
  memo.remember('replaced', 2, [cells.b])
  const mark = memo.mark()
  memo.forget([cells.a])
  memo.remember('replaced', 3, [cells.c])
  memo.remember('added', 4, [cells.c])
  memo.rewind(mark)
  expect(memo.recall('kept')?.answer).toBe(1)
  expect(memo.recall('replaced')?.answer).toBe(2)
  expect(memo.recall('added')).toBeUndefined()
  expect(memo.forget([cells.c])).toEqual([])
  expect(memo.forget([cells.a, cells.b]).map(({ key }) => key)).toEqual(['kept', 'replaced'])
})

it('can be rewound to the same mark again and to an earlier one', () => {
  const memo = new Memo<number>()
  const empty = memo.mark()
  memo.remember('x', 1, [cells.a])
  const one = memo.mark()
  for (let round = 0; round < 2; round++) {
    memo.forget([cells.a])
    memo.rewind(one)
    expect(memo.recall('x')?.answer).toBe(1)
  }
  memo.rewind(empty)
  expect(memo.size).toBe(0)
})
