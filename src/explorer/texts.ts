/**
 * Texts of the explorer's own controls, in English. The catalogues of the languages translate them; what a
 * report says is the report's.
 */
export const TEXTS = {
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
  source: 'Range and source',
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
  runFan: 'Run further paths',
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
