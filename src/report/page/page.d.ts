/** Types of `page.js`, for pages that show one report after another. */

export interface Shown {
  /** Resolves when all charts are drawn, or have failed and say so. */
  readonly drawn: Promise<void>
  /** Ends what is shown; its element may go then. */
  end(): void
}

/** See `page.js`. `data` are those of `contentOf`. */
export function show(data: object, element: HTMLElement | Document, library: () => Promise<unknown>): Shown
