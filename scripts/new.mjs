/**
 * `npm run new -- agent|scenario|invariant NAME`: writes a skeleton and a test that fails until the skeleton is filled in.
 *
 * Then it runs the generators, so that the new module is in its registry. Wrong input ends with exit code 2; no file is
 * overwritten.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesIn } from './generate/sources.mjs'
import { agent, invariant, scenario } from './skeletons.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const USAGE = `Usage
  npm run new -- agent [FOLDER/]NAME    in src/sim/agents; folder ${agentFolders().join(', ')} (default holders)
  npm run new -- scenario NAME          in src/scenarios
  npm run new -- invariant NAME         in src/model/invariants

NAME is in kebab case, such as patient-holder.
`

class WrongInput extends Error {}

/** Words that cannot name a constant. */
const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally ' +
    'for function if implements import in instanceof interface let new null package private protected public return scenarios ' +
    'static super switch this throw true try typeof var void while with yield'
  ).split(' '),
)

try {
  const [kind, name, ...rest] = process.argv.slice(2)
  if (kind === '--help' || kind === '-h') console.log(USAGE)
  else create(kind, name, rest)
} catch (error) {
  if (!(error instanceof WrongInput)) throw error
  console.error(`new: ${error.message}\n\n${USAGE}`)
  process.exitCode = 2
}

function create(kind, name, rest) {
  const planners = { agent: agentFiles, scenario: scenarioFiles, invariant: invariantFiles }
  if (!Object.hasOwn(planners, kind ?? ''))
    throw new WrongInput(`expected agent, scenario or invariant; got ${kind ?? 'nothing'}`)
  if (name === undefined) throw new WrongInput(`expected a name for the ${kind}; got nothing`)
  if (rest.length > 0) throw new WrongInput(`expected one name; got ${[name, ...rest].join(' ')}`)
  const files = Object.entries(planners[kind](name))
  const taken = files.map(([path]) => path).filter((path) => existsSync(join(root, path)))
  if (taken.length > 0) throw new WrongInput(`${taken.join(' and ')} exists; choose another name`)
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text, { flag: 'wx' })
    console.log(`wrote ${path}`)
  }
  execFileSync(process.execPath, [join(root, 'scripts/generate/generate.mjs')], { stdio: 'inherit' })
  const [, [test]] = files
  console.log(`The test fails until you fill both in: npx vitest run ${test}`)
}

function agentFiles(given) {
  const [name, folder = 'holders', ...more] = given.split('/').toReversed()
  if (more.length > 0 || !agentFolders().includes(folder))
    throw new WrongInput(`expected a folder out of ${agentFolders().join(', ')}; got ${given}`)
  checkName(name)
  const elsewhere = filesIn(root, 'src/sim/agents').find((path) => path.endsWith(`/${name}.ts`))
  if (elsewhere !== undefined) throw new WrongInput(`src/sim/agents/${elsewhere} exists; choose another name`)
  checkExports('src/sim/agents', [camelCase(name), pascalCase(name)])
  return {
    [`src/sim/agents/${folder}/${name}.ts`]: agent.source(namesOf(name)),
    [`test/sim/agents/${folder}/${name}.test.ts`]: agent.test(namesOf(name), folder),
  }
}

function scenarioFiles(name) {
  checkName(name)
  if (existsSync(join(root, 'src/scenarios', name)))
    throw new WrongInput(`src/scenarios/${name} exists; choose another name`)
  return {
    [`src/scenarios/${name}/index.ts`]: scenario.source(namesOf(name)),
    [`test/scenarios/${name}/index.test.ts`]: scenario.test(namesOf(name)),
  }
}

function invariantFiles(name) {
  checkName(name)
  checkExports('src/model/invariants', [camelCase(name)])
  return {
    [`src/model/invariants/${name}.ts`]: invariant.source(namesOf(name)),
    [`test/model/invariants/${name}.test.ts`]: invariant.test(namesOf(name)),
  }
}

function checkName(name) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new WrongInput(`expected a name in kebab case, such as patient-holder; got ${JSON.stringify(name)}`)
  if (name === 'index' || RESERVED.has(name)) throw new WrongInput(`${name} is reserved; choose another name`)
}

/** The entry exports every agent, and a registry imports every invariant: their names are unique. */
function checkExports(folder, names) {
  for (const path of filesIn(root, folder)) {
    const text = readFileSync(join(root, folder, path), 'utf8')
    const taken = names.find((name) =>
      new RegExp(`^export (?:const|function|class|interface|type) ${name}\\b`, 'm').test(text),
    )
    if (taken !== undefined)
      throw new WrongInput(`${folder}/${path} exports ${taken} already; choose another name`)
  }
}

function agentFolders() {
  return readdirSync(join(root, 'src/sim/agents'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'plans')
    .map(({ name }) => name)
    .toSorted()
}

function namesOf(name) {
  const words = name.replaceAll('-', ' ')
  return {
    name,
    camel: camelCase(name),
    pascal: pascalCase(name),
    title: words.charAt(0).toUpperCase() + words.slice(1),
  }
}

function camelCase(name) {
  return name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase())
}

function pascalCase(name) {
  const camel = camelCase(name)
  return camel.charAt(0).toUpperCase() + camel.slice(1)
}
