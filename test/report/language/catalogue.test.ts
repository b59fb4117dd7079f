import { expect, test } from 'vitest'
import { spanishPhrases } from '../../../src/report/language/spanish/catalogue.ts'

const phrases = spanishPhrases()
const placeholders = (text: string): readonly string[] =>
  (text.match(/\{\d+\}|<\d>|\[\d\]|⟦[a-z]⟧/g) ?? []).toSorted()

/** With its placeholders in order of appearance, which is how a phrase is looked up. */
function asFound(text: string): string {
  const order: string[] = []
  return text.replaceAll(/\{\d+\}/g, (name) => {
    if (!order.includes(name)) order.push(name)
    return `{${order.indexOf(name)}}`
  })
}

test('every translation has the placeholders of its phrase', () => {
  const wrong = phrases.filter(
    ([english, spanish]) => placeholders(english).join() !== placeholders(spanish).join(),
  )
  expect(wrong).toEqual([])
})

test('no phrase is there twice', () => {
  const found = phrases.map(([english]) => asFound(english))
  expect(found.filter((phrase, index) => found.indexOf(phrase) !== index)).toEqual([])
})

test('no translation is empty, and numbers are not written into them', () => {
  expect(phrases.filter(([, spanish]) => spanish.trim() === '')).toEqual([])
  expect(phrases.length).toBeGreaterThan(1000)
})
