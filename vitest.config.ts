import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { defineConfig, type TestProjectInlineConfiguration, type ViteUserConfig } from 'vitest/config'

const require = createRequire(import.meta.url)

const build: Pick<ViteUserConfig, 'resolve' | 'oxc'> = {
  resolve: {
    // Without this, graphql is loaded twice ("another module or realm").
    alias: [{ find: /^graphql$/, replacement: require.resolve('graphql/index.js') }],
  },
  oxc: {
    decorator: { legacy: true, emitDecoratorMetadata: false },
    assumptions: { setPublicClassFields: true },
  },
}

const project = (test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration => ({
  ...build,
  test: {
    setupFiles: ['subgraphs/kit/src/testing/setup.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { TZ: 'Pacific/Kiritimati', APOLLO_TELEMETRY_DISABLED: 'true' },
    ...test,
  },
})

export default defineConfig({
  ...build,
  test: {
    globalSetup: ['subgraphs/kit/src/testing/server.ts'],
    // One more than cores, because some files wait for time-outs and child processes; by default it is one less.
    maxWorkers: availableParallelism() + 1,
    projects: [
      project({ name: 'gateway', include: ['gateway/src/**/*.test.ts'] }),
      // The files of a worker share its modules, as the subgraphs of a process do: loading them takes longer than most tests.
      project({ name: 'subgraphs', include: ['subgraphs/*/src/**/*.test.ts'], isolate: false }),
      project({ name: 'new', include: ['new/**/*.test.ts'], testTimeout: 300_000 }),
      project({ name: 'web', include: ['web/{src,codegen}/**/*.test.{ts,tsx}'] }),
    ],
  },
})
