/**
 * Slider: the part of a parameter's range that a slider covers, in even steps. The whole range can be typed.
 */
import type { ListedParameter } from '../engine/catalogue.ts'

export interface SliderRange {
  readonly low: number
  readonly high: number
  readonly step: number
  /** Digits after the decimal point of its values. */
  readonly decimals: number
}

/** Widest range that a slider covers whole. */
const WHOLE = 1000
/** How far a slider reaches from the default, as a factor, where the range is wider. */
const REACH = 4
/** Steps, about. */
const STEPS = 100

/** The slider of a numeric parameter; undefined for the others. */
export function sliderOf({ kind, min, max, standard }: ListedParameter): SliderRange | undefined {
  if (!['integer', 'decimal', 'percent', 'amount'].includes(kind) || min === undefined || max === undefined)
    return undefined
  const [least, most, middle] = [Number(min), Number(max), Number(standard)]
  const isWhole = most - least <= WHOLE
  const reach = middle === 0 ? WHOLE / 10 : Math.abs(middle) * REACH
  const low = isWhole ? least : Math.max(least, middle > 0 ? 0 : -reach)
  const high = isWhole ? most : Math.min(most, reach)
  const step = stepFor((high - low) / STEPS, kind === 'integer')
  // A browser counts the steps from the low end, so all positions have its digits.
  return { low, high, step, decimals: Math.max(decimalsOf(step), decimalsOf(low)) }
}

/** Digits after the decimal point, of numbers that have few. */
const decimalsOf = (value: number): number =>
  value
    .toFixed(8)
    .replace(/\.?0+$/, '')
    .split('.')[1]?.length ?? 0

/** The step of 1, 2 or 5 times a power of ten that is nearest above. */
function stepFor(exact: number, isInteger: boolean): number {
  if (isInteger && exact <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(exact))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= exact * 0.999) ?? exact
  return isInteger ? Math.max(1, Math.round(step)) : step
}

/** A position as the text of a setting. */
export const textAt = (value: number, { decimals }: SliderRange): string => {
  const text = value.toFixed(decimals)
  return decimals === 0 ? text : text.replace(/\.?0+$/, '')
}
