import { setTimeout } from 'node:timers/promises'

const longEnough = 250

/** Returns true after a fixed minimum time, so that the duration reveals nothing (AU1). */
export async function inEqualTime(work: Promise<void>): Promise<true> {
  await Promise.all([work, setTimeout(longEnough)])
  return true
}
