import type { TestProject } from 'vitest/node'
import { Hospital } from '../../gateway/src/testing/hospital.ts'
import { findChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo hospital of this run is, and the browser to look at it with. */
    hospital: { web: string; chromium: string }
  }
}

/** Once per run: a demo hospital as `pnpm start` makes it, on its own database. */
export default async function hospitalSetup(project: TestProject) {
  const chromium = findChromium()
  const hospital = await Hospital.start({ DATABASE_URL: '' })
  project.provide('hospital', { web: hospital.ready.web, chromium })
  return () => hospital.stop()
}
