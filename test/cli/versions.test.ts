/** The commit is named in what is said about results, and is no part of them. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commitOf } from '../../src/cli/versions.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { resultHash } from '../../src/report/hash.ts'
import { versionText } from '../../src/report/manifest.ts'
import { report } from '../../src/report/report.ts'
import { input } from '../report/fixture.ts'
import { directory } from './harness.ts'

/** A repository with one commit of `file.txt`. */
function repository(): { readonly root: string; readonly hash: string } {
  const root = directory()
  const git = (...argv: string[]): string =>
    execFileSync('git', ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@b', ...argv], {
      encoding: 'utf8',
      env: { ...process.env, GIT_COMMITTER_DATE: '2026-03-04T12:00:00Z' },
    })
  git('init', '-q')
  writeFileSync(join(root, 'file.txt'), 'one\n')
  git('add', 'file.txt')
  git('commit', '-q', '-m', 'One')
  return { root, hash: git('rev-parse', 'HEAD').trim() }
}

describe('the commit', () => {
  test('has hash and date, and whether tracked files differ', () => {
    const { root, hash } = repository()
    expect(commitOf(root)).toEqual({ commit: { hash, date: '2026-03-04', changed: false } })
    writeFileSync(join(root, 'untracked.txt'), '')
    expect(commitOf(root)).toMatchObject({ commit: { changed: false } })
    writeFileSync(join(root, 'file.txt'), 'two\n')
    expect(commitOf(root)).toMatchObject({ commit: { changed: true } })
  })

  test('is missing where the directory is not the root of a repository, as an installed package', () => {
    expect(commitOf(directory())).toEqual({})
    expect(commitOf(join(projectRoot, 'src'))).toEqual({})
  })

  const commit = { hash: '0123456789abcdef0123456789abcdef01234567', date: '2026-03-04', changed: true }
  const words = 'AMT Lab 0.1.0, commit 0123456789ab of 2026-03-04, with uncommitted changes'

  test('is in words', () => {
    expect(versionText({ package: '0.1.0', commit })).toBe(words)
    expect(versionText({ package: '0.1.0', commit: { ...commit, changed: false } })).toMatch(/2026-03-04$/)
    expect(versionText({ package: '0.1.0' })).toBe('AMT Lab 0.1.0')
  })

  test('is in report and manifest, and changes neither the result’s hash nor a data file', () => {
    const plain = report(input())
    const named = report(input({ versions: { ...input().versions, commit } }))
    expect(named.get('report.html')).toContain(words)
    expect(JSON.parse(String(named.get('manifest.json')))).toMatchObject({
      resultHash: resultHash(input().result),
      versions: { commit },
    })
    for (const [name, bytes] of plain)
      if (!['report.html', 'card.json', 'manifest.json'].includes(name))
        expect(named.get(name)).toEqual(bytes)
  })
})

test('no committed page or picture names a commit', () => {
  const pages = readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
  const named = pages
    .filter((name) => /\.(md|html|svg|png)$/.test(name))
    .filter((name) =>
      /, commit [0-9a-f]{12} of \d{4}-/.test(readFileSync(join(projectRoot, 'docs', name), 'latin1')),
    )
  expect(named).toEqual([])
})
