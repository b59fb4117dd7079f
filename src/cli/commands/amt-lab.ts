/**
 * Program `amt-lab`: selects a command by its first argument and passes the remaining arguments on.
 */
import { EXIT, type Command } from '../io.ts'
import { didYouMean } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'

/** A command of the program, with one line for the list. */
export interface Subcommand {
  readonly summary: string
  readonly command: Command
}

/**
 * One command out of several.
 *
 * @throws {WrongInput} when the first argument names none of them.
 */
export function amtLab(subcommands: Readonly<Record<string, Subcommand>>, version: string): Command {
  return async ([name, ...argv], io) => {
    if (name === '--help' || name === '-h' || name === 'help') {
      io.out(help(subcommands))
      return EXIT.holds
    }
    if (name === '--version') {
      io.out(`${version}\n`)
      return EXIT.holds
    }
    const names = Object.keys(subcommands)
    const chosen = name !== undefined && Object.hasOwn(subcommands, name) ? subcommands[name] : undefined
    if (chosen === undefined)
      throw new WrongInput({
        expected: `a command: ${names.join(', ')}`,
        got: name === undefined ? 'nothing' : `"${name}"`,
        advice: `${didYouMean(name ?? '', names)}See amt-lab --help.`,
      })
    return chosen.command(argv, io)
  }
}

function help(subcommands: Readonly<Record<string, Subcommand>>): string {
  const width = Math.max(...Object.keys(subcommands).map((name) => name.length))
  const lines = Object.entries(subcommands).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}\n`,
  )
  return `The economy of the Auto Mining Token: scenarios on a model that equals the compiled contracts.

Usage
  amt-lab COMMAND [options]

Commands
${lines.join('')}
  amt-lab COMMAND --help shows the options of a command. Write "amt-lab COMMAND" for "npm run COMMAND --".

Options
  -h, --help  Show this help and exit.
  --version   Show the version and exit.

Exit codes
  0  completed; every check holds
  1  completed; an invariant is broken, or model and EVM differ
  2  invalid input
  3  internal error
  4  stdout or stderr could not be written
  130, 143  ended by SIGINT (Ctrl-C) or SIGTERM
`
}
