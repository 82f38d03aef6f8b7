/** No patient is older: whatever is before was mistyped. */
export const earliestBirth = '1800-01-01'

const dayLength = 86_400_000

/** Whole months from a day to another one. */
export function monthsOld(born: Date, day: Date): number {
  const begun = (day.getUTCFullYear() - born.getUTCFullYear()) * 12 + day.getUTCMonth() - born.getUTCMonth()
  return day.getUTCDate() < born.getUTCDate() ? begun - 1 : begun
}

/** An age as it is said at the desk on a day: days, weeks, months, then years with months (PT2). */
export function ageText(dateOfBirth: string, until: string): string {
  const born = new Date(dateOfBirth)
  const day = new Date(until)
  const days = Math.max(0, Math.round((day.getTime() - born.getTime()) / dayLength))
  if (days < 7) return `${days} d`
  if (days < 12 * 7) return `${Math.floor(days / 7)} w`
  const months = monthsOld(born, day)
  const [years, rest] = [Math.floor(months / 12), months % 12]
  return [years > 0 ? `${years} y` : '', rest > 0 ? `${rest} m` : ''].filter(Boolean).join(' ')
}
