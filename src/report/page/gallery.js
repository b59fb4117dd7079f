/** Browser script of the gallery: filters and sorts the results. */
{
  const field = (id) => document.getElementById(id)
  const list = document.querySelector('.gallery')
  const results = [...document.querySelectorAll('.result')]
  const all = field('shown')?.textContent
  const fields = ['search', 'kind', 'seal', 'sort'].map(field)

  const matches = (result, words) => {
    const { kind, seal } = result.dataset
    const text = `${result.textContent} ${[...result.querySelectorAll('[title]')].map((each) => each.title)}`
    return (
      (field('kind').value === '' || kind === field('kind').value) &&
      (field('seal').value === '' || seal === field('seal').value) &&
      words.every((word) => text.toLowerCase().includes(word))
    )
  }

  const show = () => {
    const words = field('search').value.toLowerCase().split(/\s+/).filter(Boolean)
    const by = field('sort').value
    const key = ({ dataset }) => `${dataset[by]}\n${dataset.directory}`
    list.append(...results.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)))
    for (const result of results) result.hidden = !matches(result, words)
    const shown = results.filter((result) => !result.hidden).length
    const some = field('shown').dataset.label.replace('…', shown).replace('…', results.length)
    field('shown').textContent = shown === results.length ? all : some
  }

  if (list !== null) {
    for (const each of fields) each.addEventListener('input', show)
    document.querySelector('.controls').addEventListener('submit', (event) => event.preventDefault())
    // The browser may have kept what was typed before a reload.
    show()
  }
}
