/**
 * Which test runs each documented command. A command that no rule matches fails the test.
 */

/** Options that are set, or added, so that a command takes seconds. */
export type Budget = Readonly<Record<string, string>>

export type Shown =
  /** Runs here, with a budget. */
  | { readonly here: Budget }
  /** Its usage is compared with `--help`. */
  | { readonly usage: true }
  /** Another test, or the CI's script, runs it. */
  | { readonly by: string; readonly needle: string }

const DAYS = { days: '2' }
const PATH = { ...DAYS, paths: '0' }
const POINTS = { ...DAYS, runs: '2', workers: '1' }

const by = (file: string, needle: string): Shown => ({ by: file, needle })

/** The first rule that matches holds. */
export const RULES: readonly (readonly [pattern: RegExp, shown: Shown])[] = [
  // Usage, as the reference of commands has it.
  [
    /^npm run \S+ (?:-- )?(?:\[|(?:[A-Z]+(?:\.csv)? )+)|^npm run claims -- --(?:compare-hardened|regions) \[/,
    { usage: true },
  ],
  // Runs of the model.
  [/^npm run (?:--silent )?simulate -- --list$/, { here: {} }],
  [/^npm run simulate$/, by('test/docs/readme.test.ts', 'run(simulate(lab), [], { cwd })')],
  [/^npm run simulate -- baseline --verify$/, { here: { days: '1', paths: '0' } }],
  [/^npm run (?:--silent )?simulate .*--verify/, { here: { days: '1', paths: '0' } }],
  // Shocks come on days that the run must reach.
  [/^npm run simulate .*stressDay=/, { here: { days: '102', paths: '0' } }],
  [/^npm run (?:--silent )?simulate /, { here: PATH }],
  [/^npm run (?:study|shard) .*s3:\/\//, by('test/cli/study/bucket.test.ts', 's3://')],
  [/^npm run study .*--executor bullmq/, by('test/cli/study/bullmq.full.test.ts', "'bullmq'")],
  [/^npm run worker /, by('test/cli/study/bullmq.full.test.ts', 'worker')],
  [/^npm run study .*--executor none/, { here: { ...POINTS, 'shard-size': '1' } }],
  [/^npm run shard /, { here: {} }],
  [/^npm run study /, { here: POINTS }],
  [/^npm run stress$/, { here: { ...POINTS, shock: 'may-2022' } }],
  [/^npm run stress .*--day /, { here: { ...POINTS, runs: '1', days: '32' } }],
  [/^npm run stress /, { here: POINTS }],
  [/^npm run calibrate /, { here: {} }],
  [/^npm run backtest /, { here: { horizons: '10', paths: '20', step: '300' } }],
  [/^npm run (?:dashboard|compare|gallery) /, { here: {} }],
  [/^npm run explore/, by('test/cli/explore.test.ts', 'run(explore')],
  // What takes minutes has tests of its own.
  [/^npm run claims$/, by('test/docs/claims.full.test.ts', 'ledger(CLAIMS')],
  [/^npm run lockstep -- --runs 200$/, by('test/docs/tutorial.full.test.ts', "'--runs', '200'")],
  [/^cat out\/lockstep\/failure\/story.txt$/, by('test/docs/tutorial.full.test.ts', 'failure/story.txt')],
  [/^git checkout contracts\/BurnVault.sol$/, by('test/docs/tutorial.full.test.ts', 'git checkout')],
  [/^npm run lockstep .*--minutes/, by('test/cli/lockstep/lockstep.full.test.ts', '--minutes')],
  [/^npm run lockstep .*--batch/, by('test/cli/lockstep/lockstep.full.test.ts', '--batch')],
  [/^npm run lockstep /, by('test/cli/lockstep/lockstep.full.test.ts', '--runs')],
  [/^npm run audit .*--case/, by('test/cli/audit.test.ts', '--case')],
  [/^npm run audit /, by('test/cli/audit.test.ts', 'audit(')],
  [/^npx vitest run finding.test.ts$/, by('test/audit/foundry.full.test.ts', 'finding.test.ts')],
  [/forge test$/, by('test/audit/foundry.full.test.ts', 'forge')],
  [/^npm run mutants /, by('test/cli/mutants/mutants.full.test.ts', '--resume')],
  [/^npm run notebooks -- --jupyter$/, by('test/notebooks/notebooks.full.test.ts', 'executeInJupyter')],
  [/^npm run notebooks(?: -- (?:\S+|--update))?$/, by('test/notebooks/notebooks.test.ts', 'notebook')],
  [
    /^(?:npm install --global deno|deno jupyter|jupyter )/,
    by('test/notebooks/notebooks.full.test.ts', 'Jupyter'),
  ],
  // The example projects and the package.
  [/^npx tsx lab.ts /, by('test/docs/own-study.full.test.ts', 'commandsIn(page)')],
  [/^npx tsx docs\/examples\/(?:patient-)?whale.ts$/, by('test/docs/tutorial.full.test.ts', 'whale.ts')],
  [/^npm run (?:study|simulate -- --verify)$/, by('scripts/test-pack.mjs', 'own-study')],
  [/^npm (?:install|pack)|^npx amt-lab/, by('scripts/test-pack.mjs', "'npm', 'install'")],
  // The project's own suites.
  [/^npm ci$/, by('.ci/run', 'npm ci')],
  [/^npm run check$/, by('.ci/run', 'npm run check')],
  [/^npm test$/, by('.ci/run', 'suite test')],
  [/npm run test:full|npx vitest run/, by('.ci/run', 'suite test:full')],
]
