import Edit from '@mui/icons-material/EditOutlined'
import PersonAdd from '@mui/icons-material/PersonAddAltOutlined'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { Facts } from '../../../ui/Facts'
import { formatBirthday } from '../birthday'
import { Section } from '../../../ui/Section'
import { Can } from '../../../ui/viewer'
import { AddCoOwnerDialog, CoOwners } from '../CoOwners'
import { EditPatientDialog } from '../EditPatientDialog'
import { microchipText } from '../microchip'
import { neuterLabel, sexLabels, statusLooks } from '../petWords'
import { StatusActions } from '../StatusActions'
import { type PatientForm_petFragment } from '../pets.gen'
import { usePatientPageQuery } from './chart.gen'

export function DetailsSection({ petId }: { petId: string }) {
  const { data, refetch } = usePatientPageQuery({ variables: { id: petId } })
  const [open, setOpen] = useState<'edit' | 'co-owner' | null>(null)
  const pet = data?.pet
  return (
    <Section
      title="Details"
      id="details"
      actions={
        pet && (
          <>
            <StatusActions pet={pet} />
            <Can do="pet:share">
              <Button color="inherit" startIcon={<PersonAdd />} onClick={() => setOpen('co-owner')}>
                Add co-owner
              </Button>
            </Can>
            <Can do="pet:write">
              <Button startIcon={<Edit />} onClick={() => setOpen('edit')}>
                Edit
              </Button>
            </Can>
          </>
        )
      }
    >
      {pet ? (
        <Facts
          wide
          facts={[
            ['Species', pet.species.name],
            ['Breed', pet.breed?.name],
            ['Sex', sexLabels[pet.sex]],
            ['Neutered', neuterLabel(pet.neuterStatus, pet.sex)],
            ['Date of birth', pet.dateOfBirth && formatBirthday(pet.dateOfBirth, pet.birthDateEstimated)],
            ['Colour and marks', pet.color],
            [
              'Status',
              pet.deceasedOn
                ? `Died ${formatBirthday(pet.deceasedOn, false)}`
                : statusLooks[pet.status].label,
            ],
            [
              pet.microchips.length > 1 ? 'Microchips' : 'Microchip',
              pet.microchips.length > 0 &&
                pet.microchips.map(({ number, issuer }) => (
                  <div key={number} className="tabular">
                    {microchipText(number)}
                    {issuer && ` (${issuer})`}
                  </div>
                )),
            ],
            ...(pet.transfers.length > 0
              ? [['Former owners', <FormerOwners key="former" transfers={pet.transfers} />] as const]
              : []),
            ...(pet.coOwners.length > 0
              ? [['Co-owners', <CoOwners key="co-owners" pet={pet} />] as const]
              : []),
            ['Notes', pet.notes && <span style={{ whiteSpace: 'pre-wrap' }}>{pet.notes}</span>],
          ]}
        />
      ) : (
        <Skeleton variant="rounded" height={120} />
      )}
      {pet && open === 'co-owner' && <AddCoOwnerDialog pet={pet} onClose={() => setOpen(null)} />}
      {pet && open === 'edit' && (
        <EditPatientDialog
          pet={pet}
          latest={async () => (await refetch()).data?.pet ?? null}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  )
}

function FormerOwners({ transfers }: Pick<PatientForm_petFragment, 'transfers'>) {
  return transfers.map(({ id, from, transferredOn, reason }) => (
    <div key={id}>
      <Link component={RouterLink} to={`/clients/${from.id}`}>
        {from.name}
      </Link>{' '}
      until {formatBirthday(transferredOn, false)}: {reason}
    </div>
  ))
}
