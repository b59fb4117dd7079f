/** Starts this thread from the TypeScript sources. */
import { startThread } from '../of-sources.mjs'

await startThread(new URL('./worker.ts', import.meta.url).href)
