import type { TestProject } from 'vitest/node'
import { Hospital, morningZone } from '../../gateway/src/testing/hospital.ts'
import { findChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo hospital of each worker is and in which time zone, and the browser to look at it with. */
    hospitals: { webs: string[]; timeZone: string; chromium: string }
  }
}

/** Once per run: for every worker a demo hospital as `pnpm start` makes it, on its own database. */
export default async function hospitalSetup(project: TestProject) {
  const chromium = findChromium()
  const workers = Array.from({ length: project.config.maxWorkers })
  const timeZone = morningZone()
  // For the hospitals that a journey starts itself, too.
  process.env['DEMO_TIME_ZONE'] = timeZone
  const hospitals = await Promise.all(workers.map(() => Hospital.start({ DATABASE_URL: '' })))
  project.provide('hospitals', { webs: hospitals.map(({ ready }) => ready.web), timeZone, chromium })
  return () => Promise.all(hospitals.map((hospital) => hospital.stop()))
}
