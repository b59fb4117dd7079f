import { expect, test } from 'vitest'
import { spanish } from '../../../src/report/language/language.ts'
import { translatorOf, type Phrase } from '../../../src/report/language/translator.ts'

const catalogue: readonly Phrase[] = [
  ['Pool price', 'Precio del pool'],
  ['Floor', 'Piso'],
  ['AMT burnt', 'AMT quemados'],
  ['Wealth, by class', 'Patrimonio, por clase'],
  ['The floor holds. It rises.', 'El piso aguanta. Sube.'],
  ['{0} of {1} paths', '{1} caminos, de los que {0}'],
  ['<0> falls from {0} to {1} <1>', '<0>: baja de {0} a {1} <1>'],
  ['[0] · seed {0}', '[0] · semilla {0}'],
  ['[0] against [1]', '[0] frente a [1]'],
  ['Price against floor', 'El precio frente al piso'],
  ['sat', 'sat'],
]
const translator = () => translatorOf(catalogue, spanish)

test.for([
  ['3 of 1,000 paths', '1.000 caminos, de los que 3'],
  ['  Floor ', '  Piso '],
  ['Pool price falls from 1.5 to 0.5 sat', 'Precio del pool: baja de 1,5 a 0,5 sat'],
  ['Floor; pool price', 'Piso; precio del pool'],
  ['Wealth, by class, floor', 'Patrimonio, por clase, piso'],
  ['Floor: The floor holds. It rises. Floor', 'Piso: El piso aguanta. Sube. Piso'],
  ['bank-run · seed 7', 'bank-run · semilla 7'],
  ['out/one against out/two', 'out/one frente a out/two'],
  ['Price against floor. Pool price', 'El precio frente al piso. Precio del pool'],
  ['aMT burnt', 'AMT quemados'],
  ['daily.csv', 'daily.csv'],
  ['1,234.5', '1.234,5'],
] as const)('"%s" is "%s"', ([english, translation]) => {
  const { translate, missing } = translator()
  expect(translate(english)).toBe(translation)
  expect([...missing]).toEqual([])
})

test('a text that lacks one of its parts stays English, whole, and is told', () => {
  const { translate, lookup, missing } = translator()
  const text = 'Pool price; nobody knows 1,000 of these'
  expect(lookup(text)).toBeUndefined()
  expect([...missing]).toEqual([])
  expect(translate(text)).toBe(text)
  expect([...missing]).toEqual(['Pool price; nobody knows {0} of these'])
})

test('a noun after the number one is singular, and only there', () => {
  const { translate, missing } = translatorOf([['{0} paths of {1} days', '{0} caminos de {1} días']], spanish)
  expect(translate('1 path of 31 days')).toBe('1 camino de 31 días')
  expect(translate('1,001 paths of 1 day')).toBe('1.001 caminos de 1 día')
  expect([...missing]).toEqual([])
})
