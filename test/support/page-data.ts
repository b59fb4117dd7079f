/**
 * The data that a page carries for its script.
 */
import { gunzipSync } from 'node:zlib'

/** @throws {Error} when the page carries none. */
export function pageData<Data>(html: string): Data {
  const packed = /<script type="text\/plain" id="data">([^<]*)<\/script>/.exec(html)?.[1]
  if (packed === undefined) throw new Error('expected a page with data')
  return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')) as Data
}
