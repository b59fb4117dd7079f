/**
 * Edit: one textual replacement in a source, which must match exactly once.
 *
 * What an edit no longer matches has changed under it, and what it matches twice was not looked at closely enough: both
 * are refused, so that a plan of edits cannot silently turn into something else.
 */
export interface Edit {
  /** What the edit is for, in a few words; it appears in error messages. */
  readonly purpose: string
  /** Name of the source unit to edit. */
  readonly source: string
  readonly find: string
  readonly replace: string
}

/**
 * `sources` with all `edits` made, in order.
 *
 * @throws {EditMismatch} an edit matches nowhere or more than once, or changes nothing, or its source is not there.
 */
export function applyEdits(
  sources: Readonly<Record<string, string>>,
  edits: readonly Edit[],
): Record<string, string> {
  const edited = { ...sources }
  for (const edit of edits) {
    const text = edited[edit.source]
    if (text === undefined) throw new EditMismatch(edit, 'the source is not there')
    const parts = edit.find === '' ? [] : text.split(edit.find)
    if (parts.length !== 2) throw new EditMismatch(edit, `it matches ${Math.max(parts.length - 1, 0)} times`)
    if (edit.find === edit.replace) throw new EditMismatch(edit, 'it changes nothing')
    edited[edit.source] = parts.join(edit.replace)
  }
  return edited
}

/** An edit does not match exactly once. */
export class EditMismatch extends Error {
  override readonly name = 'EditMismatch'
  readonly edit: Edit
  constructor(edit: Edit, reason: string) {
    super(
      `the edit "${edit.purpose}" must match exactly once in ${edit.source}, but ${reason}; it looks for:\n${edit.find}`,
    )
    this.edit = edit
  }
}
