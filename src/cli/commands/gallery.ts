/**
 * Command `gallery`: one page with all results below a directory.
 */
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { aligned } from '../columns.ts'
import { RESULTS, writeGallery } from '../gallery/update.ts'
import { optionLines } from '../help.ts'
import { EXIT, shownPath, type Command } from '../io.ts'
import { readLanguage } from '../language.ts'
import { readOptions, type Options } from '../options.ts'
import { WrongInput } from '../wrong-input.ts'

export const OPTIONS = {
  lang: {
    value: 'LANG',
    means: 'Language of the page, en or es. Default: that of the page that is there, else en.',
  },
  json: { means: 'Print one JSON object on one line instead of the table.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

/** @throws {WrongInput} when the arguments are invalid, or the page cannot be written. */
export const gallery: Command = async (argv, io) => {
  const { values, flags, positionals } = readOptions(argv, OPTIONS)
  if (flags.has('help')) {
    io.out(help())
    return EXIT.holds
  }
  const [given = RESULTS, ...more] = positionals
  if (more.length > 0)
    throw new WrongInput({
      expected: 'at most one directory',
      got: positionals.map((each) => `"${each}"`).join(', '),
      advice: 'Run the command once for each.',
    })
  const asked = values.get('lang')?.[0]
  const language = asked === undefined ? undefined : readLanguage(asked)
  const root = resolve(io.cwd, given)
  if (!existsSync(root) || !statSync(root).isDirectory())
    throw new WrongInput({
      expected: 'a directory of results',
      got: `"${given}", which is ${existsSync(root) ? 'a file' : 'not there'}`,
      advice: 'Commands write their results below out, such as npm run simulate.',
    })
  const { results, others, page } = writeGallery(root, language)
  if (flags.has('json')) {
    const told = results.map(({ directory, card: { picture: _picture, ...card }, remark }) => ({
      directory,
      ...card,
      ...(remark === undefined ? {} : { remark }),
    }))
    io.out(`${JSON.stringify({ page: shownPath(page, io), results: told, others })}\n`)
    return EXIT.holds
  }
  const lines = [
    ...aligned(
      results.map(({ directory, card, remark }) => [
        directory,
        card.kind,
        card.name,
        remark ?? card.seal.words,
      ]),
    ),
    ...others.map(({ directory, why }) => `  ${directory}: ${why}`),
  ]
  const counted = `${results.length} ${results.length === 1 ? 'result' : 'results'}`
  io.out(
    `${[counted, ...lines.map((line) => line.trimEnd())].join('\n')}\n\nGallery     ${shownPath(page, io)}\n`,
  )
  return EXIT.holds
}

function help(): string {
  return `Writes index.html: all results below a directory, with thumbnail, question, answer and seal.

Usage
  npm run gallery [-- DIR] [options]
  Without a directory: ${RESULTS}. Commands that write below ${RESULTS} keep its page current.

Options
${optionLines(OPTIONS)}

Exit codes
  0  page written; damaged and other directories are listed
  2  nothing written: invalid input, or a page of other origin
  3  nothing written: internal error
`
}
