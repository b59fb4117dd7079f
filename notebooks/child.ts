/** Runs the module of a notebook's cells and sends what they have shown to the process that asked for it. */
import { shownByCell } from './display.ts'

await import(process.argv[2]!)
process.send!([...shownByCell().values()], () => process.disconnect())
