/** Starts a checker thread from the TypeScript sources through tsx. See `study/worker-of-sources.mjs`. */
import { register } from 'tsx/esm/api'

register()
await import('./checker.ts')
