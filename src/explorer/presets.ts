/**
 * Presets: experiments to begin with. Those of the first lines are the project's example files.
 */
import type { Experiment } from './experiment.ts'

export interface Preset {
  readonly title: string
  readonly experiment: Experiment
}

const preset = (
  title: string,
  scenario: string,
  set: Readonly<Record<string, string>>,
  more: Partial<Experiment> = {},
): Preset => ({ title, experiment: { scenario, seed: '1', path: 0, set, ...more } })

export const PRESETS: readonly Preset[] = [
  preset(
    'Cheap power, and a larger share for the RCL',
    'baseline',
    { powerPrice: '0.045', vaultShare: '40', holders: '30' },
    { seed: '7', days: 300 },
  ),
  preset('A Great Reset by a factor of 3', 'great-reset', {
    factor: '3',
    policy: 'execution',
    ownMiners: '5',
    ownLarge: '1',
    ownMedium: '1',
    ownTraders: '1',
  }),
  preset(
    'The pool of the launch, and an arbitrageur',
    'baseline',
    { pool: 'launch', arbitrageCapital: '12.345678901234567891', holders: '10' },
    { days: 30 },
  ),
  preset('Half of every payment to the RCL', 'baseline', { vaultShare: '50' }),
  preset('Costs covered by the project', 'baseline', { costs: 'retained' }),
  preset('BTC is expected to fall by half in a year', 'baseline', { btcGrowth: '-50' }),
  preset('The network’s hash rate doubles in a year', 'baseline', {
    networkModel: 'exogenous',
    difficultyGrowth: '100',
  }),
]
