/**
 * Page footer: what a printed page says at its foot, as a style sheet. Chromium prints it; browsers without
 * margin boxes leave it out.
 */
import { light } from './theme.ts'

/** The lines that name the source, and the number of the page. */
export function pageFooter(lines: readonly string[]): string {
  const look = `font: 7.5pt/1.35 sans-serif; color: ${light.muted}; vertical-align: top; padding-top: 3mm;`
  const content = lines.map(cssString).join(' "\\a" ')
  return `@page {
  @bottom-left { content: ${content}; white-space: pre-wrap; width: 88%; ${look} }
  @bottom-right { content: counter(page) " / " counter(pages); ${look} }
}
`
}

/** A CSS string. Anything but plain text is written by its code point, so that no text ends the style sheet. */
export function cssString(text: string): string {
  const plain = /[\p{L}\p{N} .,:;·/()?!¿¡–’-]/u
  const escaped = (character: string): string => `\\${character.codePointAt(0)!.toString(16)} `
  return `"${[...text].map((each) => (plain.test(each) ? each : escaped(each))).join('')}"`
}
