/** Search over all pages, without a server: the index is a script, since a page from disk cannot fetch files. */
const { options, index } = window.amtLabSearch
const search = window.MiniSearch.loadJS(index, options)
const input = document.querySelector('input[type=search]')
const results = document.querySelector('#results')
const nav = document.querySelector('nav')
const up = document.documentElement.dataset.root

function show() {
  const words = input.value.trim()
  const found =
    words === '' ? [] : search.search(words, { prefix: true, fuzzy: 0.15, boost: { heading: 3, title: 2 } })
  nav.hidden = words !== ''
  results.replaceChildren(
    ...found.slice(0, 20).map(({ page, anchor, heading, title }) => {
      const item = document.createElement('li')
      const link = document.createElement('a')
      link.href = `${up}${page}${anchor === '' ? '' : `#${anchor}`}`
      link.textContent = heading === '' ? title : heading
      const where = document.createElement('small')
      where.textContent = title
      item.append(link, where)
      return item
    }),
  )
  if (words !== '' && found.length === 0) {
    const item = document.createElement('li')
    item.textContent = `Nothing found for “${words}”.`
    results.append(item)
  }
}

input.addEventListener('input', show)
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target === input) return
  event.preventDefault()
  input.focus()
})
show()
