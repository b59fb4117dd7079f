/** Starts a worker process of a run of mutants from the TypeScript sources. */
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
