/**
 * Edit: one textual replacement in a source, which must match exactly once.
 *
 * No match means that the source has changed; several matches mean that the edit is ambiguous. Both throw, so
 * that the result of a list of edits cannot change unnoticed.
 */
export interface Edit {
  /** Short description, shown in error messages. */
  readonly purpose: string
  /** Name of the source unit to edit. */
  readonly source: string
  readonly find: string
  readonly replace: string
}

/**
 * Applies `edits` to `sources`, in order.
 *
 * @throws {EditMismatch} when an edit matches never or more than once, changes nothing, or its source is
 * missing.
 */
export function applyEdits(
  sources: Readonly<Record<string, string>>,
  edits: readonly Edit[],
): Record<string, string> {
  const edited = { ...sources }
  for (const edit of edits) {
    const text = edited[edit.source]
    if (text === undefined) throw new EditMismatch(edit, 'the source is missing')
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
      `the edit "${edit.purpose}" must match exactly once in ${edit.source}, but ${reason}; ` +
        `it looks for:\n${edit.find}`,
    )
    this.edit = edit
  }
}
