/** Starts a checker from the sources, which run through tsx; as `study/worker-of-sources.mjs` does, and for its reason. */
import { register } from 'tsx/esm/api'

register()
await import('./checker.ts')
