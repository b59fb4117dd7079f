/**
 * Told: actions and amounts as the page shows them, in its language.
 *
 * Amounts in lists are rounded to six significant digits, as on the terminal; beside them they are exact.
 */
import { sentence } from '../../lockstep/report/story.ts'
import type { Action } from '../../model/interface/action.ts'
import { fromBase, toBase, type Timestamp } from '../../model/kernel/units.ts'
import { grouped, isDecimal, readable } from '../../report/number.ts'
import { inShownUnit, shownUnit } from '../../report/unit.ts'
import { dateOf } from '../../sim/calendar.ts'
import type { Change, Section } from './changes.ts'

export type Translate = (text: string) => string

/** A number in a sentence; digits in names, as of `holder-3`, are none. */
const NUMBER = /(?<![\w.,^-])\d+(?:\.\d+)?(?![\w^-])/g

/** Numbers shorter than this stay as they are: ids of payments, percentages, years. */
const GROUPED_FROM = 5

/** An action as a sentence without its full stop. */
export function sentenceOf(action: Action, translate: Translate, isExact = false): string {
  const text = sentence(action)
    .replaceAll(/\bsecond (\d{9,15}) since 1970\b/g, (_all, seconds: string) =>
      dateOf(BigInt(seconds) as Timestamp),
    )
    .replaceAll(NUMBER, (number) => {
      if (number.length < GROUPED_FROM) return number
      return isExact ? grouped(number) : readable(number)
    })
  // Arguments of a call that has no phrase of its own have no translation.
  const [, who, call] = /^(\S+) calls (\w+\.\w+\(.*)$/su.exec(text) ?? []
  return call === undefined ? translate(text) : `${who} ${translate('calls')} ${call}`
}

/** A value in two forms. */
export interface Written {
  readonly short: string
  readonly exact: string
}

export interface WrittenChange {
  readonly title: string
  /** Whether the title is the name of a view. */
  readonly isCode: boolean
  readonly unit: string
  readonly before: Written
  readonly after: Written
  /** With its sign; undefined where nothing changes, and of words. */
  readonly difference: Written | undefined
  readonly isChanged: boolean
}

export interface WrittenSection {
  readonly title: string
  readonly isName: boolean
  readonly changes: readonly WrittenChange[]
}

export function writtenSection({ title, isName, changes }: Section, translate: Translate): WrittenSection {
  return {
    title: isName ? title : translate(title),
    isName,
    changes: changes.map((change) => writtenChange(change, translate)),
  }
}

function writtenChange(
  { title, isCode = false, unit, before, after }: Change,
  translate: Translate,
): WrittenChange {
  const write = (text: string): Written => written(text, unit, translate)
  const change = before === after ? undefined : differenceOf(before, after)
  const difference = change === undefined ? undefined : write(change)
  const sign = change?.startsWith('-') === false ? '+' : ''
  return {
    title: isCode ? title : translate(title),
    isCode,
    unit: translate(shownUnit(unit)),
    before: write(before),
    after: write(after),
    difference: difference && { short: sign + difference.short, exact: sign + difference.exact },
    isChanged: before !== after,
  }
}

function written(text: string, unit: string, translate: Translate): Written {
  // Names, and true and false, are those of the contracts.
  if (!isDecimal(text)) return { short: text, exact: text }
  const shown = inShownUnit(text, unit)
  return { short: translate(readable(shown)), exact: translate(grouped(shown)) }
}

/** `after - before`, exactly; undefined where one of them is no decimal with at most 18 decimals. */
function differenceOf(before: string, after: string): string | undefined {
  if (![before, after].every((text) => isDecimal(text) && !text.startsWith('-'))) return undefined
  return fromBase(toBase(after) - toBase(before))
}
