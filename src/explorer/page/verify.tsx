/** Verify: a run replayed on the compiled contracts in the browser, and the seal that tells the result. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Content } from '../../report/content.ts'
import type { Language } from '../../report/language/language.ts'
import type { Verification } from '../../report/manifest.ts'
import { unpacked } from '../../report/page/data.js'
import type { Experiment } from '../experiment.ts'
import type { Texts } from '../texts.ts'
import { Cancelled } from './channel.ts'
import type { Runner } from './runner.ts'
import { startVerification, type Verifying } from './verification.ts'

export interface VerifyProps {
  readonly runner: Runner
  readonly experiment: Experiment
  /** The report that is shown. */
  readonly report: Content
  /** Whether it is that of the experiment, and not of one before. */
  readonly isCurrent: boolean
  readonly texts: Texts
  readonly language: Language
}

type Stage =
  | { readonly name: 'idle' }
  | { readonly name: 'running'; readonly done: number; readonly of: number }
  | { readonly name: 'done'; readonly verification: Verification }
  | { readonly name: 'failed'; readonly message: string }

/** Whether the file has the compiled contracts. */
const hasContracts = (): boolean => document.getElementById('contracts') !== null

export function Verify({ runner, experiment, report, isCurrent, texts, language }: VerifyProps) {
  const [stage, setStage] = useState<Stage>({ name: 'idle' })
  const [seal, setSeal] = useState<string>()
  const current = useRef<Verifying | undefined>(undefined)
  const stop = (): void => {
    current.current?.cancel()
    current.current = undefined
    setStage({ name: 'idle' })
  }
  // A verification is that of one run.
  useEffect(() => stop, [JSON.stringify(experiment)])
  useEffect(() => {
    setSeal(undefined)
    if (stage.name !== 'done') return
    const channel = runner.open()
    channel
      .ask('seal', { verification: stage.verification, language })
      .then(setSeal)
      .catch(unlessCancelled)
      .finally(() => channel.end())
    return () => channel.end()
  }, [stage.name, language])
  const start = (): void => {
    setStage({ name: 'running', done: 0, of: 0 })
    const verifying = startVerification(runner.open(), { experiment, report }, (done, of) => {
      if (current.current === verifying) setStage({ name: 'running', done, of })
    })
    current.current = verifying
    verifying.result.then(
      (verification) => {
        if (current.current === verifying) setStage({ name: 'done', verification })
      },
      (error: unknown) => {
        if (current.current === verifying) setStage({ name: 'failed', message: String(error) })
      },
    )
  }
  return (
    <section class="verify" aria-label={texts.verifyHere}>
      {!hasContracts() && <Elsewhere texts={texts} />}
      {hasContracts() && (stage.name === 'idle' || stage.name === 'failed') && (
        <>
          {stage.name === 'failed' && (
            <p class="wrong" role="alert">
              <b>{texts.verifyFailed}</b> {stage.message}
            </p>
          )}
          <p class="seal">
            <b>{texts.notVerified}</b>{' '}
            <button type="button" onClick={start} disabled={!isCurrent}>
              {texts.verifyHere}
            </button>{' '}
            {texts.verifyMeans}
          </p>
        </>
      )}
      {stage.name === 'running' && (
        <p class="seal">
          {texts.verifying} {stage.of > 0 && `${stage.done}/${stage.of}`}{' '}
          <progress
            max={stage.of || 1}
            {...(stage.of > 0 ? { value: stage.done } : {})}
            aria-label={texts.verifying}
          />{' '}
          <button type="button" onClick={stop}>
            {texts.cancel}
          </button>
        </p>
      )}
      <div role="status" dangerouslySetInnerHTML={{ __html: stage.name === 'done' ? (seal ?? '') : '' }} />
      {hasContracts() && <Licence texts={texts} />}
    </section>
  )
}

function Elsewhere({ texts }: { texts: Texts }) {
  return (
    <p class="seal">
      <b>{texts.notVerified}</b> {texts.verifyElsewhere} <code>npm run explore -- --contracts</code>
    </p>
  )
}

/** Notice, licence and source of the compiled PancakeSwap V2. */
function Licence({ texts }: { texts: Texts }) {
  return (
    <details class="licence">
      <summary>{texts.contractsLicence}</summary>
      <p>{texts.contractsNotice}</p>
      <button type="button" onClick={() => void saveSource()}>
        {texts.saveSource}
      </button>
    </details>
  )
}

async function saveSource(): Promise<void> {
  const address = URL.createObjectURL(new Blob([await unpacked('source')], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'pancakeswap-v2-source.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

function unlessCancelled(error: unknown): void {
  if (!(error instanceof Cancelled)) throw error
}
