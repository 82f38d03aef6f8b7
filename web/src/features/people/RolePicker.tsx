import Add from '@mui/icons-material/Add'
import Close from '@mui/icons-material/Close'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormHelperText from '@mui/material/FormHelperText'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import type { Problem } from '../../ui/errors'
import { isAbout } from '../../ui/fields'
import { useViewer } from '../../ui/viewer'
import { useRoleChoicesQuery } from './people.gen'
import type { HeldRole } from './personForm'

interface Props {
  value: readonly HeldRole[]
  onChange: (roles: readonly HeldRole[]) => void
  problem: Problem | null
}

const everywhere = ''

/** The roles of the staff. A pet owner gets theirs by signing up, and keeps it where it is held already. */
const offered = <Role extends { id: string; key: string | null }>(
  roles: readonly Role[],
  held: string,
): Role[] => roles.filter(({ id, key }) => key !== 'OWNER' || id === held)

/** Which roles somebody holds, each everywhere or at one location; what the viewer may not give is greyed. */
export function RolePicker({ value, onChange, problem }: Props) {
  const { data, error } = useRoleChoicesQuery()
  const { permissions } = useViewer()
  const titleId = useId()
  const [added, setAdded] = useState<number | null>(null)
  const change = (index: number, part: Partial<HeldRole>) =>
    onChange(value.map((held, at) => (at === index ? { ...held, ...part } : held)))
  const mayGive = (role: { permissions: readonly string[] | null }) =>
    (role.permissions ?? []).every((name) => name === 'own-household:read' || permissions.includes(name))
  if (error && !data) return <Alert severity="error">The roles cannot be read right now.</Alert>
  return (
    <Box role="group" aria-labelledby={titleId} sx={{ display: 'grid', gap: 1 }}>
      <Typography id={titleId} sx={{ fontWeight: 600, fontSize: '0.8125rem' }}>
        Roles
      </Typography>
      {value.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>
          Without a role this person can sign in and see nothing.
        </Typography>
      )}
      {value.map(({ roleId, locationId }, index) => (
        <Box key={index} sx={{ display: 'flex', gap: 1, alignItems: 'start' }}>
          <TextField
            select
            label="Role"
            value={data ? roleId : ''}
            onChange={(event) => change(index, { roleId: event.target.value })}
            error={isAbout(problem, 'roles')}
            autoFocus={index === added}
            sx={{ flex: 3, minWidth: 0 }}
          >
            {offered(data?.roles ?? [], roleId).map((role) => (
              <MenuItem key={role.id} value={role.id} disabled={!mayGive(role) && role.id !== roleId}>
                {role.name}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label="Where"
            value={data ? locationId : everywhere}
            onChange={(event) => change(index, { locationId: event.target.value })}
            slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
            sx={{ flex: 2, minWidth: 0 }}
          >
            <MenuItem value={everywhere}>Everywhere</MenuItem>
            {(data?.locations ?? []).map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </TextField>
          <IconButton
            aria-label={`Remove role ${index + 1}`}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
            sx={{ mt: 0.25 }}
          >
            <Close fontSize="small" />
          </IconButton>
        </Box>
      ))}
      {isAbout(problem, 'roles') && <FormHelperText error>{problem?.message}</FormHelperText>}
      <Button
        size="small"
        startIcon={<Add />}
        onClick={() => {
          setAdded(value.length)
          onChange([...value, { roleId: '', locationId: everywhere }])
        }}
        sx={{ justifySelf: 'start' }}
      >
        Add a role
      </Button>
    </Box>
  )
}
