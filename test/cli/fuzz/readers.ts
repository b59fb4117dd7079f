/**
 * Readers: every kind of file that a command reads, with valid examples and the code that reads it.
 *
 * `read` gets a directory with the examples, one of them mutated. It returns the texts that reached pages.
 */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { readAccepted } from '../../../src/audit/accept.ts'
import { readSubject } from '../../../src/audit/audit.ts'
import { readProgress } from '../../../src/audit/progress.ts'
import { readConfig } from '../../../src/audit/config.ts'
import { readAmtPrices } from '../../../src/cli/backtest/amt-prices.ts'
import { asInput } from '../../../src/cli/audit/input-errors.ts'
import { compare } from '../../../src/cli/commands/compare.ts'
import { dashboard } from '../../../src/cli/commands/dashboard.ts'
import { gallery } from '../../../src/cli/commands/gallery.ts'
import { simulate } from '../../../src/cli/commands/simulate.ts'
import { study } from '../../../src/cli/commands/study.ts'
import { checkFileSet } from '../../../src/cli/file-set.ts'
import { AUDIT } from '../../../src/cli/audit/results.ts'
import { readHistoryFile } from '../../../src/cli/history-file.ts'
import { lab } from '../../../src/cli/lab.ts'
import { checkOutput } from '../../../src/cli/output.ts'
import { readRequest } from '../../../src/cli/request.ts'
import { readManifest } from '../../../src/cli/study/manifest.ts'
import { openStore } from '../../../src/cli/study/store.ts'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import { decodeCorpus, InvalidCorpus } from '../../../src/lockstep/corpus/entry.ts'
import { readCaseFile } from '../../../src/lockstep/export/case-file.ts'
import { importItf, InvalidTrace } from '../../../src/lockstep/export/itf/read.ts'
import { WrongInput } from '../../../src/cli/wrong-input.ts'
import { run } from '../harness.ts'

export interface Reader {
  readonly name: string
  /** Files that are mutated, below the directory of {@link prepare}. */
  readonly files: readonly string[]
  /** Whether nothing that is read is an error, but is shown as damaged. @default false */
  readonly lenient?: boolean
  /** Mutations of each. */
  readonly times: number
  /** Reads the files in `cwd`, and returns the pages that it wrote. */
  readonly read: (cwd: string) => void | readonly string[] | Promise<void | readonly string[]>
}

/** Writes the valid examples of all readers into `place`. */
export async function prepare(place: string): Promise<void> {
  const examples = join(projectRoot, 'docs/examples')
  for (const name of readdirSync(examples))
    if (/\.(csv|yaml)$/.test(name)) copyFileSync(join(examples, name), join(place, name))
  writeFileSync(join(place, 'btc.csv'), 'date,usd\n2023-07-12,30400\n2023-07-13,31000.5\n2023-07-14,30000\n')
  writeFileSync(join(place, 'amt.csv'), 'date,amt_btc\n2023-07-11,0.0000108\n2023-07-14,0.0000109\n')
  writeFileSync(join(place, 'audit.yaml'), AUDIT_CONFIG)
  writeFileSync(join(place, 'accepted.yaml'), ACCEPTED)
  writeFileSync(join(place, 'progress.json'), '{"format":1,"fingerprint":"x","batches":1}')
  writeFileSync(join(place, 'case.json'), CASE)
  writeFileSync(join(place, 'trace.json'), ITF)
  const corpus = readFileSync(join(projectRoot, 'corpus/lockstep.jsonl'), 'utf8').split('\n').slice(0, 6)
  writeFileSync(join(place, 'corpus.jsonl'), `${corpus.join('\n')}\n`)
  writeFileSync(join(place, 'solc.json'), SOLC)
  mkdirSync(join(place, 'hardhat'))
  writeFileSync(join(place, 'hardhat/Token.json'), HARDHAT)
  const cli = async (command: Parameters<typeof run>[0], ...argv: readonly string[]): Promise<void> => {
    const { code, err } = await run(command, argv, { cwd: place })
    if (code !== 0) throw new Error(err)
  }
  const labModule = new URL('../../../src/cli/lab.ts', import.meta.url).href
  await cli(simulate(lab), 'baseline', '--days', '2', '--paths', '3', '--out', 'run')
  const asked = ['bank-run', '--days', '2', '--runs', '2', '--sweep', 'vaultShare=20,40']
  await cli(study(lab, labModule), ...asked, '--out', 'study')
  await cli(study(lab, labModule), ...asked, '--out', 'divided', '--executor', 'none')
  cpSync(join(place, 'run'), join(place, 'base'), { recursive: true })
  mkdirSync(join(place, 'results/one'), { recursive: true })
  for (const name of ['card.json', 'manifest.json', 'report.html'])
    copyFileSync(join(place, 'run', name), join(place, 'results/one', name))
  mkdirSync(join(place, 'audited'))
  writeFileSync(
    join(place, 'audited/audit.json'),
    '{"schema":2,"files":["report.html","findings/01/case.json"]}',
  )
}

/** Runs a command; its wrong input is thrown, and on it nothing may be written. */
async function asked(
  command: Parameters<typeof run>[0],
  argv: readonly string[],
  cwd: string,
  page: string,
): Promise<readonly string[]> {
  const { code, err } = await run(command, argv, { cwd })
  const file = join(cwd, page)
  if (code === 2) {
    if (existsSync(file)) throw new Error(`half-written: ${page}`)
    throw new WrongInput(err)
  }
  if (code !== 0) throw new Error(`exit code ${code}: ${err}`)
  return [readFileSync(file, 'utf8')]
}

const textOf = (cwd: string, name: string): string => readFileSync(join(cwd, name), 'utf8')

/** An error of a reader of the library is the wrong input of whoever calls it. */
function ofLibrary<T>(classes: readonly (new (...args: never[]) => Error)[], act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (classes.some((Class) => error instanceof Class)) throw new WrongInput((error as Error).message)
    throw error
  }
}

const withFile =
  (name: string, parameter: string, ...more: readonly string[]) =>
  (cwd: string) =>
    void readRequest(
      ['baseline', '--days', '2', '--set', `${parameter}=${name}`, ...more],
      lab.scenarios,
      cwd,
    )

export const READERS: readonly Reader[] = [
  ...['cheap-power.yaml', 'thin-pool.yaml', 'steep-reset.yaml'].map((file) => ({
    name: `scenario file ${file}`,
    files: [file],
    times: 250,
    read: (cwd: string) => void readRequest([file], lab.scenarios, cwd),
  })),
  {
    name: 'daily prices',
    files: ['btc.csv'],
    times: 1000,
    read: withFile('btc.csv', 'btcPrices', '--set', 'btcModel=bootstrap'),
  },
  {
    name: 'daily history',
    files: ['history.csv'],
    times: 300,
    read: (cwd) => void readHistoryFile('history.csv', cwd),
  },
  {
    name: 'chain snapshot with holders and labels',
    files: ['opening.csv', 'opening-holders.csv', 'opening-labels.csv'],
    times: 400,
    read: withFile('opening.csv', 'opening'),
  },
  { name: 'AMT prices', files: ['amt.csv'], times: 600, read: (cwd) => void readAmtPrices('amt.csv', cwd) },
  {
    name: 'configuration of an audit',
    files: ['audit.yaml'],
    times: 800,
    read: (cwd) => void asInput(() => readConfig(textOf(cwd, 'audit.yaml'), 'audit.yaml')),
  },
  {
    name: 'accept list',
    files: ['accepted.yaml'],
    times: 700,
    read: (cwd) => void asInput(() => readAccepted(textOf(cwd, 'accepted.yaml'), 'accepted.yaml')),
  },
  {
    name: 'progress of an audit',
    files: ['progress.json'],
    times: 500,
    read: (cwd) => void asInput(() => readProgress(textOf(cwd, 'progress.json'), 'x')),
  },
  {
    name: 'case file',
    files: ['case.json'],
    times: 800,
    read: (cwd) => void asInput(() => readCaseFile(textOf(cwd, 'case.json'), 'case.json')),
  },
  {
    name: 'ITF trace',
    files: ['trace.json'],
    times: 500,
    read: (cwd) => void ofLibrary([InvalidTrace], () => importItf(textOf(cwd, 'trace.json'))),
  },
  {
    name: 'corpus',
    files: ['corpus.jsonl'],
    times: 500,
    read: (cwd) => void ofLibrary([InvalidCorpus], () => decodeCorpus(textOf(cwd, 'corpus.jsonl'))),
  },
  {
    name: 'contracts of an audit',
    files: ['solc.json', 'hardhat/Token.json'],
    times: 400,
    read: (cwd) => {
      let wrong: unknown
      for (const name of ['solc.json', 'hardhat'])
        try {
          asInput(() => readSubject(join(cwd, name)))
        } catch (error) {
          if (!(error instanceof WrongInput)) throw error
          wrong = error
        }
      if (wrong !== undefined) throw wrong
    },
  },
  {
    name: 'manifest of a divided study',
    files: ['divided/manifest.json'],
    times: 500,
    read: (cwd) => void readManifest(join(cwd, 'divided/manifest.json')),
  },
  {
    name: 'identity of a study',
    files: ['study/study.json'],
    times: 300,
    read: (cwd) => {
      const spec = {
        scenario: 'x',
        days: 1,
        seed: '1',
        runs: 1,
        design: 'grid',
        sweeps: [],
        set: {},
        points: [{}],
      } as const
      openStore(join(cwd, 'study'), { spec, version: '0', code: '0' }).close()
    },
  },
  {
    name: 'earlier results in a directory',
    files: ['run/manifest.json'],
    times: 200,
    read: (cwd) => checkOutput(join(cwd, 'run')),
  },
  {
    name: 'earlier results of an audit',
    files: ['audited/audit.json'],
    times: 200,
    read: (cwd) => checkFileSet(AUDIT, join(cwd, 'audited'), ['report.html']),
  },
  {
    name: 'cards and manifests of results',
    files: ['results/one/card.json', 'results/one/manifest.json'],
    lenient: true,
    times: 500,
    read: (cwd) => asked(gallery, ['results'], cwd, 'results/index.html'),
  },
  {
    name: 'saved run, compared',
    files: [
      'run/manifest.json',
      'run/result.json',
      'run/fan-paths.csv',
      'run/fan-pool-price.csv',
      'run/daily.csv',
    ],
    times: 60,
    read: (cwd) => asked(compare, ['base', 'run', '--out', 'page'], cwd, 'page/compare.html'),
  },
  {
    name: 'saved study, compared',
    files: ['study/result.json', 'study/days.csv', 'study/shards/p0-0000000-0000000.parquet'],
    times: 100,
    read: (cwd) => asked(compare, ['study', '--out', 'page'], cwd, 'page/compare.html'),
  },
  {
    name: 'saved run, on a day',
    files: ['run/manifest.json', 'run/actions.jsonl', 'run/daily.csv'],
    times: 120,
    read: (cwd) => asked(dashboard, ['run', '--out', 'page'], cwd, 'page/report.html'),
  },
]

const AUDIT_CONFIG = `reverts: class
events: net
returns: exact
revertCodes: { 'Master: only payer': NotPayer }
eventAdaptors:
  - { on: master, event: RentPaid, as: rentPaid, args: [0, { arg: 1, times: '10000000000' }] }
ignoredViews: { amt.name: the token has another name on purpose }
roles: { amt: Token }
`

const ACCEPTED = `- signature: 'master.charge: amount'
  reason: rounds up on purpose
- signature: 'amt.burn: revert'
  reason: another text
`

const CASE = `{"schema":1,"about":"a case","deployment":{"people":["ana","bruno"],"tokenOrder":["amt","liqAmt","btcb","usdt"],"timestamp":"1689120000"},"actions":[
{"by":"owner","call":"master.mintMaster","args":{"account":"ana","amount":"1000"}},
{"wait":"86400"},
{"by":"ana","call":"amt.transfer","args":{"to":"bruno","amount":"1"}}
]}
`

const ITF = `{"#meta":{"format":"ITF","about":"a case"},"vars":["action"],"states":[{"#meta":{"index":0},"action":{"tag":"wait","value":{"#bigint":"1"}}}]}`

const ABI = `[{"type":"function","name":"charge","inputs":[{"name":"id","type":"uint256"}],"outputs":[{"name":"","type":"uint256"}],"stateMutability":"nonpayable"},{"type":"event","name":"charged","inputs":[{"name":"id","type":"uint256","indexed":false}],"anonymous":false}]`

const SOLC = `{"contracts":{"a.sol":{"Master":{"abi":${ABI},"evm":{"bytecode":{"object":"6001600155","linkReferences":{}}}}}}}`

const HARDHAT = `{"_format":"hh-sol-artifact-1","contractName":"Token","sourceName":"a.sol","abi":${ABI},"bytecode":"0x6001600155","linkReferences":{},"deployedLinkReferences":{}}`
