/** `npm run gallery`: writes the page of all results. */
import { gallery, OPTIONS } from './commands/gallery.ts'
import { runCommand } from './process.ts'

await runCommand('gallery', gallery, OPTIONS)
