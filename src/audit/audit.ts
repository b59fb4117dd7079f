/**
 * Audit: contracts from elsewhere held against the model. Input, surface, campaign, findings.
 */
import { basename } from 'node:path'
import { ownArtifacts, projectBuild, type Build } from '../evm/build.ts'
import { STANDARD_CONFIG, type AuditConfig } from './config.ts'
import { releaseAuditCanaries, type Canary } from './canaries.ts'
import { linksOf, type Link } from './causes/links.ts'
import { MAX_ACTIONS, runCampaign, type Campaign, type CampaignOptions } from './census/campaign.ts'
import type { CensusSetup } from './census/runner.ts'
import { prologueDifferences } from './deployment/prologue.ts'
import { extraFunctions, type ExtraFunction } from './input/extra-functions.ts'
import { ranked, unrankedOf, type Finding, type Unranked } from './finding.ts'
import { extraViews, type ExtraView } from './input/extra-views.ts'
import { foreignBuild } from './input/foreign-build.ts'
import { readContracts, type Form } from './input/read-contracts.ts'
import { recogniseRoles, type RoleMap } from './input/roles.ts'
import { loadShortLists } from '../lockstep/corpus/corpus.ts'
import type { AuditProgress } from './progress.ts'
import { propertyFinding } from './properties/property-finding.ts'
import { PROPERTIES } from './properties/properties.ts'
import { watch, type Watched } from './properties/watch.ts'
import { ROUNDING } from './severity.ts'
import { extraFindings, prologueFindings } from './tried-findings.ts'
import { surfaceOf, type RoleSurface } from './input/surface.ts'

/** A build to audit, with what was found out about it. */
export interface Subject {
  readonly name: string
  readonly form: Form | 'project'
  readonly build: Build
  readonly surface: readonly RoleSurface[]
  /** Functions that the published interface does not have, tried. */
  readonly extras: readonly ExtraFunction[]
  /** Views that the published interface does not have, asked. */
  readonly extraViews: readonly ExtraView[]
  /** Contracts without a role. */
  readonly others: readonly string[]
  /** Contracts that need libraries which are not there. */
  readonly unlinked: readonly string[]
}

/**
 * Reads a build from a directory or file.
 *
 * @param path the project's own contracts if undefined.
 * @param map settles which contract has which role; it goes before the configuration's.
 * @throws {NoContracts | NotThisSystem | AmbiguousRole | UnknownContract} when it is no build of this system.
 * @throws {NoCompiler | ImportMissing | CompileError} when its sources cannot be compiled.
 */
export function readSubject(
  path: string | undefined,
  config: AuditConfig = STANDARD_CONFIG,
  map: RoleMap = {},
): Subject {
  if (path === undefined) return projectSubject()
  const { form, artifacts, libraries, unlinked } = readContracts(path)
  const { roles, others } = recogniseRoles(artifacts, { ...config.roles, ...map })
  const { revertCodes, plan } = config
  const build = foreignBuild({
    name: basename(path),
    roles,
    reverts: revertCodes,
    libraries,
    ...(plan === undefined ? {} : { plan }),
  })
  return {
    name: basename(path),
    form,
    build,
    surface: surfaceOf(roles),
    extras: extraFunctions(build, roles),
    extraViews: extraViews(build, roles),
    others,
    unlinked,
  }
}

function projectSubject(): Subject {
  const build = projectBuild()
  const surface = surfaceOf(ownArtifacts(build))
  return {
    name: build.name,
    form: 'project',
    build,
    surface,
    extras: [],
    extraViews: [],
    others: [],
    unlinked: [],
  }
}

/** How a build is compared, by a configuration. */
export function setupOf(build: Build, { grades, adaptors, ignoredViews }: AuditConfig): CensusSetup {
  return { build, grades, adaptors, ignoredViews: new Set(Object.keys(ignoredViews)) }
}

export interface Audit {
  readonly subject: Subject
  readonly config: AuditConfig
  readonly seed: number
  readonly budget: number
  /** Losses up to here are of rounding, in base units of BTCB. */
  readonly rounding: bigint
  readonly campaign: Campaign
  /** Actions on the chain alone, watched by properties. */
  readonly watched: number
  /** Properties that could not be watched, or not in every sequence, each with the first reason. */
  readonly unwatched: Watched['unwatched']
  /** Whether time ended the part on the chain alone before as many actions as it should have. */
  readonly watchStopped: boolean
  /** Findings that are not shrunk since time was over. */
  readonly unshrunk: number
  /** In order of rank. */
  readonly findings: readonly Finding[]
  /** The injected defects, and when each was noticed. */
  readonly canaries: readonly Canary[]
  /** Which findings have the same cause, and why; none if time was over. */
  readonly links: readonly Link[]
}

/** Parts of an audit, in order. */
export const PARTS = ['compare', 'alone', 'shrink'] as const
export type Part = (typeof PARTS)[number]

export interface AuditOptions extends Omit<CampaignOptions, 'isOver' | 'resumed' | 'onProgress'> {
  /**
   * Whether time is over for a part. Asked after each batch of the comparison, before each sequence on the
   * chain alone, and before each finding is shrunk: what is left is reported as found. @default never
   */
  readonly isOver?: (part: Part) => boolean
  /** @default exact equality */
  readonly config?: AuditConfig
  /** Called for each finding that is shrunk. */
  readonly onShrunk?: (done: number, of: number) => void
  /** Losses of at most so many base units of BTCB are of rounding. @default ROUNDING */
  readonly rounding?: bigint
  /** An audit of the same build, options and configuration to go on with. @default from the start */
  readonly resumed?: AuditProgress | undefined
  /** Called where an audit can go on from: batches, sequences on the chain alone, and findings. */
  readonly onProgress?: ((progress: () => AuditProgress) => void) | undefined
}

/**
 * One action on the chain alone for so many compared ones. An action that is watched and probed costs about
 * four times as much as one that is compared, so both parts take about as long.
 */
const ALONE_PART = 4

/** Runs an audit. Differences are findings; none of them is thrown. */
export function audit(subject: Subject, options: AuditOptions): Audit {
  const { config = STANDARD_CONFIG, seed, budget, onShrunk, resumed, onProgress } = options
  const { maxActions = MAX_ACTIONS, corpus = loadShortLists(), rounding = ROUNDING } = options
  const { isOver = () => false } = options
  const setup = setupOf(subject.build, config)
  const { build } = subject
  const campaign = runCampaign(setup, {
    ...options,
    resumed: resumed?.campaign,
    isOver: () => isOver('compare'),
    onProgress: (save) => onProgress?.(() => ({ campaign: save() })),
  })
  const { batches, sequences, census } = campaign
  const compared = { campaign: { batches, sequences, census: census.save(), isOver: true } }
  const watched = watch({
    build,
    properties: PROPERTIES,
    adaptors: config.adaptors,
    seed,
    maxActions,
    corpus,
    budget: Math.ceil(census.actions / ALONE_PART),
    isOver: () => isOver('alone'),
    resumed: resumed?.alone,
    onProgress: (save) => onProgress?.(() => ({ ...compared, alone: save() })),
  })
  const isLate = (): boolean => isOver('shrink')
  const differences = unrankedOf(setup, census, {
    onShrunk,
    isLate,
    rounding,
    resumed: resumed?.differences,
    onProgress: (found) => onProgress?.(() => ({ ...compared, alone: watched.save(), differences: found })),
  })
  const properties: Unranked[] = [...(resumed?.properties ?? [])]
  for (const broken of watched.broken.slice(properties.length)) {
    properties.push(propertyFinding(setup, broken, isLate()))
    const shrunk = [...properties]
    onProgress?.(() => ({ ...compared, alone: watched.save(), differences, properties: shrunk }))
  }
  const findings = ranked([
    ...differences,
    ...extraFindings(subject.extras),
    ...prologueFindings(prologueDifferences(build)),
    ...properties,
  ])
  return {
    subject,
    config,
    seed,
    budget,
    rounding,
    campaign,
    watched: watched.actions,
    unwatched: watched.unwatched,
    watchStopped: watched.stopped,
    unshrunk: findings.filter(({ isShrunk, claim }) => !isShrunk && claim === undefined).length,
    findings,
    canaries: releaseAuditCanaries(setup, { seed }),
    links: isLate() ? [] : linksOf(setup, findings),
  }
}
