/**
 * The arrows of the architecture as data: rooms and layers, each with what it may import. `lint.mjs` makes lint rules of them.
 */

/** Rooms of `src`, and the rooms that each may import besides itself. `pure`: no clock, no I/O, no packages but decimal.js. */
export const ROOMS = {
  model: { imports: [], pure: true },
  sim: { imports: ['model'], pure: true },
  scenarios: { imports: ['sim', 'model'], pure: true },
  evm: { imports: ['model'] },
  lockstep: { imports: ['evm', 'model'] },
  report: { imports: ['sim'], only: ['result', 'study'] },
  cli: { imports: ['report', 'lockstep', 'evm', 'scenarios', 'sim', 'model'] },
}

/** Layers of `src/model`: each imports itself and those before it. */
export const MODEL_LAYERS = [
  'kernel',
  'interface',
  'state',
  'contracts',
  'surface',
  'economics',
  'planning',
  'invariants',
]

/** The module on top of all layers. */
export const MODEL_TOP = 'economy'

/** Folders beside `src` that nothing in `src` imports. */
export const OUTSIDE = ['test', 'bench', 'scripts', 'notebooks']
