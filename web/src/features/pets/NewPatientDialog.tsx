import { skipToken } from '@apollo/client/react'
import { useState } from 'react'
import { lacking } from '../../ui/fields'
import { SaveDialog } from '../../ui/SaveDialog'
import { type Attempt, useSave } from '../../ui/useSave'
import { DuplicatePets } from './DuplicatePets'
import { OwnerPicker } from './OwnerPicker'
import { PatientFields } from './PatientFields'
import { emptyPet, petInputOf, petLabels, type PetValues } from './petForm'
import {
  type CreatePetMutation,
  type OwnerPicker_ownerFragment,
  useCreatePetMutation,
  usePickedOwnerQuery,
} from './pets.gen'

interface Props {
  ownerId?: string | null
  onCreated: (pet: CreatePetMutation['createPet']) => void
  onClose: () => void
}

type Values = PetValues & { ownerId: string }

export function NewPatientDialog({ ownerId, onCreated, onClose }: Props) {
  const { data } = usePickedOwnerQuery(ownerId ? { variables: { id: ownerId } } : skipToken)
  const [picked, setPicked] = useState<OwnerPicker_ownerFragment | null | undefined>(undefined)
  const owner = picked === undefined ? (data?.owner ?? null) : picked
  const [create] = useCreatePetMutation({
    update: (cache, result) => {
      cache.evict({ fieldName: 'pets' })
      const owner = result.data?.createPet.owner
      const id = owner && cache.identify({ __typename: 'Owner', id: owner.id })
      if (id) cache.evict({ id, fieldName: 'pets' })
    },
  })
  const save = async (values: Values, { headersFor }: Attempt, allowDuplicateMicrochip?: true) => {
    const input = { ownerId: values.ownerId, ...petInputOf(values), allowDuplicateMicrochip }
    const result = await create({ variables: { input }, context: headersFor(input) })
    if (result.data) onCreated(result.data.createPet)
  }
  const form = useSave<Values>({
    labels: { ...petLabels, ownerId: 'Owner' },
    start: { ...emptyPet, ownerId: ownerId ?? '' },
    check: (values) => (values.ownerId ? null : lacking('ownerId', 'Choose whose pet it is.')),
    save,
  })
  const ownerProblem = form.problem?.field === 'ownerId' ? form.problem : null
  return (
    <SaveDialog form={form} title="New patient" submitLabel="Add patient" onClose={onClose}>
      <OwnerPicker
        value={owner}
        onChange={(next) => {
          setPicked(next)
          form.fields.setValue('ownerId', next?.id ?? '')
        }}
        autoFocus={!ownerId}
        error={ownerProblem !== null}
        helperText={ownerProblem?.message}
      />
      <PatientFields
        problem={form.problem}
        autoFocus={Boolean(ownerId)}
        hint={<DuplicatePets onClose={onClose} />}
        onKeepMicrochip={() => void form.submit((values, attempt) => save(values, attempt, true))}
      />
    </SaveDialog>
  )
}
