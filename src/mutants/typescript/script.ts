/**
 * Script: modules, some with other texts than their files, as one script of CommonJS.
 *
 * Packages stay outside of it, and nothing is written to disk.
 */
import { build, type BuildOptions } from 'esbuild'

/** @param textOf the text of the module at an absolute path; undefined for that of its file. */
export async function scriptOf(
  entry: Pick<BuildOptions, 'entryPoints' | 'stdin'>,
  textOf: (path: string) => string | undefined,
): Promise<string> {
  const { outputFiles } = await build({
    ...entry,
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'es2023',
    packages: 'external',
    logLevel: 'silent',
    plugins: [
      {
        name: 'texts',
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const contents = textOf(path)
            return contents === undefined ? undefined : { contents, loader: 'ts' }
          })
        },
      },
    ],
  })
  return outputFiles![0]!.text
}
