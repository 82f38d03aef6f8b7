interface Timed {
  id: string
  startsAt: string
  endsAt: string
}

export interface Lane {
  /** 0 is the leftmost. */
  index: number
  /** How many stand side by side in this group. */
  count: number
}

/** Places overlapping appointments of one column side by side; those that only touch (10:30 then 10:30) share a lane. */
export function lanesOf(appointments: readonly Timed[]): Map<string, Lane> {
  const lanes = new Map<string, Lane>()
  const sorted = [...appointments].sort(
    (a, b) =>
      Date.parse(a.startsAt) - Date.parse(b.startsAt) ||
      Date.parse(b.endsAt) - Date.parse(a.endsAt) ||
      (a.id < b.id ? -1 : 1),
  )
  let group: { id: string; index: number }[] = []
  let laneEnds: number[] = []
  const close = () => {
    for (const { id, index } of group) lanes.set(id, { index, count: laneEnds.length })
    group = []
    laneEnds = []
  }
  for (const appointment of sorted) {
    const start = Date.parse(appointment.startsAt)
    if (laneEnds.every((end) => end <= start)) close()
    const free = laneEnds.findIndex((end) => end <= start)
    const index = free === -1 ? laneEnds.length : free
    laneEnds[index] = Date.parse(appointment.endsAt)
    group.push({ id: appointment.id, index })
  }
  close()
  return lanes
}
