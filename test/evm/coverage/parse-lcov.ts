/** Parser of LCOV tracefiles, strict: an unknown record, or one outside of its section, is an error. */

export interface Section {
  readonly file: string
  readonly functions: (readonly [name: string, line: number, hits: number])[]
  readonly lines: (readonly [line: number, hits: number])[]
  readonly branches: (readonly [line: number, block: number, outcome: number, taken: number | undefined])[]
  readonly totals: Record<string, number>
}

export function parseLcov(text: string): readonly Section[] {
  const sections: Section[] = []
  let open: Section | undefined
  const starts = new Map<string, number>()
  if (!text.endsWith('end_of_record\n')) throw new Error('expected an end_of_record at the end')
  for (const row of text.trimEnd().split('\n')) {
    const [, key, rest] = /^([A-Z]+|end_of_record)(?::(.*))?$/.exec(row) ?? []
    if (key === 'TN') continue
    if (key === 'SF') {
      if (open !== undefined) throw new Error(`expected the end of ${open.file} before ${row}`)
      open = { file: rest!, functions: [], lines: [], branches: [], totals: {} }
      starts.clear()
      continue
    }
    if (open === undefined) throw new Error(`expected SF before ${row}`)
    const values = (rest ?? '').split(',')
    const numbers = values.map(Number)
    if (key === 'end_of_record') {
      sections.push(open)
      open = undefined
    } else if (key === 'FN') starts.set(values[1]!, numbers[0]!)
    else if (key === 'FNDA') open.functions.push([values[1]!, starts.get(values[1]!)!, numbers[0]!])
    else if (key === 'DA') open.lines.push([numbers[0]!, numbers[1]!])
    else if (key === 'BRDA')
      open.branches.push([numbers[0]!, numbers[1]!, numbers[2]!, values[3] === '-' ? undefined : numbers[3]!])
    else if (/^(FN|BR|L)[FH]$/.test(key ?? '')) open.totals[key!] = numbers[0]!
    else throw new Error(`expected a record of LCOV, got ${row}`)
  }
  return sections
}
