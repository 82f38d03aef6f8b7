import Edit from '@mui/icons-material/EditOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { PetEditField } from '../../gql/types'
import { Facts } from '../../ui/Facts'
import { petFieldLabels, petFieldText } from '../../ui/petEdits'
import { Section } from '../../ui/Section'
import { When } from '../../ui/When'
import { type Animal_petFragment, useAnimalFactsQuery } from './animal.gen'
import { EditAnimalDialog } from './EditAnimalDialog'

const shown: readonly PetEditField[] = ['BREED', 'SEX', 'NEUTER_STATUS', 'DATE_OF_BIRTH', 'COLOR']

interface Props {
  pet: Animal_petFragment
  latest: () => Promise<Animal_petFragment | null>
}

/** What is known of an animal, which its owner changes as the hospital has decided (P2). */
export function AnimalFacts({ pet, latest }: Props) {
  const { data } = useAnimalFactsQuery({ fetchPolicy: 'cache-and-network' })
  const [editing, setEditing] = useState(false)
  const policy = data?.portalSettings.petEdits
  const mayEdit = policy !== undefined && policy !== 'OFF' && pet.status !== 'DECEASED'
  return (
    <Section
      title="About"
      id="about"
      actions={
        mayEdit && (
          <Button startIcon={<Edit />} aria-label={`Edit ${pet.name}`} onClick={() => setEditing(true)}>
            Edit
          </Button>
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Facts
          facts={[
            ['Species', pet.species.name],
            ...shown.map((field) => [petFieldLabels[field], petFieldText(pet, field)] as const),
          ]}
        />
        <Asked pet={pet} />
      </Box>
      {editing && policy && (
        <EditAnimalDialog pet={pet} policy={policy} latest={latest} onClose={() => setEditing(false)} />
      )}
    </Section>
  )
}

/** What the owner has asked for, until it counts. */
function Asked({ pet: { editRequest } }: { pet: Animal_petFragment }) {
  if (!editRequest || editRequest.status === 'ACCEPTED') return null
  const { edits, status, createdAt, reason } = editRequest
  const changes = edits.fields
    .map((field) => `${petFieldLabels[field]}: ${petFieldText(edits, field) ?? 'none'}`)
    .join(', ')
  return (
    <Alert severity={status === 'WAITING' ? 'info' : 'warning'}>
      {status === 'WAITING' ? (
        <>
          You asked for this on <When at={createdAt} show="day" />, and the hospital looks at it: {changes}.
        </>
      ) : (
        <>
          This was not changed: {changes}. The hospital says: {reason}
        </>
      )}
    </Alert>
  )
}
