/**
 * Command `claims`: finds a verdict for each claim of the whitepaper, and confirms counterexamples on the
 * compiled contracts.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Claim } from '../../claims/claim.ts'
import { CLAIMS, STATEMENTS } from '../../claims/claims.ts'
import { findInconsistencies } from '../../claims/inconsistencies.ts'
import { isConfirmed, ledger, type Entry } from '../../claims/ledger.ts'
import { page } from '../../claims/page.ts'
import { hasSolver, INSTALL } from '../../claims/proof/solver.ts'
import { ledgerData, summary, terminalText } from '../../claims/text.ts'
import { CARD, cardText, commitIn } from '../../report/gallery/card.ts'
import type { Build } from '../../evm/build.ts'
import { projectRoot } from '../../evm/compile/root.ts'
import { compare } from '../claims/compare.ts'
import { EXPORT, writeExport } from '../claims/export.ts'
import { regions } from '../claims/regions.ts'
import { claimsPage } from '../claims/page.ts'
import { checkFileSet, writeFileSet, type FileSet } from '../file-set.ts'
import { updateGallery } from '../gallery/update.ts'
import { optionLines } from '../help.ts'
import { EXIT, shownPath, type Command } from '../io.ts'
import { LANG, readLanguage } from '../language.ts'
import { readWhole, SEEDS } from '../number.ts'
import { readOptions, type Options } from '../options.ts'
import { progress } from '../progress.ts'
import { readOut } from '../request.ts'
import { versions } from '../versions.ts'
import { WrongInput } from '../wrong-input.ts'

export const OPTIONS = {
  only: { value: 'N,…', means: 'Only these claims, by number. Default: all.' },
  seed: { value: 'N', means: 'Seed of all random numbers, from 0 to 2^64 - 1. Default 1.' },
  out: {
    value: 'DIR',
    means: 'Write claims.html, claims.md and claims.json into this directory. Default: write nothing.',
  },
  solve: { means: 'Ask the SMT solver z3-solver about all proofs again. Default: its kept answers.' },
  export: {
    value: 'DIR',
    means:
      'Write each counterexample into this directory as a test, for vitest and for Foundry. Default: none.',
  },
  'compare-hardened': {
    means:
      'Instead of the verdicts: run every scenario on the original contracts’ model and on each repair of ' +
      'contracts/hardened, on the same paths. With --out, hardened.md and hardened.json.',
  },
  regions: {
    means:
      'Instead of the verdicts: where claims about the outside world hold, over two parameters each. Points ' +
      'are kept, so that a stopped run goes on. With --out, regions.md, its charts and regions.json.',
  },
  paths: {
    value: 'N',
    means:
      'Paths of each scenario with --compare-hardened (from 2, default 3), or at each point with --regions ' +
      '(default 8).',
  },
  json: { means: 'Print one JSON object on one line instead of the table.' },
  lang: { ...LANG, means: 'Language that claims.html shows first, en or es. Default en.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

const PAGE = 'claims.html'
const TEXT = 'claims.md'

/** Results of a ledger. */
const LEDGER: FileSet = {
  manifest: 'claims.json',
  listed: ({ claims }) => (Array.isArray(claims) ? [PAGE, TEXT, CARD] : undefined),
}

/**
 * The command.
 *
 * @param build the contracts that confirm counterexamples; the project's own by default.
 * @throws {WrongInput} when the arguments are invalid; nothing is written then.
 */
export function claims(build?: Build): Command {
  return async (argv, io) => {
    const { flags, values, positionals } = readOptions(argv, OPTIONS)
    if (flags.has('help')) {
      io.out(help())
      return EXIT.holds
    }
    if (positionals.length > 0)
      throw new WrongInput({
        expected: 'options only',
        got: `"${positionals[0]}"`,
        advice: 'Select claims with --only, such as --only 5,10.',
      })
    const language = readLanguage(values.get('lang')?.[0] ?? 'en')
    const seed = readWhole('--seed', values.get('seed')?.[0] ?? '1', SEEDS)
    const only = values.get('only')?.[0]
    const chosen = only === undefined ? CLAIMS : claimsNumbered(only)
    const outText = values.get('out')?.[0]
    const out = outText === undefined ? undefined : readOut(outText, io.cwd)
    const instead = [...flags].filter((flag) => ['compare-hardened', 'regions', 'solve'].includes(flag))
    if (instead.length > 1)
      throw new WrongInput({
        expected: 'one of --compare-hardened, --regions and --solve',
        got: instead.map((flag) => `--${flag}`).join(' and '),
        advice: 'Run them one after another.',
      })
    if (flags.has('compare-hardened')) return compare(values, { seed, out, json: flags.has('json') }, io)
    if (flags.has('regions')) return regions(values, { seed, out, json: flags.has('json') }, io)
    if (values.has('paths'))
      throw new WrongInput({
        expected: '--paths with --compare-hardened or --regions only',
        got: `--paths ${values.get('paths')![0]}`,
        advice: 'Add one of them, or remove --paths.',
      })
    const exportText = values.get('export')?.[0]
    const exported = exportText === undefined ? undefined : readOut(exportText, io.cwd)
    if (exported !== undefined) checkFileSet(EXPORT, exported, [])
    if (out !== undefined && out === exported)
      throw new WrongInput({
        expected: 'two directories for --out and --export',
        got: `"${outText}" for both`,
        advice: `Use --export ${join(outText!, 'counterexamples')}.`,
      })

    if (out !== undefined) checkFileSet(LEDGER, out, [PAGE, TEXT])

    const solves = flags.has('solve')
    if (solves && !(await hasSolver()))
      throw new WrongInput({
        expected: 'the package z3-solver for --solve',
        got: 'none',
        advice: `Install it: ${INSTALL}. Without --solve, its kept answers are used.`,
      })

    const line = progress(io, 'claims', 'claims')
    const entries = await ledger(chosen, {
      seed,
      solves,
      onClaim: (done, of) => line.at(done, of),
      ...(build === undefined ? {} : { build }),
    })
    line.end()
    const inconsistencies = only === undefined ? findInconsistencies(seed) : []
    const data = ledgerData(entries, seed, inconsistencies)
    if (out !== undefined) {
      const kept = `${only === undefined ? '' : ` --only ${only}`}`
      const command = `npm run claims -- --seed ${seed}${kept} --out DIR`
      const files = new Map([
        [PAGE, claimsPage(entries, command, inconsistencies, linkTo, language)],
        [TEXT, page(entries, command, inconsistencies, linkTo)],
        [CARD, cardOf(entries, seed)],
        [LEDGER.manifest, `${JSON.stringify(data, undefined, 2)}\n`],
      ])
      writeFileSet(LEDGER, out, files)
      updateGallery(out, io)
    }
    const count = exported === undefined ? 0 : writeExport(entries, exported, seed, only, build)
    io.out(flags.has('json') ? `${JSON.stringify(data)}\n` : terminalText(entries, inconsistencies))
    if (out !== undefined && !flags.has('json')) io.out(`\nPage        ${shownPath(join(out, PAGE), io)}\n`)
    if (exported !== undefined && !flags.has('json'))
      io.out(`\nTests       ${count} for vitest and for Foundry in ${shownPath(exported, io)}\n`)
    return isConfirmed(entries) ? EXIT.holds : EXIT.broken
  }
}

/** Absolute, so that pages can be moved; undefined where the file is not, such as `docs` in a package. */
function linkTo(path: string): string | undefined {
  const file = join(projectRoot, path)
  return existsSync(file) ? pathToFileURL(file).href : undefined
}

/** What the gallery shows of the ledger. */
function cardOf(entries: readonly Entry[], seed: bigint): string {
  const confirmed = isConfirmed(entries)
  const counts = new Map<string, number>()
  for (const { readings } of entries)
    for (const { verdict } of readings) counts.set(verdict.is, (counts.get(verdict.is) ?? 0) + 1)
  return cardText({
    kind: 'claims',
    name: 'whitepaper',
    question: 'Which of the whitepaper’s claims hold?',
    answer: summary(entries),
    page: PAGE,
    seal: confirmed
      ? { state: 'verified', words: 'Counterexamples confirmed on the contracts' }
      : { state: 'broken', words: 'The contracts contradict a counterexample' },
    seed: String(seed),
    ...commitIn(versions()),
    picture: { kind: 'bars', groups: [...counts.values()].map((number) => [number]) },
  })
}

/** The claims with these numbers, in the order of the whitepaper's list. */
function claimsNumbered(text: string): readonly Claim[] {
  const numbers = CLAIMS.map(({ number }) => String(number))
  const wanted = text.split(',').map((each) => each.trim())
  for (const number of wanted)
    if (!numbers.includes(number))
      throw new WrongInput({
        expected: `numbers of claims from 1 to ${STATEMENTS}, separated by commas`,
        got: `"${number}" in --only ${text}`,
        advice: 'Example: --only 5,10.',
      })
  return CLAIMS.filter(({ number }) => wanted.includes(String(number)))
}

function help(): string {
  return `Finds a verdict for each claim of the whitepaper, replays counterexamples on the compiled contracts, and lists
where the whitepaper contradicts itself.

Usage
  npm run claims [-- options]

Options
${optionLines(OPTIONS)}

Exit codes
  0  done, whatever the verdicts; the contracts confirm every counterexample
  1  done; the contracts contradict a counterexample of the model
  2  nothing written: invalid input, or a directory that is not writable
  3  internal error

Examples
  npm run claims
  npm run claims -- --only 5,10
  npm run claims -- --seed 7 --out out/claims
  npm run claims -- --only 5 --export out/counterexamples
  npm run claims -- --compare-hardened
`
}
