import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.e2e.ts'],
    globalSetup: ['./hospital.setup.ts'],
    // Each worker has a hospital and a browser of its own. With two on two cores a write stayed unanswered now and then.
    maxWorkers: 1,
    // Until it is known why a write of the diary is now and then not answered for half a minute (docs/operations.md).
    retry: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
