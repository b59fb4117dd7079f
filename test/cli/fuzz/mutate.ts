/**
 * Mutations of valid inputs: bytes, tokens and structure, from a seed, so that a failure can be repeated.
 */

/** A generator of whole numbers below `n`: mulberry32 (T. Ettinger, public domain). */
export type Draw = (n: number) => number

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}

/** Markup that must reach no page as it is. */
export const MARKUP = '<img src=x onerror=alert(1)>'

/** Texts in place of tokens. */
const TOKENS = [
  '',
  '0',
  '-1',
  '1e309',
  '-0',
  'NaN',
  'Infinity',
  '9'.repeat(400),
  '0.' + '0'.repeat(300) + '1',
  '0x10',
  '1,000',
  'null',
  'true',
  '[]',
  '{}',
  '"',
  "'",
  '__proto__',
  'constructor',
  'toString',
  MARKUP,
  '</script><script>alert(1)</script>',
  '../../../../etc/passwd',
  '=cmd|calc',
  '\u0000',
  '\u001B[31m',
  '\uFEFF',
  '\u2028',
  '🙂',
  '\r',
  '\n',
  '\t',
  ',',
  ';',
  '!!js/function "() => 1"',
  '&a *a',
  '*a',
  '<<: *a',
  '99999-99-99',
  '2023-02-30',
]

const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)]!

/** One to three mutations. */
export function mutated(bytes: Buffer, draw: Draw): Buffer {
  let result = bytes
  for (let times = 1 + draw(3); times > 0; times--) result = once(result, draw)
  return result
}

function once(bytes: Buffer, draw: Draw): Buffer {
  const kind = draw(10)
  if (kind < 3) return ofBytes(bytes, draw)
  if (kind < 7 || !isText(bytes)) return isText(bytes) ? ofTokens(bytes, draw) : ofBytes(bytes, draw)
  return ofStructure(bytes, draw)
}

const isText = (bytes: Buffer): boolean => !bytes.subarray(0, 4096).includes(0)

function ofBytes(bytes: Buffer, draw: Draw): Buffer {
  const at = draw(bytes.length + 1)
  const end = Math.min(bytes.length, at + draw(40))
  switch (draw(6)) {
    case 0:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([draw(256)]), bytes.subarray(at)])
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)])
    case 2:
      return bytes.subarray(0, at)
    case 3:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)])
    case 4:
      return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)])
    default: {
      const copy = Buffer.from(bytes)
      if (copy.length > 0) copy[draw(copy.length)]! ^= 1 << draw(8)
      return copy
    }
  }
}

function ofTokens(bytes: Buffer, draw: Draw): Buffer {
  const text = bytes.toString('utf8')
  const tokens = [...text.matchAll(/[\w.+-]+|"[^"\n]*"|[^\s\w]/g)]
  if (tokens.length === 0) return Buffer.from(pick(draw, TOKENS))
  const { 0: token, index } = pick(draw, tokens)
  const other = draw(4) === 0 ? pick(draw, tokens)[0] : pick(draw, TOKENS)
  const written = token.startsWith('"') && draw(2) === 0 ? JSON.stringify(other) : other
  return Buffer.from(text.slice(0, index) + written + text.slice(index + token.length))
}

function ofStructure(bytes: Buffer, draw: Draw): Buffer {
  const text = bytes.toString('utf8')
  try {
    return Buffer.from(JSON.stringify(ofValue(JSON.parse(text), draw)))
  } catch {
    return Buffer.from(ofLines(text, draw))
  }
}

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  MARKUP,
  '__proto__',
  [],
  {},
  [[]],
  { a: 1 },
  JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`),
]

/** A JSON value with a part that is replaced, left out, repeated, or renamed. */
function ofValue(value: unknown, draw: Draw): unknown {
  if (typeof value !== 'object' || value === null || draw(6) === 0) return pick(draw, VALUES)
  if (Array.isArray(value)) {
    if (value.length === 0) return [pick(draw, VALUES)]
    const at = draw(value.length)
    const copy: unknown[] = [...(value as unknown[])]
    const kind = draw(5)
    if (kind === 0) copy.splice(at, 1)
    else if (kind === 1) copy.splice(at, 0, copy[at])
    else copy[at] = ofValue(copy[at], draw)
    return copy
  }
  const entries = Object.entries(value)
  if (entries.length === 0) return { [pick(draw, TOKENS)]: pick(draw, VALUES) }
  const at = draw(entries.length)
  const kind = draw(6)
  if (kind === 0) entries.splice(at, 1)
  else if (kind === 1) entries[at] = [pick(draw, TOKENS), entries[at]![1]]
  else entries[at] = [entries[at]![0], ofValue(entries[at]![1], draw)]
  return Object.fromEntries(entries)
}

/** Lines that are left out, repeated, moved, indented or cut. */
function ofLines(text: string, draw: Draw): string {
  const lines = text.split('\n')
  const [at, other] = [draw(lines.length), draw(lines.length)]
  switch (draw(7)) {
    case 0:
      lines.splice(at, 1)
      break
    case 1:
      lines.splice(at, 0, lines[at]!)
      break
    case 2:
      ;[lines[at], lines[other]] = [lines[other]!, lines[at]!]
      break
    case 3:
      lines[at] = `  ${lines[at]}`
      break
    case 4:
      lines[at] = lines[at]!.split(',').slice(1).join(',')
      break
    case 5:
      lines[at] = `${lines[at]},${pick(draw, TOKENS)}`
      break
    default:
      lines.splice(at, 0, pick(draw, TOKENS))
  }
  return lines.join('\n')
}
