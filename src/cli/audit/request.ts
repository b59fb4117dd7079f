/** Request: the arguments of the audit command, checked. */
import { resolve } from 'node:path'
import { roleNamed, type RoleMap } from '../../audit/input/roles.ts'
import { ROUNDING } from '../../audit/severity.ts'
import { ROLES } from '../../evm/roles.ts'
import { readWhole, type Range } from '../number.ts'
import { readOptions, type Options } from '../options.ts'
import { shellWord } from '../../report/shell-word.ts'
import { didYouMean } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'

const BUDGET = 20_000
const SEED = 20_230_712

export const AUDIT_OPTIONS = {
  map: {
    value: 'ROLE=NAME',
    many: true,
    means: 'Contract of a role, such as master=MasterV2 or amt=Amt.sol:AMT.',
  },
  config: {
    value: 'FILE',
    means: 'Grades of equality, revert codes, event adaptors, deployment (audit.yaml).',
  },
  budget: { value: 'N|Nm|Ns', means: `Actions to run; or minutes or seconds. Default ${BUDGET} actions.` },
  seed: { value: 'S', means: `Seed, from 0 to 2^32 - 1. Default ${SEED}.` },
  accept: { value: 'FILE', means: 'Accepted differences, each with its reason (YAML).' },
  rounding: {
    value: 'N',
    means: `A loss of up to N base units of BTCB is one of rounding. Default ${ROUNDING}.`,
  },
  against: { value: 'DIR', means: 'Another build: what is fixed, new and unchanged against it.' },
  case: { value: 'FILE', means: 'Play one saved case and stop.' },
  resume: { means: 'Go on with an interrupted audit in --out, of the same build and options.' },
  out: { value: 'DIR', means: 'Directory of the results. Default out/audit.' },
  json: { means: 'Print one JSON object on one line instead of the report.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

export interface AuditRequest {
  /** As given; the project's own contracts if undefined. */
  readonly subject: string | undefined
  /** Absolute. */
  readonly path: string | undefined
  readonly map: RoleMap
  readonly config: string | undefined
  /** Actions; infinite with a limit of time. */
  readonly budget: number
  readonly milliseconds: number | undefined
  readonly seed: number
  /** Base units of BTCB. */
  readonly rounding: bigint
  readonly accept: string | undefined
  readonly case: string | undefined
  /** Absolute. */
  readonly against: string | undefined
  readonly out: string
  readonly json: boolean
  readonly resume: boolean
  /** The arguments that say what is played, for the commands to repeat it. */
  readonly repeated: readonly string[]
  /** The other arguments of an audit, budget and seed excepted. */
  readonly settled: readonly string[]
}

const SEEDS: Range = { min: 0n, max: 2n ** 32n - 1n, example: 7n }
const ROUNDINGS: Range = { min: 0n, max: 10n ** 27n, example: ROUNDING }

/** Parses the arguments. @throws {WrongInput} when one is invalid. */
export function readAudit(argv: readonly string[], cwd: string): AuditRequest | { readonly help: true } {
  const { flags, values, positionals } = readOptions(argv, AUDIT_OPTIONS)
  if (flags.has('help')) return { help: true }
  if (positionals.length > 1)
    throw new WrongInput({
      expected: 'one directory or file',
      got: positionals.map((each) => `"${each}"`).join(' and '),
      advice: 'Audit one build at a time.',
    })
  const given = (name: keyof typeof AUDIT_OPTIONS): string | undefined => values.get(name)?.[0]
  const file = (name: 'config' | 'accept' | 'case' | 'against'): string | undefined => {
    const path = given(name)
    return path === undefined ? undefined : resolve(cwd, path)
  }
  const asGiven = (...names: readonly (keyof typeof AUDIT_OPTIONS)[]): readonly string[] =>
    names.flatMap((name) => (values.get(name) ?? []).map((each) => `--${name} ${shellWord(each)}`))
  const [seed, rounding] = [given('seed'), given('rounding')]
  const [subject] = positionals
  if (subject === undefined && values.has('map'))
    throw new WrongInput({
      expected: 'a build for --map',
      got: "no DIR, and so the project's own contracts",
      advice: 'Example: npm run audit -- ../other/artifacts --map master=MasterV2.',
    })
  return {
    subject,
    path: subject === undefined ? undefined : resolve(cwd, subject),
    map: mapOf(values.get('map') ?? []),
    config: file('config'),
    ...budgetOf(given('budget')),
    seed: seed === undefined ? SEED : Number(readWhole('--seed', seed, SEEDS)),
    rounding: rounding === undefined ? ROUNDING : readWhole('--rounding', rounding, ROUNDINGS),
    accept: file('accept'),
    case: file('case'),
    against: file('against'),
    out: resolve(cwd, given('out') ?? 'out/audit'),
    json: flags.has('json'),
    resume: flags.has('resume'),
    repeated: [...(subject === undefined ? [] : [shellWord(subject)]), ...asGiven('map', 'config')],
    settled: asGiven('rounding', 'accept', 'against', 'out'),
  }
}

/** The command that runs the audit again. */
export function auditCommand({ repeated, settled, budget, milliseconds, seed }: AuditRequest): string {
  const limit = milliseconds === undefined ? String(budget) : `${milliseconds / 1000}s`
  return commandOf([...repeated, `--budget ${limit}`, `--seed ${seed}`, ...settled])
}

/** The command that plays a case. */
export function caseCommand({ repeated }: AuditRequest, file: string): string {
  return commandOf([...repeated, `--case ${shellWord(file)}`])
}

function commandOf(parts: readonly string[]): string {
  return `npm run audit -- ${parts.join(' ')}`
}

function budgetOf(text: string | undefined): Pick<AuditRequest, 'budget' | 'milliseconds'> {
  if (text === undefined) return { budget: BUDGET, milliseconds: undefined }
  const [, digits, unit] = /^(\d{1,9}(?:\.\d+)?)([ms]?)$/.exec(text) ?? []
  const value = Number(digits)
  if (digits === undefined || value === 0 || (unit === '' && !Number.isInteger(value)))
    throw new WrongInput({
      expected: 'a number of actions, minutes or seconds for --budget',
      got: `"${text}"`,
      advice: 'Example: --budget 20000, --budget 5m or --budget 30s.',
    })
  if (unit === '') return { budget: value, milliseconds: undefined }
  return { budget: Infinity, milliseconds: value * (unit === 'm' ? 60_000 : 1000) }
}

function mapOf(entries: readonly string[]): RoleMap {
  const map: Record<string, string> = {}
  for (const entry of entries) {
    const [, name = entry, contract] = /^([^=]+)=(.+)$/.exec(entry) ?? []
    const role = roleNamed(name)
    if (role === undefined || contract === undefined)
      throw new WrongInput({
        expected: `--map ROLE=NAME with one of the roles ${ROLES.join(', ')}`,
        got: `"${entry}"`,
        advice: `${didYouMean(name, ROLES)}Example: --map master=MasterV2.`,
      })
    map[role] = contract
  }
  return map
}
