import { Temporal } from 'temporal-polyfill'

export interface Period {
  from: string
  until: string
}

const day = (date: Temporal.PlainDate) => date.toString()

const month = (of: Temporal.PlainDate): Period => ({
  from: day(of.with({ day: 1 })),
  until: day(of.with({ day: of.daysInMonth })),
})

/** The usual periods by name, as of a day; what is not over yet ends today. */
export function presetsOf(today: string): ReadonlyArray<readonly [name: string, period: Period]> {
  const now = Temporal.PlainDate.from(today)
  const firstOfYear = now.with({ month: 1, day: 1 })
  return [
    ['Today', { from: today, until: today }],
    ['Last 7 days', { from: day(now.subtract({ days: 6 })), until: today }],
    ['This month', { from: day(now.with({ day: 1 })), until: today }],
    ['Last month', month(now.subtract({ months: 1 }))],
    [
      'Last 12 months',
      { from: month(now.subtract({ months: 12 })).from, until: month(now.subtract({ months: 1 })).until },
    ],
    ['This year', { from: day(firstOfYear), until: today }],
    [
      'Last year',
      { from: day(firstOfYear.subtract({ years: 1 })), until: day(firstOfYear.subtract({ days: 1 })) },
    ],
  ]
}
