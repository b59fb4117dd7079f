/**
 * The claims page: verdicts in both languages, stories with what each step changes, and the choice without a
 * script.
 */
import { expect, test } from 'vitest'
import { CLAIMS } from '../../../src/claims/claims.ts'
import { ledger } from '../../../src/claims/ledger.ts'
import { changesOf } from '../../../src/cli/claims/changes.ts'
import { computedTexts } from '../../../src/cli/claims/computed.ts'
import { claimsPage } from '../../../src/cli/claims/page.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { markup } from '../../../src/report/html.ts'
import { englishOnly } from './english.ts'

test('a step shows what it changes, before and after it, and nothing else', () => {
  const changes = changesOf([
    call('owner', 'master.mintMaster', { account: 'alice', amount: 5n }),
    call('alice', 'amt.transfer', { to: 'bob', amount: 2n }),
    call('alice', 'amt.transfer', { to: 'bob', amount: 9n }),
    { wait: 60n },
  ])
  const texts = changes.map((each) =>
    each.map(({ what, before, after }) => `${what} ${before.value} ${after.value}`),
  )
  expect(texts.map((each) => each.toSorted())).toEqual([
    ['alice AMT 0 5', 'Σ AMT 0 5'],
    ['alice AMT 5 3', 'bob AMT 0 2'],
    [],
    [],
  ])
})

test('has the verdict, the property and the steps in English and Spanish', async () => {
  const chosen = CLAIMS.filter(({ number }) => [42, 16, 15].includes(number))
  const html = claimsPage(await ledger(chosen, { seed: 1n }), 'npm run claims')
  expect(html).toContain('<span lang="en">Fails</span><span lang="es">No se cumple</span>')
  expect(html).toContain('<span lang="en">Figures agree</span><span lang="es">Las cifras coinciden</span>')
  expect(html).toMatch(
    /<li><span lang="en">\w+ burns 1 base unit of AMT<\/span><span lang="es">\w+ quema 1 unidad mínima de AMT<\/span>/,
  )
  expect(html).toMatch(
    /<span class="change">Σ AMT: <span lang="en">1 base unit → 0<\/span><span lang="es">1 unidad mínima → 0<\/span><\/span>/,
  )
  expect(html).toContain('href="../contracts/hardened/two-calendar-years.diff"')
  expect(html).toContain('The locker waits 731 days')
  expect(html).toContain('El bloqueo espera 731 días')
  expect(html).toContain('<h2 id="claim-42">')
  expect(html).toMatch(/quemó 1 unidad mínima<\/span>/)
  expect(englishOnly(html)).toEqual([])
  // Every language appears as often as the other, so that a choice never leaves a gap.
  const count = (language: string): number => html.split(`<span lang="${language}">`).length
  expect(count('es')).toBe(count('en'))
  expect(html.slice(html.indexOf('<body>'), html.indexOf('<script>'))).not.toContain('undefined')
})

test('shows the asked language first, and has both', () => {
  const [english, spanish] = (['en', 'es'] as const).map((language) =>
    claimsPage([], 'npm run claims', [], () => undefined, language),
  ) as [string, string]
  expect(english).toContain('<html lang="en">')
  expect(spanish).toContain('<html lang="es">')
  expect(english).toContain('id="english" class="language" checked>')
  expect(english).toContain('id="spanish" class="language">')
  expect(spanish).toContain('id="english" class="language">')
  expect(spanish).toContain('id="spanish" class="language" checked>')
  expect(spanish).toContain('<title>Las afirmaciones del whitepaper · AMT Lab</title>')
})

test('a computed sentence has the Spanish of the catalogue, and is marked as English without it', () => {
  const { computed: shown } = computedTexts()
  const texts = [
    'the rate falls from 1,000/3 to 0.5/3',
    '“Nothing lowers the rate.” fails (claim 5).',
    'It rains.',
  ]
  expect(texts.map((text) => markup`${shown(text)}`.html)).toEqual([
    `<span lang="en">${texts[0]}</span><span lang="es">la tasa baja de 1.000/3 a 0,5/3</span>`,
    `<span lang="en">${texts[1]}</span><span lang="es">“Nada baja la tasa.” no se cumple (afirmación 5).</span>`,
    '<span lang="en-GB">It rains.</span>',
  ])
  expect(englishOnly(`${markup`${shown('It rains.')}`.html}<span lang="es">12 to 15</span>`)).toEqual([
    'It rains.',
    '12 to 15',
  ])
})
