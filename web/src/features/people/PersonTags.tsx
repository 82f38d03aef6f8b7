import { todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Tag } from '../../ui/Tag'
import type { PersonRow_userFragment } from './people.gen'

type Person = Pick<PersonRow_userFragment, 'active' | 'emailVerifiedAt' | 'prescriberExpiresOn'>

/** What is unusual about an account: closed, not yet accepted, or a prescriber's number that no longer holds. */
export function PersonTags({ person }: { person: Person }) {
  const { timeZone } = useCurrentLocation()
  const expired = person.prescriberExpiresOn !== null && person.prescriberExpiresOn < todayIn(timeZone)
  return (
    <>
      {!person.active && <Tag tone="bad">Deactivated</Tag>}
      {person.active && person.emailVerifiedAt === null && <Tag tone="info">Invited</Tag>}
      {expired && <Tag tone="warn">Prescriber number expired</Tag>}
    </>
  )
}
