/** Numbers and what they count, as a report writes them. */

/** With commas between thousands. */
export function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 finding`, `2,000 findings`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`
}

/** A part from 0 to 1: `2.0%`. */
export function percent(share: number): string {
  return share >= 0.001 ? `${(share * 100).toFixed(1)}%` : 'less than 0.1%'
}
