/**
 * Readable: numbers, times and names in sentences as a reader without the code expects them.
 *
 * Amounts from 10^12 base units on are in tokens, smaller ones in base units; five digits and more are
 * grouped; days stand for seconds; the RCL has one name.
 */
import { fromBase } from '../model/kernel/units.ts'
import { dateOf } from '../sim/calendar.ts'
import type { Timestamp } from '../model/kernel/units.ts'

export type Language = 'en' | 'es'

/** From here on an amount is easier to read in tokens, in base units. */
export const IN_TOKENS = 10n ** 12n

/** A sentence of a story or of a verdict. */
export function readable(text: string, language: Language = 'en'): string {
  const unit = language === 'en' ? 'base units of' : 'unidades mínimas de'
  return text
    .replaceAll(/\b(\d+) (seconds|segundos)\b/g, (whole, seconds: string) =>
      BigInt(seconds) < SECONDS_PER_DAY ? whole : longTime(BigInt(seconds), language),
    )
    .replaceAll(/\bsecond (\d{9,}) since 1970\b/g, (_, seconds: string) =>
      dateOf(BigInt(seconds) as Timestamp),
    )
    .replaceAll(
      /(?<![\d.])(\d{13,}) (?:base units of|unidades mínimas de) (\w+)/g,
      (_, digits: string, token: string) => `${fromBase(BigInt(digits))} ${token}`,
    )
    .replaceAll(
      /(?<![\d.])0\.(0{6,}\d{1,12}) (\w+)/g,
      (_, digits: string, token: string) => `${BigInt(digits.padEnd(18, '0'))} ${unit} ${token}`,
    )
    .replaceAll(/(?<![\d.,-])1 base units\b/g, '1 base unit')
    .replaceAll(/(?<![\d.,-])1 unidades mínimas\b/g, '1 unidad mínima')
    .replaceAll(/\b[Bb]urnVault\b(?!\.)/g, language === 'en' ? 'the RCL' : 'la RCL')
    .replaceAll(/\bstakingVault\b(?!\.)/g, language === 'en' ? 'the staking vault' : 'el baúl de staking')
    .replaceAll(/\bbuyBackVault\b(?!\.)/g, language === 'en' ? 'the buy-back vault' : 'el baúl de recompra')
    .replaceAll(/(?<![\w.,-])(\d+)(\.\d+)?(?![\w])/g, (_, whole: string, rest?: string) =>
      numberText(whole, rest, language),
    )
}

/** `1,234,567.5`, or `1.234.567,5` in Spanish; four digits are not grouped. */
export function numberText(whole: string, rest: string | undefined, language: Language): string {
  const [group, point] = language === 'en' ? [',', '.'] : ['.', ',']
  const digits = whole.length < 5 ? whole : whole.replaceAll(/\B(?=(\d{3})+$)/g, group)
  return rest === undefined ? digits : `${digits}${point}${rest.slice(1)}`
}

const SECONDS_PER_DAY = 86_400n

/** `730 days, 7 h 46 min 40 s`, without parts that are zero. */
function longTime(seconds: bigint, language: Language): string {
  const days = seconds / SECONDS_PER_DAY
  const parts = [
    [(seconds / 3_600n) % 24n, 'h'],
    [(seconds / 60n) % 60n, 'min'],
    [seconds % 60n, 's'],
  ]
    .filter(([count]) => count !== 0n)
    .map(([count, unit]) => `${count} ${unit}`)
  const word = language === 'en' ? 'day' : 'día'
  return [`${days} ${word}${days === 1n ? '' : 's'}`, ...(parts.length === 0 ? [] : [parts.join(' ')])].join(
    ', ',
  )
}
