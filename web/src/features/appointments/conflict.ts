import type { Problem } from '../../ui/errors'

export interface Alternative {
  startsAt: string
  endsAt: string
  vetId: string
  roomId: string | null
}

const isAlternative = (value: unknown): value is Alternative =>
  typeof value === 'object' &&
  value !== null &&
  'startsAt' in value &&
  typeof value.startsAt === 'string' &&
  'vetId' in value &&
  typeof value.vetId === 'string'

/** The free times a CONFLICT offers instead; none when the error is about something else. */
export function alternativesOf(problem: Problem | null): Alternative[] {
  const offered = problem?.code === 'CONFLICT' ? problem.extensions.alternatives : undefined
  return Array.isArray(offered) ? offered.filter(isAlternative) : []
}

/** Whether the error belongs beside the time field rather than at the foot of the dialog. */
export const isAboutTime = (problem: Problem | null): boolean =>
  problem !== null && (problem.field === 'startsAt' || alternativesOf(problem).length > 0)
