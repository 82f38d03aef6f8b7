import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useViewer } from '../../ui/viewer'
import type { Role } from './draft'
import { useCreateRoleMutation, useDeleteRoleMutation, useUpdateRoleMutation } from './roles.gen'

const labels = { name: 'Name', description: 'What people in it do', like: 'Begin with the rights of' }

type Values = Record<keyof typeof labels, string>

interface Props {
  /** The role to edit; null makes a new one. */
  role: Role | null
  roles: readonly Role[]
  onClose: () => void
}

const forget = {
  update: (cache: { evict: (what: { fieldName: string }) => void }) => cache.evict({ fieldName: 'roles' }),
}

/** Names a role; its rights are ticked in the matrix. */
export function RoleDialog({ role, roles, onClose }: Props) {
  const { permissions: held } = useViewer()
  const toast = useToast()
  const [create] = useCreateRoleMutation(forget)
  const [update] = useUpdateRoleMutation()
  const [remove] = useDeleteRoleMutation(forget)
  const form = useSave<Values>({
    labels,
    start: { name: role?.name ?? '', description: role?.description ?? '', like: '' },
    save: async (values, { headersFor }) => {
      const input = { name: values.name.trim(), description: values.description.trim() }
      if (role) {
        await update({ variables: { input: { id: role.id, version: role.version, ...input } } })
        toast({ message: `${input.name} is saved.` })
      } else {
        const like = roles.find(({ id }) => id === values.like)
        const permissions = (like?.permissions ?? []).filter((name) => held.includes(name))
        const made = { ...input, permissions, seesPatients: like?.seesPatients ?? false }
        await create({ variables: { input: made }, context: headersFor(made) })
        toast({ message: `${input.name} can be given now. Tick what it allows.` })
      }
      onClose()
    },
  })
  const deleteRole = async ({ id, version, name }: Role) => {
    await remove({ variables: { id, version } })
    toast({ message: `${name} is deleted.` })
    onClose()
  }
  return (
    <SaveDialog
      form={form}
      title={role ? `Edit ${role.name}` : 'New role'}
      onClose={onClose}
      submitLabel={role ? 'Save' : 'Make the role'}
      width="xs"
    >
      <Field<Values> name="name" required autoFocus />
      <Field<Values> name="description" required multiline minRows={2} />
      {role ? (
        <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
          <Button
            color="error"
            startIcon={<Delete />}
            disabled={role.holderCount !== 0 || form.busy}
            onClick={() => void form.submit(() => deleteRole(role))}
          >
            Delete this role
          </Button>
          {role.holderCount !== 0 && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              Not while somebody holds it.
            </Typography>
          )}
        </Box>
      ) : (
        <Field<Values>
          name="like"
          select
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        >
          <MenuItem value="">Nothing yet</MenuItem>
          {roles.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </Field>
      )}
    </SaveDialog>
  )
}
