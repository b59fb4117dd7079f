/**
 * `.oxlintrc.json`: the general rules, and an import rule for every component and layer of
 * `architecture.mjs`.
 *
 * A lint override replaces an earlier one of the same rule, so each override contains all of its patterns.
 */
import { COMPONENTS, MODEL_LAYERS, MODEL_TOP, OUTSIDE } from './architecture.mjs'

const GLOBALS = [
  'Date',
  'performance',
  'process',
  'fetch',
  'crypto',
  'setTimeout',
  'setInterval',
  'console',
  'globalThis',
]

/** Functions of `Math` that are not seeded, or whose last bits differ between engines. */
const MATH =
  'random pow exp expm1 log log1p log2 log10 sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh cbrt hypot'

/** Depths of folders below a component's own: at depth d, d + 1 times `../` leaves the component. */
const DEPTHS = [0, 1, 2, 3]

const general = {
  $schema: './node_modules/oxlint/configuration_schema.json',
  plugins: ['typescript', 'unicorn', 'oxc', 'import'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['node_modules', 'out', '.cache', 'dist'],
  rules: {
    // Type imports count: a cycle of types is a cycle.
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'no-var': 'error',
    'prefer-const': 'error',
    eqeqeq: 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'no-shadow': 'off',
    'import/no-named-as-default-member': 'off',
    'import/no-unassigned-import': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'no-await-in-loop': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    'oxc/number-arg-out-of-range': 'off',
  },
}

/** The configuration's text. */
export function lintConfiguration() {
  const overrides = [
    ...Object.entries(COMPONENTS).flatMap(([component, { pure }]) =>
      pure === true ? [purity(component)] : [],
    ),
    ...Object.entries(COMPONENTS).flatMap(componentOverrides),
    ...layerOverrides(),
    mathOverride(),
  ]
  const head = JSON.stringify(general, null, 2).slice(0, -2)
  const lines = overrides.map((override) => `    ${JSON.stringify(override)}`)
  return `${head},\n  "overrides": [\n${lines.join(',\n')}\n  ]\n}\n`
}

/** One override for each depth: how many `../` leave the component depends on it. */
function componentOverrides([component, { imports, pure, only }]) {
  return DEPTHS.map((depth) => ({
    files: [`src/${component}/${'*/'.repeat(depth)}*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: componentPatterns(component, depth, imports, pure, only) },
      ],
    },
  }))
}

function componentPatterns(component, depth, imports, pure, only) {
  const out = `^(\\.\\./){${depth + 1}}`
  const forbidden = Object.keys(COMPONENTS).filter((other) => other !== component && !imports.includes(other))
  const allowed = [...imports, component].map((each) => `src/${each}`).join(', ')
  return [
    ...(forbidden.length === 0
      ? []
      : [pattern(`${out}(${forbidden.join('|')})/`, `src/${component} may import ${allowed} only`)]),
    pattern(
      depth === 0 ? '^\\./index\\.ts$' : `^(\\.\\./){${depth}}index\\.ts$`,
      `src/${component}/index.ts is the entry for others: inside the component, import the module itself`,
    ),
    pattern(
      `^(\\.\\./){${depth + 2}}(${OUTSIDE.join('|')})/`,
      'nothing in src imports tests, benches or scripts',
    ),
    ...(pure === true
      ? [
          pattern(
            '^([^.d]|d[^e]|de[^c])',
            `src/${component} is pure: of packages only decimal.js, of node nothing`,
          ),
        ]
      : []),
    ...Object.entries(only ?? {}).map(([from, modules]) =>
      pattern(
        `${out}${from}/(${notStartingWith(modules).join('|')})`,
        `of src/${from}, src/${component} may import ${modules.join(', ')} only`,
      ),
    ),
  ]
}

function layerOverrides() {
  const { pure } = COMPONENTS.model
  return MODEL_LAYERS.flatMap((layer, index) => {
    const later = MODEL_LAYERS.slice(index + 1)
    const message = `src/model/${layer} imports only the layers before it: ${MODEL_LAYERS.slice(0, index + 1).join(', ')}`
    return DEPTHS.slice(0, 3).map((depth) => {
      const up = `^(\\.\\./){${depth + 1}}`
      return {
        files: [`src/model/${layer}/${'*/'.repeat(depth)}*.ts`],
        rules: {
          'no-restricted-imports': [
            'error',
            {
              patterns: [
                ...componentPatterns('model', depth + 1, COMPONENTS.model.imports, pure, undefined),
                ...(later.length === 0 ? [] : [pattern(`${up}(${later.join('|')})/`, message)]),
                pattern(`${up}${MODEL_TOP}\\.ts$`, `src/model/${MODEL_TOP}.ts stands on top of all layers`),
              ],
            },
          ],
        },
      }
    })
  })
}

function mathOverride() {
  return {
    files: ['src/sim/math/**', 'test/sim/math/**'],
    rules: { 'no-loss-of-precision': 'off', 'oxc/approx-constant': 'off' },
  }
}

function purity(component) {
  const message = `no clock, no I/O, no hidden state in src/${component}`
  return {
    files: [`src/${component}/**`],
    rules: {
      'no-restricted-globals': ['error', ...GLOBALS.map((name) => ({ name, message }))],
      'no-restricted-properties': [
        'error',
        ...MATH.split(' ').map((property) => ({
          object: 'Math',
          property,
          message: 'engines differ in its last bits, or it is not seeded: use src/sim/math or src/sim/random',
        })),
      ],
    },
  }
}

/** Alternatives that match what starts with none of `words`; the linter's expressions have no look-ahead. */
function notStartingWith(words) {
  const firsts = [...new Set(words.map((word) => word[0]))]
  return [
    `[^${firsts.join('')}]`,
    ...firsts.flatMap((first) => {
      const rests = words.filter((word) => word.startsWith(first)).map((word) => word.slice(1))
      return rests.includes('') ? [] : notStartingWith(rests).map((rest) => first + rest)
    }),
  ]
}

function pattern(regex, message) {
  return { regex, message }
}
