import { useApolloClient } from '@apollo/client/react'
import { Field, SaveDialog, SwitchField } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import {
  type Substance_substanceFragment,
  SubstanceEditorDocument,
  useSaveSubstanceMutation,
} from './formulary.gen'

interface Values {
  name: string
  family: string
  retired: boolean
}

const labels = { name: 'Name', family: 'Family', retired: 'No longer offered' }

const inputOf = ({ name, family, retired }: Values) => ({
  name: name.trim(),
  family: family.trim() || null,
  retired,
})

const Fields = () => (
  <>
    <Field<Values> name="name" required autoFocus autoComplete="off" />
    <Field<Values>
      name="family"
      autoComplete="off"
      helperText="An allergy to one substance stops its whole family."
    />
  </>
)

interface Props {
  onSaved: () => void
  onClose: () => void
}

export function NewSubstanceDialog({ onSaved, onClose }: Props) {
  const toast = useToast()
  const [saveSubstance] = useSaveSubstanceMutation()
  const form = useSave<Values>({
    labels,
    start: { name: '', family: '', retired: false },
    save: async (values, { headersFor }) => {
      const input = inputOf(values)
      await saveSubstance({ variables: { input }, context: headersFor(input) })
      toast({ message: `${input.name} can be chosen now.` })
      onSaved()
    },
  })
  return (
    <SaveDialog form={form} title="New substance" submitLabel="Add" onClose={onClose} width="xs">
      <Fields />
    </SaveDialog>
  )
}

export function EditSubstanceDialog({
  substance,
  onSaved,
  onClose,
}: Props & { substance: Substance_substanceFragment }) {
  const toast = useToast()
  const client = useApolloClient()
  const [saveSubstance] = useSaveSubstanceMutation()
  const form = useSave<Values, Substance_substanceFragment>({
    labels,
    thing: substance,
    valuesOf: ({ name, family, retiredAt }) => ({ name, family: family ?? '', retired: retiredAt !== null }),
    latest: async () => {
      const asked = { query: SubstanceEditorDocument, variables: { id: substance.id } }
      return (await client.query({ ...asked, fetchPolicy: 'network-only' })).data?.substance ?? null
    },
    save: async (values, { version }) => {
      const input = { id: substance.id, version, ...inputOf(values) }
      await saveSubstance({ variables: { input } })
      toast({ message: `${input.name} is saved.` })
      onSaved()
    },
  })
  return (
    <SaveDialog form={form} title={`Edit ${substance.name}`} submitLabel="Save" onClose={onClose} width="xs">
      <Fields />
      <SwitchField<Values> name="retired" />
    </SaveDialog>
  )
}
