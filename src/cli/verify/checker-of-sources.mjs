/** Starts this thread from the TypeScript sources. */
import { startThread } from '../of-sources.mjs'

await startThread(new URL('./checker.ts', import.meta.url).href)
