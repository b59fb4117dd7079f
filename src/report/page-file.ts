/**
 * Page file: what all pages have in common as files. Texts that they hold are packed, and a strict
 * Content-Security-Policy blocks all loading.
 */
import { gzipSync } from 'node:zlib'
import { cspHash } from './hash.ts'
import { raw, type Html } from './html.ts'
import { dark, declarations, light } from './theme.ts'

/** Text as gzip in base64. A year of data takes a quarter of its JSON. */
export const packed = (text: string): string => gzipSync(text, { level: 9 }).toString('base64')

/**
 * Policy that blocks all loading and runs these scripts only.
 *
 * @param more Further directives, such as one for workers made of text that the page holds.
 */
export const policy = (scripts: readonly string[], ...more: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src ${scripts.map(cspHash).join(' ')}`,
    ...more,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

/** Colours of the reader's theme; light in print. */
export const themeStyles = (): Html =>
  raw(`:root { color-scheme: light dark; ${declarations(light)} }
@media (prefers-color-scheme: dark) { :root { ${declarations(dark)} } }
@media print { :root { color-scheme: light; ${declarations(light)} } }`)
