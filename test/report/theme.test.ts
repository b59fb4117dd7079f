import { expect, test } from 'vitest'
import { dark, declarations, light } from '../../src/report/theme.ts'

/** Relative luminance of an sRGB colour `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [bright, dim] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (bright + 0.05) / (dim + 0.05)
}

test.for([
  ['light', light],
  ['dark', dark],
] as const)('in the %s theme text has a contrast of at least 4.5 and lines of at least 3', ([, theme]) => {
  for (const ground of [theme.ground, theme.surface])
    for (const text of [theme.text, theme.muted, theme.accent, theme.good, theme.bad])
      expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(theme.good, theme.goodGround)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(theme.bad, theme.badGround)).toBeGreaterThanOrEqual(4.5)
  for (const line of theme.series) expect(contrast(line, theme.surface)).toBeGreaterThanOrEqual(3)
})

test.for([
  ['light', light],
  ['dark', dark],
] as const)('in the %s theme the colour ramp is monotone in lightness', ([, theme]) => {
  const steps = theme.ramp.map((colour) => contrast(colour, theme.surface))
  expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  for (const [index, step] of steps.entries())
    if (index > 0) expect(step / steps[index - 1]!).toBeGreaterThan(1.3)
})

test('a theme becomes custom properties for the stylesheet', () => {
  expect(declarations(light)).toContain('--good-ground: #e5f3ed;')
})
