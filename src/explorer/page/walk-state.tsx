/** One action with the state before and after it, as tables. */
import { useState } from 'preact/hooks'
import type { Texts } from '../texts.ts'
import type { WrittenChange, WrittenSection } from '../walk/told.ts'
import type { ShownAction } from '../walk/walk.ts'

export function StateAround({ texts, action }: { texts: Texts; action: ShownAction }) {
  const [isExact, setExact] = useState(false)
  const { sentence, revert, time, sections } = action
  return (
    <div class="around">
      <h3>{sentence}</h3>
      <p class="note">{time} UTC</p>
      {revert !== undefined && (
        <p class="revert">
          <span class="word">{texts.reverted}</span> <code>{revert}</code>. {texts.unchanged}
        </p>
      )}
      <label class="only">
        <input
          type="checkbox"
          checked={isExact}
          onChange={({ currentTarget }) => setExact(currentTarget.checked)}
        />{' '}
        {texts.exactAmounts}
      </label>
      <div class="scroll" tabIndex={0} role="region" aria-label={texts.stateAround}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.what}</th>
              {[texts.before, texts.after, texts.difference].map((title) => (
                <th scope="col" class="number">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          {sections.map((section) => (
            <Rows section={section} isExact={isExact} />
          ))}
        </table>
      </div>
    </div>
  )
}

function Rows({ section, isExact }: { section: WrittenSection; isExact: boolean }) {
  const { title, isName, changes } = section
  return (
    <tbody>
      <tr class="group-head">
        <th colSpan={4} scope="rowgroup" translate={!isName}>
          {title}
        </th>
      </tr>
      {changes.map((change) => (
        <Row change={change} isExact={isExact} />
      ))}
    </tbody>
  )
}

function Row({ change, isExact }: { change: WrittenChange; isExact: boolean }) {
  const { title, isCode, unit, before, after, difference, isChanged } = change
  const form = isExact ? 'exact' : 'short'
  return (
    <tr class={isChanged ? 'changed' : undefined}>
      <th scope="row">
        {isCode ? <code>{title}</code> : title}
        {unit !== '' && !title.startsWith(unit) && <span class="unit"> {unit}</span>}
      </th>
      <td class="number">{before[form]}</td>
      <td class="number">{after[form]}</td>
      <td class="number">{difference?.[form] ?? ''}</td>
    </tr>
  )
}
