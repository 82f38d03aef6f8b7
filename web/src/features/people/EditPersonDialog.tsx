import Alert from '@mui/material/Alert'
import { useState } from 'react'
import { useRoleChoicesQuery, useUpdateUserMutation } from '../../gql/hooks'
import type { Person_userFragment } from '../../gql/types'
import { type Problem, problemOf } from '../../ui/errors'
import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
import { useVersionedForm } from '../../ui/versionedForm'
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
  const { fields, version, meet, notice } = useVersionedForm(
    { version: person.version, values: valuesOf(person) },
    personLabels,
    show,
  )
  const [problem, setProblem] = useState<Problem | null>(null)
  const [error, setError] = useState<unknown>(null)
  const toast = useToast()
  const [update, { loading }] = useUpdateUserMutation()
  const otherRoles = JSON.stringify(fields.values.roles) !== JSON.stringify(valuesOf(person).roles)

  const save = async () => {
    const lacking = lackingIn(fields.values)
    setError(null)
    setProblem(lacking)
    if (lacking) return
    try {
      const { data } = await update({
        variables: { input: { id: person.id, version, ...inputOf(fields.values) } },
      })
      toast({ message: `${data?.updateUser.name ?? person.name} is saved.` })
      onClose()
    } catch (failure) {
      const found = problemOf(failure)
      const newest =
        found.code === 'CONFLICT' && found.field === 'version' ? await latest().catch(() => null) : null
      if (newest) return meet({ version: newest.version, values: valuesOf(newest) })
      setProblem(found)
      setError(found.field && found.field in personLabels ? null : failure)
    }
  }
  return (
    <FormDialog
      title={`Edit ${person.name}`}
      open
      onClose={onClose}
      onSubmit={() => void save()}
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
