/**
 * Sources as the generators read them: files of a folder, declarations by pattern, and code laid out as the formatter has it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Columns of a line of code or comment. */
const WIDTH = 110

/** TypeScript files below a folder, in the order of their paths, which have forward slashes and are relative to it. */
export function filesIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .toSorted()
}

/** Names that a file declares: the pattern's first group, in the order of declaration. */
export function declaredIn(root, path, pattern) {
  return [...readFileSync(join(root, path), 'utf8').matchAll(pattern)].map(([, name]) => name)
}

/** What is named in `order`, in that order, and then the rest as it comes. */
export function ordered(items, order, nameOf) {
  const place = (item) => {
    const index = order.indexOf(nameOf(item))
    return index === -1 ? order.length : index
  }
  const missing = order.filter((name) => !items.some((item) => nameOf(item) === name))
  if (missing.length > 0)
    throw new Error(`scripts/generate/order.mjs names what does not exist: ${missing.join(', ')}`)
  return items.toSorted((a, b) => place(a) - place(b))
}

/** An import of names, on one line if it fits. */
export function importOf(names, from) {
  const line = `import { ${names.join(', ')} } from '${from}'`
  return line.length <= WIDTH
    ? line
    : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}'`
}

/** First paragraph of the comment that a file begins with, as one line. */
export function summaryOf(root, path) {
  const [, comment] = /^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(join(root, path), 'utf8')) ?? []
  if (comment === undefined) throw new Error(`expected ${path} to begin with a comment that says what it is`)
  const [paragraph] = comment
    .replaceAll(/^ *\* ?/gm, '')
    .trim()
    .split('\n\n')
  return paragraph.replaceAll(/\s+/g, ' ')
}

/** A doc comment, wrapped. */
export function docComment(text) {
  if (text.length <= WIDTH - 7) return `/** ${text} */`
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim()
    if (line.length <= WIDTH - 3) lines[lines.length - 1] = line
    else lines.push(word)
  }
  return `/**\n${lines.map((line) => ` * ${line}\n`).join('')} */`
}
