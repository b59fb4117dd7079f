/**
 * Builds the documentation site with API reference and a gallery of sample reports, and checks its links.
 *
 *     npm run docs:site                      # into out/site; open out/site/index.html
 *     npm run docs:site -- --out DIR
 *     npm run docs:site -- --pages           # the pages alone, in seconds
 */
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildApi } from './api.ts'
import { buildSite } from './build.ts'
import { deadLinks } from './dead-links.ts'
import { buildSamples } from './samples.ts'

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'out/site' }, pages: { type: 'boolean', default: false } },
})
const out = resolve(values.out)
rmSync(out, { recursive: true, force: true })
const extras = values.pages
  ? []
  : [
      { title: 'Gallery of sample reports', target: 'gallery/index.html' },
      { title: 'API reference', target: 'api/index.html' },
    ]
const pages = buildSite(out, extras)
if (!values.pages) {
  await buildSamples(join(out, 'gallery'))
  buildApi(join(out, 'api'))
}
const dead = deadLinks(out)
for (const each of dead) console.error(`Dead link in ${each}`)
console.log(`${pages.length} pages, ${dead.length} dead links: ${join(values.out, 'index.html')}`)
if (dead.length > 0) process.exitCode = 1
