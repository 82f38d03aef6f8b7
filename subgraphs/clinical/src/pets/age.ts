import { dayOf } from '@vetgraph/kit/time'

const dayLength = 86_400_000

/** An age as it is said at the desk: days, weeks, months, then years with months. It stops at death (PT2). */
export function ageText(dateOfBirth: string | null, deceasedOn: string | null, now: Date): string | null {
  if (dateOfBirth === null) return null
  const born = new Date(dateOfBirth)
  const until = new Date(deceasedOn ?? dayOf(now, 'UTC'))
  const days = Math.max(0, Math.round((until.getTime() - born.getTime()) / dayLength))
  if (days < 7) return `${days} d`
  if (days < 12 * 7) return `${Math.floor(days / 7)} w`
  const begun =
    (until.getUTCFullYear() - born.getUTCFullYear()) * 12 + until.getUTCMonth() - born.getUTCMonth()
  const months = until.getUTCDate() < born.getUTCDate() ? begun - 1 : begun
  const [years, rest] = [Math.floor(months / 12), months % 12]
  return [years > 0 ? `${years} y` : '', rest > 0 ? `${rest} m` : ''].filter(Boolean).join(' ')
}
