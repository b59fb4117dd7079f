/**
 * AMT prices: a CSV file with `date` and `amt_btc` or `amt_usd`, in ascending order of dates, gaps allowed.
 */
import { resolve } from 'node:path'
import { dayOf } from '../../sim/process/history-csv.ts'
import { readBytes } from '../read-bytes.ts'
import { WrongInput } from '../wrong-input.ts'

export interface AmtPrices {
  readonly unit: 'BTC/AMT' | 'USD/AMT'
  /** Days since 1970-01-01, ascending. */
  readonly prices: readonly { readonly day: number; readonly price: number }[]
}

const ADVICE = 'See docs/how-to/backtest.md for the format.'

/**
 * The prices in the file `named`, relative to `cwd`.
 *
 * @throws {WrongInput} when the file is unreadable or a line is wrong; every wrong line is named.
 */
export function readAmtPrices(named: string, cwd: string): AmtPrices {
  const expected = 'a readable CSV file with date and amt_btc or amt_usd'
  const text = readBytes(resolve(cwd, named), named, expected, ADVICE).toString('utf8')
  const [head = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .replace(/\s+$/, '')
    .split(/\r?\n/)
  const cells = (line: string): string[] =>
    line.split(',').map((each) => each.trim().replace(/^"(.*)"$/, '$1'))
  const names = cells(head).map((name) => name.toLowerCase())
  const column = names.includes('amt_btc') ? 'amt_btc' : 'amt_usd'
  if (!names.includes('date') || !names.includes(column))
    throw new WrongInput(
      `${named}:1: expected a header with date and amt_btc or amt_usd; got "${head}"\n${ADVICE}`,
    )
  const problems: string[] = []
  const prices: { day: number; price: number }[] = []
  for (const [i, line] of lines.entries()) {
    const wrong = (what: string, got: string): void =>
      void problems.push(`${named}:${i + 2}: expected ${what}; got ${got === '' ? 'nothing' : `"${got}"`}`)
    const fields = cells(line)
    const [date, price] = [fields[names.indexOf('date')] ?? '', fields[names.indexOf(column)] ?? '']
    const day = dayOf(date)
    const before = prices.at(-1)?.day ?? -1
    if (day === undefined || day <= before) wrong('a date YYYY-MM-DD after that of the row above', date)
    else if (!/^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(price) || !(Number(price) > 0))
      wrong('a price above 0', price)
    else prices.push({ day, price: Number(price) })
  }
  if (prices.length === 0 && problems.length === 0)
    problems.push(`${named}:2: expected a row; got the end of the file`)
  if (problems.length > 0) throw new WrongInput([...problems.slice(0, 20), ADVICE].join('\n'))
  return { unit: column === 'amt_btc' ? 'BTC/AMT' : 'USD/AMT', prices }
}
