import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.e2e.ts'],
    globalSetup: ['./hospital.setup.ts'],
    // Each worker has a hospital and a browser of its own.
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A poll ends as soon as its condition holds; a busy machine may take up to this long.
    expect: { poll: { timeout: 15_000 } },
  },
})
