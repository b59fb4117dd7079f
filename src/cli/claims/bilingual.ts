/** Bilingual: the words of the claims page in English and Spanish. */
import type { Verdict } from '../../claims/evaluate.ts'
import { markup, type Content, type Html } from '../../report/html.ts'

export interface Both<T = string> {
  readonly en: T
  readonly es: T
}

/** Both languages, of which the page shows the chosen one. */
export function both({ en, es }: Both<Content>): Html {
  return markup`<span lang="en">${en}</span><span lang="es">${es}</span>`
}

/** A text with numbers or names that read the same in both languages. */
export function same(text: Content): Both<Content> {
  return { en: text, es: text }
}

export const WORDS = {
  title: { en: 'The whitepaper’s claims', es: 'Las afirmaciones del whitepaper' },
  summary: { en: 'Verdicts at a glance', es: 'Los veredictos de un vistazo' },
  statement: { en: 'Statement', es: 'Afirmación' },
  reading: { en: 'Reading', es: 'Lectura' },
  verdict: { en: 'Verdict', es: 'Veredicto' },
  evidence: { en: 'Evidence', es: 'Evidencia' },
  counterexample: { en: 'Counterexample', es: 'Contraejemplo' },
  leavesOpen: { en: 'Left open', es: 'Queda abierto' },
  rests: { en: 'The verdict rests on this', es: 'El veredicto se apoya en esto' },
  identity: { en: 'Identity', es: 'Identidad' },
  said: { en: 'Whitepaper', es: 'Whitepaper' },
  computed: { en: 'Computed', es: 'Calculado' },
  so: { en: 'So', es: 'Así' },
  reverted: { en: 'Reverted', es: 'Revertido' },
  oneRun: { en: 'One path in detail', es: 'Un camino en detalle' },
  limits: { en: 'Limits', es: 'Límites' },
  repair: { en: 'Repair', es: 'Reparación' },
  withIt: { en: 'With it', es: 'Con ella' },
  cost: { en: 'Cost', es: 'Costo' },
  difference: { en: 'the difference, in contract and model', es: 'la diferencia, en contrato y modelo' },
  region: {
    en: 'Where it holds, over two parameters',
    es: 'Dónde se cumple, según dos parámetros',
  },
  standsOn: { en: 'What it stands on', es: 'En qué se apoya' },
  unrepaired: { en: 'No repair', es: 'Sin reparación' },
  baseUnits: { en: 'base units', es: 'unidades mínimas' },
  baseUnit: { en: 'base unit', es: 'unidad mínima' },
  forAllIntegers: {
    en: 'For all integers that are not negative',
    es: 'Para todos los enteros no negativos',
  },
  here: { en: 'Here', es: 'Aquí' },
  inBaseUnits: { en: 'amounts in base units', es: 'cantidades en unidades mínimas' },
  against: { en: 'The whitepaper against itself', es: 'El whitepaper contra sí mismo' },
  agree: { en: 'They agree.', es: 'Concuerdan.' },
  how: {
    en:
      'A statement with several readings has a verdict for each. A run finds the verdicts; they are ' +
      'not written down. Counterexamples are the smallest found; the compiled contracts and EthereumJS ' +
      'have executed each before it was shown. A token has 10^18 base units. The RCL (Reserva ' +
      'Creciente de Liquidez) is the contract BurnVault.',
    es:
      'Una afirmación con varias lecturas tiene un veredicto para cada una. Los veredictos los ' +
      'encuentra la ejecución; no están escritos. Los contraejemplos son los más pequeños encontrados; ' +
      'los contratos compilados y EthereumJS los han ejecutado antes de mostrarlos. Un token tiene ' +
      '10^18 unidades mínimas. La RCL (Reserva Creciente de Liquidez) es el contrato BurnVault.',
  },
} as const satisfies Readonly<Record<string, Both>>

const VERDICTS = {
  holds: { en: 'Holds', es: 'Se cumple' },
  proved: { en: 'Proved', es: 'Demostrado' },
  'holds if': { en: 'Holds if', es: 'Se cumple si' },
  fails: { en: 'Fails', es: 'No se cumple' },
  'partly testable': { en: 'Partly testable', es: 'Comprobable en parte' },
  agree: { en: 'Figures agree', es: 'Las cifras coinciden' },
  differ: { en: 'Figures differ', es: 'Las cifras difieren' },
} as const satisfies Readonly<Record<string, Both>>

/** What each kind of verdict says. */
export const MEANINGS: readonly (readonly [Both, Both])[] = [
  [
    VERDICTS.holds,
    { en: 'nothing is found in the generated worlds', es: 'no se encuentra nada en los mundos generados' },
  ],
  [
    VERDICTS.proved,
    {
      en: 'so, and the formula holds for all integers',
      es: 'además, la fórmula vale para todos los enteros',
    },
  ],
  [
    VERDICTS['holds if'],
    {
      en: 'nothing is found under the named assumptions, of which none can be left out',
      es: 'no se encuentra nada bajo los supuestos nombrados, de los que ninguno sobra',
    },
  ],
  [VERDICTS.fails, { en: 'there is a counterexample', es: 'hay un contraejemplo' }],
  [
    VERDICTS['partly testable'],
    {
      en: 'nothing is found as far as the model reaches',
      es: 'no se encuentra nada hasta donde llega el modelo',
    },
  ],
  [VERDICTS.agree, { en: 'to the digits given', es: 'hasta los dígitos dados' }],
  [VERDICTS.differ, { en: 'the computed figure is another one', es: 'la cifra calculada es otra' }],
]

/** Assumptions in Spanish, by their names. A test keeps the list complete. */
export const SPANISH_ASSUMPTIONS: Readonly<Record<string, string>> = {
  'no-burn': 'nadie quema ni canjea AMT',
  'no-redemption': 'nadie canjea AMT',
  'no-liquidity': 'nadie provee liquidez',
  'no-sale': 'nadie vende AMT en el pool',
  'no-emission': 'no se emiten AMT mientras la RCL tiene BTCB',
  'no-vault-share': 'ningún pago va a la RCL',
  'no-shares-sent': 'nadie envía participaciones LP',
  'all-through-master': 'todos proveen por medio de Master',
  'market-without-usdt': 'el Market no tiene USDT',
  'the-project-harvests': 'el proyecto hace que el baúl cobre cada pago antes de que un depositante lo llame',
}

/** `Holds if nobody mints`: the verdict in words. */
export function verdictWords(verdict: Verdict): Both {
  if (verdict.is === 'figures') return verdict.agree ? VERDICTS.agree : VERDICTS.differ
  const word = VERDICTS[verdict.is]
  if ('study' in verdict || verdict.assumptions === undefined) return word
  const assumptions = verdict.assumptions.map(({ assumption }) => assumption)
  return {
    en: `${word.en} ${assumptions.map(({ text }) => text).join(' and ')}`,
    es: `${word.es} ${assumptions.map(({ name }) => SPANISH_ASSUMPTIONS[name]).join(' y ')}`,
  }
}

/** `400 worlds, 8,632 actions`. */
export function evidenceWords(verdict: Verdict): Both {
  if (verdict.is === 'figures') {
    const differing = verdict.figures.filter(({ said, found }) => said !== found).length
    const { length } = verdict.figures
    return {
      en: `${length} checked, ${differing} differ`,
      es: `${length} comprobadas, ${differing} difieren`,
    }
  }
  if ('study' in verdict)
    return { en: counted(verdict.paths, 'path', 'en'), es: counted(verdict.paths, 'camino', 'es') }
  if (verdict.counterexample !== undefined) {
    const { length } = verdict.counterexample.actions
    return {
      en: `counterexample of ${counted(length, 'action', 'en')}`,
      es: `contraejemplo de ${counted(length, 'acción', 'es')}`,
    }
  }
  const { cases, steps } = verdict
  return {
    en: `${counted(cases, 'world', 'en')}, ${counted(steps, 'action', 'en')}`,
    es: `${counted(cases, 'mundo', 'es')}, ${counted(steps, 'acción', 'es')}`,
  }
}

function counted(number: number, noun: string, language: keyof Both): string {
  const digits = String(number).replaceAll(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : '.')
  const plural = noun === 'acción' ? 'acciones' : `${noun}s`
  return `${digits} ${number === 1 ? noun : plural}`
}
