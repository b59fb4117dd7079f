/**
 * What a page shows in English because the Spanish catalogue lacks it.
 */
import { translatorFor } from '../../../src/report/language/language.ts'
import {
  localised,
  localisedChart,
  localisedColumns,
  wordsIn,
} from '../../../src/report/language/localise.ts'
import type { Column } from '../../../src/sim/result.ts'
import { pageData } from '../../support/page-data.ts'

/** The missing phrases of an English page. */
export function missingIn(html: string): readonly string[] {
  const to = translatorFor('es')
  const part = (pattern: RegExp): string => {
    const found = pattern.exec(html)?.[1]
    if (found === undefined) throw new Error(`expected a page with ${pattern}`)
    return found
  }
  to.translate(part(/<title>([^<]*)/))
  localised(part(/<main>([\s\S]*)<\/main>/), to)
  const data = pageData<{
    readonly charts: readonly object[]
    readonly tables: Readonly<Record<string, readonly Column[]>>
    readonly names: Readonly<Record<string, string>>
    readonly texts: Readonly<Record<string, string>>
    readonly about: { readonly source: readonly string[] }
  }>(html)
  for (const chart of data.charts) localisedChart(chart, to)
  for (const columns of Object.values(data.tables)) {
    localisedColumns(columns, to)
    wordsIn(columns, to)
  }
  for (const text of [...Object.values(data.names), ...Object.values(data.texts), ...data.about.source])
    to.translate(text)
  return [...to.missing]
}
