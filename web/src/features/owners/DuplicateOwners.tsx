import { skipToken } from '@apollo/client/react'
import { useFormContext } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { useCountry } from '../../ui/location'
import { phoneText, sentPhone } from '../../ui/phone'
import { PossibleDuplicates } from '../../ui/PossibleDuplicates'
import { useDebounced } from '../../ui/useDebounced'
import type { OwnerValues } from './ownerForm'
import { usePossibleOwnersQuery } from './owners.gen'

/** What is asked about, as one text, so that it rests when the typing does. */
const askedBy = ({ firstName, lastName, email, phones }: OwnerValues, country: string | null): string => {
  const numbers = phones
    .map(({ number }) => number.trim())
    .filter((number) => number.length >= 6)
    .map((number) => sentPhone(number, country))
  const isNamed = firstName.trim() !== '' && lastName.trim().length > 1
  const isKnown = isNamed || numbers.length > 0 || email.includes('@')
  return isKnown
    ? JSON.stringify({
        firstName: firstName.trim(),
        lastName: lastName.trim(),
        email: email.trim(),
        phones: numbers,
      })
    : ''
}

/** Clients who may be the one that is being entered, while that is typed. */
export function DuplicateOwners({ onClose }: { onClose: () => void }) {
  const { watch } = useFormContext<OwnerValues>()
  const navigate = useNavigate()
  const country = useCountry()
  const asked = useDebounced(askedBy(watch(), country), 250)
  const { data } = usePossibleOwnersQuery(
    asked === '' ? skipToken : { variables: { input: JSON.parse(asked) as object }, fetchPolicy: 'no-cache' },
  )
  const found = (asked !== '' && data?.possibleDuplicates) || []
  return (
    <PossibleDuplicates
      title="Already a client?"
      found={found.map(({ owner, reasons }) => ({
        key: owner.id,
        name: owner.name,
        detail: [
          owner.phone && phoneText(owner.phone, country),
          owner.email,
          owner.pets.nodes.map(({ name }) => name).join(', '),
        ]
          .filter(Boolean)
          .join(' · '),
        reasons,
        isArchived: owner.archivedAt !== null,
        open: () => {
          onClose()
          void navigate(`/clients/${owner.id}`)
        },
      }))}
    />
  )
}
