/** The actions of a day as sentences, a part of them at a time. */
import { useEffect, useRef } from 'preact/hooks'
import type { Texts } from '../texts.ts'
import type { Here } from '../walk/walk.ts'

interface ActionListProps {
  readonly texts: Texts
  readonly here: Here
  onGo(action: number | undefined): void
}

const idOf = (index: number): string => `walk-action-${index}`

export function ActionList({ texts, here, onGo }: ActionListProps) {
  const { list, shown, to, earlier, later } = here
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Within the list only: the page stays where it is.
    const [box, row] = [place.current, document.getElementById(idOf(shown.index))]
    if (box === null || row === null) return
    const top = row.offsetTop - box.offsetTop
    if (top < box.scrollTop) box.scrollTop = top
    else if (top + row.offsetHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = top + row.offsetHeight - box.clientHeight
  }, [shown.index])
  return (
    <div class="actions">
      {to.earlier !== undefined && (
        <button type="button" onClick={() => onGo(to.earlier)}>
          {texts.earlier} ({earlier})
        </button>
      )}
      <div
        class="list"
        ref={place}
        role="listbox"
        tabIndex={0}
        aria-label={texts.walkDay}
        aria-activedescendant={idOf(shown.index)}
      >
        {list.map(({ index, sentence, revert }) => (
          <div
            key={index}
            id={idOf(index)}
            role="option"
            aria-selected={index === shown.index}
            class={revert === undefined ? undefined : 'reverted'}
            onClick={() => onGo(index)}
          >
            {sentence}
            {revert !== undefined && (
              <>
                {' '}
                <span class="word">{texts.reverted}</span> <span translate={false}>{revert}</span>
              </>
            )}
          </div>
        ))}
      </div>
      {to.later !== undefined && (
        <button type="button" onClick={() => onGo(to.later)}>
          {texts.later} ({later})
        </button>
      )}
    </div>
  )
}
