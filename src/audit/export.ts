/**
 * Files of a finding: its story, its case file, a vitest file and a Foundry project.
 *
 * The Foundry test asserts what the contracts do, so it passes as long as they show the difference. The
 * vitest file fails as long as they do.
 */
import type { Build } from '../evm/build.ts'
import { buildFile } from '../lockstep/export/build-file.ts'
import { caseFile } from '../lockstep/export/case-file.ts'
import type { ExportedFile, ToldCase } from '../lockstep/export/failure-case.ts'
import { foundryProject } from '../lockstep/export/foundry/project.ts'
import { literal, quoted } from '../lockstep/report/repro.ts'
import type { AuditConfig } from './config.ts'
import type { Finding } from './finding.ts'
import { findingText } from './report/finding-text.ts'

/** The files, in a folder of the finding. */
export function exportFinding(
  finding: Finding,
  build: Build,
  config: AuditConfig,
  command: string,
): readonly ExportedFile[] {
  const { shown, signature } = finding
  const { deployment, actions } = shown
  const story = { path: 'story.txt', text: `${findingText(finding)}\n\nRepeat: ${command}\n` }
  // What differs from deployment on has no actions.
  if (actions.length === 0) return [story]
  return [
    story,
    { path: 'case.json', text: caseFile({ about: signature, deployment, actions }) },
    ...(finding.nearest === undefined
      ? []
      : [
          {
            path: 'nearest.json',
            text: caseFile({ about: signature, deployment, actions: finding.nearest.actions }),
          },
        ]),
    { path: 'build.json', text: buildFile(build) },
    { path: 'finding.test.ts', text: vitestOf(finding, config, command) },
    ...foundryOf(finding, build, command).map(({ path, text }) => ({ path: `foundry/${path}`, text })),
  ]
}

function vitestOf(
  { signature }: Finding,
  { grades, adaptors, ignoredViews }: AuditConfig,
  command: string,
): string {
  return `// Found by: ${command}
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { replayFinding } from 'amt-lab/audit'
import { readBuildFile, readCaseFile } from 'amt-lab/lockstep'

const textOf = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')
const setup = {
  build: readBuildFile(textOf('./build.json')),
  grades: ${literal(grades)} as const,
  adaptors: ${literal(adaptors)},
  ignoredViews: new Set(${literal(Object.keys(ignoredViews))}),
}

it(${quoted(`no longer shows: ${signature}`)}, () => {
  const replayed = replayFinding(setup, readCaseFile(textOf('./case.json')))
  if (replayed.shows) expect.fail(replayed.text)
})
`
}

function foundryOf({ shown, signature }: Finding, build: Build, command: string): readonly ExportedFile[] {
  const { deployment, actions, chainOutcomes, difference } = shown
  const [first] = difference.views
  const about: ToldCase = {
    about: signature,
    deployment,
    actions,
    outcomes: chainOutcomes,
    story: `model: ${difference.model}\nchain: ${difference.chain}${first === undefined ? '' : `\nin ${first.view.on}.${first.view.fn}`}`,
    command,
  }
  const swapped = difference.views.map(({ view, model, chain }) => ({
    kind: 'answer' as const,
    view,
    model: chain,
    chain: model,
  }))
  return foundryProject(about, build, swapped, 'contracts')
}
