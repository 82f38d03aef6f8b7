import { readdirSync } from 'node:fs'
import eslint from '@eslint/js'
import importX from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'
import { vetgraph } from './lint/rules.js'

const subgraphs = ['identity', 'clinical', 'scheduling', 'billing', 'inventory', 'notifications']

const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

const noSubgraph = {
  group: subgraphs.map((name) => `@vetgraph/${name}/*`),
  message: 'A subgraph is used through the graph.',
}
const noGateway = { group: ['@vetgraph/gateway/*'], message: 'Nothing but the gateway imports the gateway.' }
const noServer = {
  group: ['@vetgraph/*', '**/subgraphs/**', '**/gateway/**'],
  message: 'The web client knows the graph only.',
}
const noTable = {
  group: ['*.table.ts', '**/*.table.ts', 'drizzle-orm', 'drizzle-orm/*'],
  message: 'A resolver calls service verbs.',
}

const features = readdirSync(new URL('web/src/features', import.meta.url))

/** What may import what; docs/architecture.md says why. */
export default tseslint.config(
  {
    ignores: ['**/node_modules/', 'web/dist/', 'web/src/gql/', '**/*.gen.ts', '**/.data/', '**/migrations/'],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX, vetgraph },
    settings: {
      'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.tsx', '.js'] })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      'no-console': 'error',
      'import-x/no-default-export': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
    },
  },
  { files: ['subgraphs/kit/src/**'], rules: forbid(noSubgraph, noGateway) },
  ...subgraphs.map((name) => ({
    files: [`subgraphs/${name}/src/**`],
    rules: forbid(
      { ...noSubgraph, group: noSubgraph.group.filter((path) => !path.includes(`/${name}/`)) },
      noGateway,
    ),
  })),
  { files: ['subgraphs/*/src/**/*.service.ts'], rules: { 'vetgraph/verbs-are-safe': 'error' } },
  {
    files: ['subgraphs/*/src/**/*.resolver.ts'],
    rules: { ...forbid(noSubgraph, noGateway, noTable), 'vetgraph/root-fields-are-thin': 'error' },
  },
  {
    files: ['gateway/src/**'],
    ignores: ['gateway/src/subgraphs.ts', 'gateway/src/**/*.test.ts'],
    rules: forbid(noSubgraph),
  },
  { files: ['web/src/**'], rules: forbid(noServer) },
  {
    files: ['web/src/ui/**'],
    rules: forbid(noServer, {
      group: ['**/features/**', '**/app/**', '**/gql/**'],
      message: 'app -> features -> ui',
    }),
  },
  ...features.map((name) => ({
    files: [`web/src/features/${name}/**`],
    rules: forbid(noServer, {
      group: ['**/app/**', ...features.filter((other) => other !== name).map((other) => `**/${other}/*`)],
      message: 'A feature imports ui and the generated hooks, never another feature or the app.',
    }),
  })),
  {
    // Answers of the graph are checked by assertions, not by types.
    files: [
      '**/*.test.ts',
      '**/*.test.tsx',
      'web/e2e/**',
      'subgraphs/kit/src/testing/**',
      'gateway/src/testing/**',
    ],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['**/*.config.ts', 'codegen.ts'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['subgraphs/kit/src/testing/server.ts', 'web/e2e/hospital.setup.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: [
      'gateway/src/main.ts',
      'gateway/src/gen.ts',
      'gateway/src/demo.ts',
      'gateway/src/migrate.ts',
      'gateway/src/start/**',
      'subgraphs/kit/src/serving/serve.ts',
      'bench/src/main.ts',
    ],
    rules: { 'no-console': 'off' },
  },
)
