/**
 * Roles: who may call which privileged function, read from the tables of `docs/reference/roles.md`, which a
 * test compares with the compiled contracts. The build copies the page beside the commands.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../../evm/compile/root.ts'

export interface Privilege {
  /** `Master.mintMaster`. */
  readonly fn: string
  /** Such as `owner of Master`. */
  readonly who: string
  readonly may: string
  readonly cannot: string
}

const PLACES = [
  join(projectRoot, 'docs/reference/roles.md'),
  fileURLToPath(new URL('../roles.md', import.meta.url)),
]

/** The functions that not everybody may call, in the order of the page. */
export function privileges(): readonly Privilege[] {
  const file = PLACES.find((path) => existsSync(path))
  if (file === undefined) throw new Error('expected docs/reference/roles.md; got none. Build again.')
  return privilegesIn(readFileSync(file, 'utf8'))
}

/** The same of the page's text. */
export function privilegesIn(page: string): readonly Privilege[] {
  return page
    .split('\n### ')
    .slice(1)
    .flatMap((section) => {
      const contract = section.slice(0, section.indexOf('\n'))
      return [...section.matchAll(/^\| `(.+?)\(.*?\)` \| \*\*(.+?)\*\* \| (.+?) \| (.+?) \|$/gm)].map(
        ([, fn, who, may, cannot]) => ({ fn: `${contract}.${fn!}`, who: who!, may: may!, cannot: cannot! }),
      )
    })
}
