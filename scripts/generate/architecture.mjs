/**
 * Architecture as data: components and layers, each with what it may import. `lint.mjs` turns them into lint
 * rules.
 */

/**
 * Components of `src`, one folder each, and the components that each may import besides itself.
 *
 * - `pure`: no clock, no I/O, no packages but decimal.js.
 * - `only`: the modules of an imported component to which it is restricted.
 */
export const COMPONENTS = {
  model: { imports: [], pure: true },
  // The two modules of sim import nothing but themselves, so there is no cycle of modules.
  statistics: { imports: ['sim'], only: { sim: ['math', 'random'] }, pure: true },
  sim: { imports: ['statistics', 'model'], pure: true },
  scenarios: { imports: ['sim', 'statistics', 'model'], pure: true },
  calibration: { imports: ['sim', 'statistics', 'model'], pure: true },
  evm: { imports: ['model'] },
  lockstep: { imports: ['evm', 'model'] },
  mutants: { imports: ['lockstep', 'evm', 'model'] },
  audit: { imports: ['lockstep', 'evm', 'model'] },
  vitest: { imports: ['audit', 'lockstep', 'evm', 'model'] },
  claims: { imports: ['lockstep', 'evm', 'scenarios', 'sim', 'statistics', 'model'] },
  report: { imports: ['sim', 'statistics'], only: { sim: ['result', 'months', 'study'] } },
  explorer: { imports: ['report', 'lockstep', 'evm', 'scenarios', 'sim', 'statistics', 'model'] },
  cli: {
    imports: [
      'explorer',
      'report',
      'claims',
      'mutants',
      'audit',
      'lockstep',
      'evm',
      'calibration',
      'scenarios',
      'sim',
      'statistics',
      'model',
    ],
  },
}

/** Layers of `src/model`: each may import itself and those before it. */
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
