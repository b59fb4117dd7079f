/** Types of `data.js`. */

/** The text of an element that holds it as gzip in base64. */
export function unpacked(id: string): Promise<string>
