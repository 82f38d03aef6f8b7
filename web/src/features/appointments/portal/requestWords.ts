import type { PartOfDay } from '../../../gql/types'

export const partOfDayWords: Record<PartOfDay, string> = {
  ANY: 'Any time',
  MORNING: 'Morning',
  AFTERNOON: 'Afternoon',
}
