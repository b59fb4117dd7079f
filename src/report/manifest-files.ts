/**
 * Manifest files: what a manifest on disk lists.
 */
import { z } from 'zod'
import { FORMAT, MANIFEST } from './manifest.ts'

/** The files that a manifest lists, and the manifest itself. Empty when `text` is not a manifest. */
export function filesOfManifest(text: string): readonly string[] {
  try {
    const { files } = manifestShape.parse(JSON.parse(text))
    return [MANIFEST, ...files.map(({ name }) => name)]
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return []
    throw error
  }
}

const manifestShape = z.object({
  format: z.literal(FORMAT),
  files: z.array(z.object({ name: z.string() })),
})
