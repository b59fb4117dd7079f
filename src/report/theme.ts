/**
 * Themes: light and dark colours, shared by the stylesheet and the charts.
 *
 * Series colours follow the palette of Okabe and Ito (2008), which is distinct under the common colour-vision
 * deficiencies. Their lightness is adjusted to a contrast of at least 3:1 against the background (WCAG 2.2,
 * 1.4.11). Lines differ in dash style as well.
 */
export interface Theme {
  readonly ground: string
  readonly surface: string
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly accent: string
  /** Positive verdict. The verdict is always a word as well. */
  readonly good: string
  readonly goodGround: string
  /** Negative verdict. The verdict is always a word as well. */
  readonly bad: string
  readonly badGround: string
  readonly series: readonly string[]
  /**
   * Sequential ramp for grid charts, low to high: one hue in equal steps of lightness, readable without
   * colour.
   */
  readonly ramp: readonly string[]
  /** Diverging ramp around zero: losses, nothing, gains. Both ends are equally strong. */
  readonly diverging: readonly string[]
}

export const light: Theme = {
  ground: '#f7f7f4',
  surface: '#ffffff',
  text: '#1d2327',
  muted: '#59636b',
  line: '#dfe1dc',
  accent: '#0b5f94',
  good: '#0a6b4f',
  goodGround: '#e5f3ed',
  bad: '#a83a08',
  badGround: '#fceee6',
  series: ['#0072b2', '#d55e00', '#00855f', '#a4508b', '#8a6d00', '#3f7f9f'],
  ramp: ['#e3eef5', '#9dc3db', '#5596bd', '#1f6a96', '#0a3f5f'],
  diverging: ['#8f3a00', '#d9884f', '#f7f7f4', '#6fa8cc', '#0b4a70'],
}

export const dark: Theme = {
  ground: '#14181b',
  surface: '#1c2226',
  text: '#e6e9ea',
  muted: '#a0abb2',
  line: '#333c42',
  accent: '#7cc4f0',
  good: '#6fd3ae',
  goodGround: '#17332a',
  bad: '#ff9d6b',
  badGround: '#3d2417',
  series: ['#56b4e9', '#f09a3e', '#2fc79a', '#e394c3', '#f0e442', '#9fd3ee'],
  ramp: ['#1f3644', '#2c5873', '#427fa3', '#6aaace', '#b4dcf3'],
  diverging: ['#ffb98a', '#a85a24', '#262d31', '#3a789f', '#b4dcf3'],
}

/** The theme as CSS custom properties: `--text: …;`. */
export function declarations(theme: Theme): string {
  const { series, ramp, diverging, ...colours } = theme
  const numbered = (name: string, all: readonly string[]): [string, string][] =>
    all.map((colour, index) => [`${name}-${index}`, colour])
  const lists = [
    ...numbered('series', series),
    ...numbered('ramp', ramp),
    ...numbered('diverging', diverging),
  ]
  return [...Object.entries(colours), ...lists]
    .map(
      ([name, colour]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${colour};`,
    )
    .join(' ')
}
