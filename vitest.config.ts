import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const require = createRequire(import.meta.url)

export default defineConfig({
  resolve: {
    // Without this, graphql is loaded twice ("another module or realm").
    alias: [{ find: /^graphql$/, replacement: require.resolve('graphql/index.js') }],
  },
  oxc: {
    decorator: { legacy: true, emitDecoratorMetadata: false },
    assumptions: { setPublicClassFields: true },
  },
  test: {
    include: [
      'subgraphs/*/src/**/*.test.ts',
      'gateway/src/**/*.test.ts',
      'web/src/**/*.test.ts',
      'web/src/**/*.test.tsx',
      'web/codegen/**/*.test.ts',
    ],
    globalSetup: ['subgraphs/kit/src/testing-server.ts'],
    setupFiles: ['subgraphs/kit/src/testing-setup.ts'],
    pool: 'forks',
    // One more than cores, because some files wait for time-outs and child processes; by default it is one less.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { TZ: 'Pacific/Kiritimati', APOLLO_TELEMETRY_DISABLED: 'true' },
  },
})
