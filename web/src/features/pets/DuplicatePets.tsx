import { skipToken } from '@apollo/client/react'
import { useFormContext } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { patientText } from '../../ui/patient'
import { PossibleDuplicates } from '../../ui/PossibleDuplicates'
import { useDebounced } from '../../ui/useDebounced'
import { usePossiblePetsQuery } from './pets.gen'
import type { PetValues } from './petForm'
import { statusLooks } from './petWords'

type Values = PetValues & { ownerId: string }

const askedBy = ({ name, microchips, ownerId }: Values): string => {
  const chips = microchips.filter((number) => number.trim().length >= 9)
  const isNamed = ownerId !== '' && name.trim().length > 1
  return isNamed || chips.length > 0
    ? JSON.stringify({ ownerId: ownerId || null, petName: name.trim(), microchips: chips })
    : ''
}

/** Patients who may be the one that is being entered, while that is typed (PT1). */
export function DuplicatePets({ onClose }: { onClose: () => void }) {
  const { watch } = useFormContext<Values>()
  const navigate = useNavigate()
  const asked = useDebounced(askedBy(watch()), 250)
  const { data } = usePossiblePetsQuery(
    asked === '' ? skipToken : { variables: { input: JSON.parse(asked) as object }, fetchPolicy: 'no-cache' },
  )
  const found = (asked !== '' && data?.possibleDuplicates) || []
  return (
    <PossibleDuplicates
      title="Already a patient?"
      found={found.flatMap(({ pet, reasons }) =>
        pet
          ? {
              key: pet.id,
              name: patientText(pet),
              detail: pet.status === 'ACTIVE' ? '' : statusLooks[pet.status].label.toLowerCase(),
              reasons,
              isArchived: false,
              open: () => {
                onClose()
                void navigate(`/patients/${pet.id}`)
              },
            }
          : [],
      )}
    />
  )
}
