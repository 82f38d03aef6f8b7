import Alert from '@mui/material/Alert'
import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
import { useVersionedForm } from '../../ui/versionedForm'
import { type Person_userFragment, useRoleChoicesQuery, useUpdateUserMutation } from './people.gen'
import { inputOf, lackingIn, personLabels, type PersonValues, valuesOf } from './personForm'
import { PersonFields } from './PersonFields'

interface Props {
  person: Person_userFragment
  /** Fetches the person anew when another desk was faster. */
  latest: () => Promise<Person_userFragment | null>
  onClose: () => void
}

export function EditPersonDialog({ person, latest, onClose }: Props) {
  const choices = useRoleChoicesQuery().data
  const show = (field: keyof PersonValues, values: PersonValues): string =>
    field === 'roles'
      ? values.roles.map(({ roleId }) => choices?.roles.find(({ id }) => id === roleId)?.name).join(', ')
      : values[field]
  const { fields, notice, problem, error, save } = useVersionedForm(person, {
    labels: personLabels,
    valuesOf,
    latest,
    show,
  })
  const toast = useToast()
  const [update, { loading }] = useUpdateUserMutation()
  const otherRoles = JSON.stringify(fields.values.roles) !== JSON.stringify(valuesOf(person).roles)
  const submit = () =>
    save(async (version) => {
      const input = { id: person.id, version, ...inputOf(fields.values) }
      const { data } = await update({ variables: { input } })
      toast({ message: `${data?.updateUser.name ?? person.name} is saved.` })
      onClose()
    }, lackingIn(fields.values))
  return (
    <FormDialog
      title={`Edit ${person.name}`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save"
      busy={loading}
      error={error}
    >
      {notice}
      <PersonFields fields={fields} problem={problem} emailLocked={person.emailVerifiedAt !== null} />
      {otherRoles && person.active && (
        <Alert severity="info">
          With other roles {person.firstName} is signed out everywhere and signs in again.
        </Alert>
      )}
    </FormDialog>
  )
}
