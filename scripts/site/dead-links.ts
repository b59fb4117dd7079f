/**
 * Dead links of a site on disk: addresses of files that are not there, and anchors that no element has.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const ADDRESS = /<(?:a|img|link|script|iframe)\b[^>]*?\s(?:href|src)="([^"]*)"/g
const ID = /\s(?:id|name)="([^"]*)"/g

/** `page: address` of every dead link in the HTML files below `root`. `skips` says which files are not read. */
export function deadLinks(root: string, skips: (path: string) => boolean = () => false): readonly string[] {
  const texts = new Map<string, string>()
  const read = (path: string): string => {
    const text = texts.get(path) ?? readFileSync(path, 'utf8')
    texts.set(path, text)
    return text
  }
  const ids = new Map<string, ReadonlySet<string>>()
  const idsOf = (path: string): ReadonlySet<string> => {
    const found = ids.get(path) ?? new Set([...read(path).matchAll(ID)].map(([, id]) => decoded(id!)))
    ids.set(path, found)
    return found
  }
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html') && !skips(name))
    .flatMap((name) => {
      const page = join(root, name)
      // Scripts of reports hold texts that look like elements.
      const text = read(page).replaceAll(
        /<script\b[^>]*>[\s\S]*?<\/script>/g,
        (script) => script.split('>')[0]! + '>',
      )
      return [...text.matchAll(ADDRESS)]
        .map(([, address]) => decoded(address!))
        .filter((address) => !/^(?:[a-z]+:|\/\/)/.test(address))
        .filter((address) => {
          const [path = '', anchor = ''] = address.split('#')
          const file = path === '' ? page : resolve(dirname(page), decodeURIComponent(path.split('?')[0]!))
          if (!existsSync(file)) return true
          if (statSync(file).isDirectory()) return false
          return anchor !== '' && file.endsWith('.html') && !idsOf(file).has(decodeURIComponent(anchor))
        })
        .map((address) => `${relative(root, page)}: ${address}`)
    })
}

const decoded = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<')
