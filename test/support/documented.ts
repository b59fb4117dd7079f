/**
 * Commands in the code blocks of a page, and the output that the page shows of each.
 */
const BLOCK = /^( *)```(\w*)[^\n]*\n([\s\S]*?)^ *```$/gm
const COMMAND = /^(?:npm|npx|node|cat|git|cd|deno|jupyter|docker|[A-Z_]+=\S+) /

/** Stands for omitted lines. */
const OMITTED = '…'

interface Block {
  readonly language: string
  readonly lines: readonly string[]
}

const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(BLOCK)].map(([, , language, code]) => ({
    language: language!,
    lines: code!
      .replaceAll(/\\\n\s*/g, ' ')
      .trimEnd()
      .split('\n'),
  }))

const isShell = ({ language }: Block): boolean => ['', 'sh', 'bash'].includes(language)

/** A command without its comment; undefined for another line. */
const commandOf = (line: string): string | undefined =>
  COMMAND.test(line.trim()) ? line.trim().replace(/\s+#.*$/, '') : undefined

/** All commands, each once, in the order of the page. */
export function commandsIn(page: string): readonly string[] {
  const lines = blocksOf(page)
    .filter(isShell)
    .flatMap(({ lines: own }) => own)
  return [...new Set(lines.flatMap((line) => commandOf(line) ?? []))]
}

/** The lines that the page shows of a command's output: of the block after the one that ends with it. */
export function shownOf(page: string, command: string): readonly string[] {
  const blocks = blocksOf(page)
  const at = blocks.findIndex((block) => isShell(block) && commandOf(block.lines.at(-1)!) === command)
  const next = blocks[at + 1]
  if (at < 0 || next === undefined || next.language !== '' || next.lines.some((line) => commandOf(line)))
    return []
  return next.lines.filter((line) => line.trim() !== '' && line.trim() !== OMITTED)
}
