/**
 * Texts of the explorer's own controls, in English. The catalogues of the languages translate them; what a
 * report says is the report's.
 */
import { WALK_TEXTS } from './walk/texts.ts'

export const TEXTS = {
  ...WALK_TEXTS,
  title: 'AMT Lab explorer',
  scenario: 'Scenario',
  parameters: 'Parameters',
  search: 'Search parameters',
  changed: 'changed',
  changedOnly: 'Changed only',
  reset: 'Reset',
  resetOne: 'Reset to',
  undo: 'Undo',
  redo: 'Redo',
  seed: 'Seed',
  path: 'Path',
  days: 'Days',
  from: 'from',
  to: 'to',
  standard: 'default',
  fileOnly: 'Files are read by the command line only.',
  none: 'none',
  noMatch: 'No parameter matches.',
  running: 'Running',
  cancel: 'Cancel',
  failed: 'This setting cannot run.',
  further: 'Further paths',
  run: 'Run',
  views: 'Views',
  keepAsBase: 'Keep these settings as the base',
  swap: 'Swap',
  compareFrom: 'Compare from here',
  sweptParameter: 'Parameter',
  secondParameter: 'Second parameter',
  values: 'Values',
  pathsPerPoint: 'Paths at each value',
  runSweep: 'Run',
  unknownScenario: 'No scenario has the name',
  report: 'Report',
  compare: 'Compare',
  sweep: 'Sweep',
  walk: 'Walk',
  copyLink: 'Copy link',
  copied: 'Copied',
  language: 'Language',
  inputs: 'Inputs',
  result: 'Result',
} as const

export type Texts = Readonly<Record<keyof typeof TEXTS, string>>
