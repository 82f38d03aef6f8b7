import { skipToken } from '@apollo/client/react'
import { useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { useFields } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { OwnerPicker } from './OwnerPicker'
import { PatientFields } from './PatientFields'
import { emptyPet, petInputOf } from './petForm'
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

const missing = (field: string, message: string): Problem => ({
  code: 'EMPTY',
  message,
  field,
  requestId: null,
  extensions: {},
})

export function NewPatientDialog({ ownerId = null, onCreated, onClose }: Props) {
  const fields = useFields(emptyPet)
  const [picked, setPicked] = useState<OwnerPicker_ownerFragment | null | undefined>(undefined)
  const { data } = usePickedOwnerQuery(ownerId ? { variables: { id: ownerId } } : skipToken)
  const owner = picked === undefined ? (data?.owner ?? null) : picked
  const [problem, setProblem] = useState<Problem | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { headersFor, done } = useIdempotencyKey()
  const [create, { loading }] = useCreatePetMutation({
    update: (cache, result) => {
      cache.evict({ fieldName: 'pets' })
      const owner = result.data?.createPet.owner
      const id = owner && cache.identify({ __typename: 'Owner', id: owner.id })
      if (id) cache.evict({ id, fieldName: 'pets' })
    },
  })

  const save = async (allowDuplicateMicrochip = false) => {
    setError(null)
    if (!owner) return setProblem(missing('ownerId', 'Choose whose pet it is.'))
    const pet = petInputOf(fields.values)
    if (!pet.name) return setProblem(missing('name', 'The patient needs a name.'))
    if (!pet.speciesId) return setProblem(missing('speciesId', 'Choose a species.'))
    const input = { ownerId: owner.id, ...pet, ...(allowDuplicateMicrochip && { allowDuplicateMicrochip }) }
    setProblem(null)
    try {
      const result = await create({ variables: { input }, context: headersFor(input) })
      done()
      if (result.data) onCreated(result.data.createPet)
    } catch (failure) {
      const found = problemOf(failure)
      setProblem(found)
      setError(found.field ? null : failure)
    }
  }
  const ownerProblem = problem?.field === 'ownerId' ? problem : null
  return (
    <FormDialog
      title="New patient"
      open
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel="Add patient"
      busy={loading}
      error={error}
    >
      <OwnerPicker
        value={owner}
        onChange={setPicked}
        autoFocus={!ownerId}
        error={ownerProblem !== null}
        helperText={ownerProblem?.message}
      />
      <PatientFields
        fields={fields}
        problem={problem}
        autoFocus={Boolean(ownerId)}
        onKeepMicrochip={() => void save(true)}
      />
    </FormDialog>
  )
}
