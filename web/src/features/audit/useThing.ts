import { skipToken } from '@apollo/client/react'
import { thingText } from './auditWords'
import { useEntryThingQuery } from './entry.gen'

const kinds = ['Pet', 'Owner', 'User', 'Appointment', 'Invoice']

/** The name of a thing of the log, as far as the reader may see it; null while it is not known. */
export function useThing(entity: string | null | undefined, id: string | null | undefined): string | null {
  const known = entity && id && id !== '*' && kinds.includes(entity)
  const { data } = useEntryThingQuery(
    known
      ? {
          variables: {
            id,
            pet: entity === 'Pet',
            owner: entity === 'Owner',
            user: entity === 'User',
            appointment: entity === 'Appointment',
            invoice: entity === 'Invoice',
          },
        }
      : skipToken,
  )
  return thingText(data)
}
