import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { missing, useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useToast } from '../../ui/toasts'
import { useViewer } from '../../ui/viewer'
import type { Role } from './draft'
import { useCreateRoleMutation, useDeleteRoleMutation, useUpdateRoleMutation } from './roles.gen'

const labels = { name: 'Name', description: 'What people in it do' }

interface Props {
  /** The role to edit; null makes a new one. */
  role: Role | null
  roles: readonly Role[]
  onClose: () => void
}

/** Names a role; its rights are ticked in the matrix. */
export function RoleDialog({ role, roles, onClose }: Props) {
  const { permissions: held } = useViewer()
  const fields = useFields({ name: role?.name ?? '', description: role?.description ?? '', like: '' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { headersFor } = useIdempotencyKey()
  const toast = useToast()
  const forget = {
    update: (cache: { evict: (what: { fieldName: string }) => void }) => cache.evict({ fieldName: 'roles' }),
  }
  const [create, creating] = useCreateRoleMutation(forget)
  const [update, updating] = useUpdateRoleMutation()
  const [remove, removing] = useDeleteRoleMutation(forget)

  const attempt = async (run: () => Promise<unknown>, message: string) => {
    setError(null)
    try {
      await run()
      toast({ message })
      onClose()
    } catch (failure) {
      const found = problemOf(failure)
      setProblem(found)
      setError(found.field && found.field in labels ? null : failure)
    }
  }
  const save = async () => {
    const input = { name: fields.values.name.trim(), description: fields.values.description.trim() }
    const lacking = missing(input, ['name', 'description'], labels)
    setProblem(lacking)
    if (lacking) return
    if (role) {
      const changed = { id: role.id, version: role.version, ...input }
      return attempt(() => update({ variables: { input: changed } }), `${input.name} is saved.`)
    }
    const like = roles.find(({ id }) => id === fields.values.like)
    const permissions = (like?.permissions ?? []).filter((name) => held.includes(name))
    const made = { ...input, permissions, seesPatients: like?.seesPatients ?? false }
    return attempt(
      () => create({ variables: { input: made }, context: headersFor(made) }),
      `${input.name} can be given now. Tick what it allows.`,
    )
  }
  return (
    <FormDialog
      title={role ? `Edit ${role.name}` : 'New role'}
      open
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel={role ? 'Save' : 'Make the role'}
      busy={creating.loading || updating.loading || removing.loading}
      error={error}
      width="xs"
    >
      <TextField
        {...fields.text('name')}
        label={labels.name}
        required
        autoFocus
        {...wrong(problem, 'name')}
      />
      <TextField
        {...fields.text('description')}
        label={labels.description}
        required
        multiline
        minRows={2}
        {...wrong(problem, 'description')}
      />
      {!role && (
        <TextField
          select
          label="Begin with the rights of"
          value={fields.values.like}
          onChange={(event) => fields.set('like', event.target.value)}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        >
          <MenuItem value="">Nothing yet</MenuItem>
          {roles.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      )}
      {role && (
        <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
          <Button
            color="error"
            startIcon={<Delete />}
            disabled={role.holderCount !== 0}
            onClick={() =>
              void attempt(
                () => remove({ variables: { id: role.id, version: role.version } }),
                `${role.name} is deleted.`,
              )
            }
          >
            Delete this role
          </Button>
          {role.holderCount !== 0 && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              Not while somebody holds it.
            </Typography>
          )}
        </Box>
      )}
    </FormDialog>
  )
}
