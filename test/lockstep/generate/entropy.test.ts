import { expect, it } from 'vitest'
import { entropyOf, MAX_WORD, NothingToPick } from '../../../src/lockstep/generate/entropy.ts'

it('reads words in order, and zero once they are used up', () => {
  const entropy = entropyOf([7, 8])
  expect([entropy.word(), entropy.word(), entropy.word()]).toEqual([7, 8, 0])
})

it('takes the first and plainest choice for a word of zero', () => {
  expect(entropyOf([]).pick(['first', 'second'])).toBe('first')
  expect(entropyOf([]).below(10)).toBe(0)
  expect(entropyOf([]).chance(99)).toBe(false)
  expect(
    entropyOf([]).weighted([
      [1, 'first'],
      [9, 'second'],
    ]),
  ).toBe('first')
})

it('takes the last choice for the greatest word', () => {
  expect(entropyOf([MAX_WORD]).pick(['first', 'second'])).toBe('second')
  expect(entropyOf([MAX_WORD]).below(10)).toBe(9)
  expect(entropyOf([MAX_WORD]).chance(1)).toBe(true)
})

it('chooses in proportion to the weights', () => {
  const words = Array.from({ length: 1000 }, (_, index) => Math.floor(((index + 0.5) / 1000) * MAX_WORD))
  const chosen = words.map((word) =>
    entropyOf([word]).weighted([
      [3, 'often'],
      [1, 'seldom'],
    ]),
  )
  expect(chosen.filter((option) => option === 'often')).toHaveLength(750)
})

it('reverts an empty choice', () => {
  expect(() => entropyOf([1]).pick([])).toThrow(NothingToPick)
  expect(() => entropyOf([1]).weighted([])).toThrow(NothingToPick)
})
