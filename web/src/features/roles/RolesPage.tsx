import Add from '@mui/icons-material/Add'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import TextField from '@mui/material/TextField'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useState } from 'react'
import { useBlocker } from 'react-router'
import { DiscardDialog } from '../../ui/DiscardDialog'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { useToast } from '../../ui/toasts'
import { useUnsaved } from '../../ui/unsaved'
import { consequence, type Drafts, permissionsAfter, type Role } from './draft'
import { RoleDialog } from './RoleDialog'
import { RoleMatrix } from './RoleMatrix'
import { useRolesPageQuery, useUpdateRoleMutation } from './roles.gen'

export function RolesPage() {
  const { data, error, refetch } = useRolesPageQuery({ fetchPolicy: 'cache-and-network' })
  const phone = useMediaQuery('(max-width: 699.95px)')
  const [drafts, setDrafts] = useState<Drafts>({})
  const [refusals, setRefusals] = useState<readonly string[]>([])
  const [saving, setSaving] = useState(false)
  const [open, setOpen] = useState<Role | 'new' | null>(null)
  const [shownId, setShownId] = useState('')
  const toast = useToast()
  const [update] = useUpdateRoleMutation()
  const roles = data?.roles ?? []
  const permissions = data?.permissions ?? []
  const changed = roles.filter(({ id }) => id in drafts)
  const shown = roles.find(({ id }) => id === shownId) ?? roles.find(({ builtIn }) => !builtIn) ?? roles[0]

  // Leaving would lose the ticks.
  const blocker = useBlocker(changed.length > 0)
  useUnsaved(changed.length > 0)

  const save = async () => {
    setSaving(true)
    const left: Record<string, Drafts[string]> = {}
    const messages: string[] = []
    for (const role of changed) {
      const draft = drafts[role.id]
      if (!draft) continue
      const { given, ...flags } = draft
      const rights = Object.keys(given).length > 0 && {
        permissions: permissionsAfter(role, draft, permissions),
      }
      try {
        await update({ variables: { input: { id: role.id, version: role.version, ...flags, ...rights } } })
      } catch (failure) {
        const { code, field, message } = problemOf(failure)
        left[role.id] = draft
        messages.push(
          code === 'CONFLICT' && field === 'version'
            ? `Somebody else has just changed ${role.name}: your ticks are kept on top of theirs. Look again and save.`
            : `${role.name}: ${message}`,
        )
      }
    }
    if (messages.length > 0) await refetch().catch(() => {})
    else toast({ message: changed.length === 1 ? `${changed[0]?.name} is saved.` : 'The roles are saved.' })
    setDrafts(left)
    setRefusals(messages)
    setSaving(false)
  }

  return (
    <Page
      title="Roles"
      subtitle="What people may do. Built-in roles come with the software; make your own beside them."
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setOpen('new')} disabled={!data}>
          New role
        </Button>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {!data && !error && <Skeleton variant="rounded" height={420} />}
      {data && phone && shown && (
        <TextField select label="Role" value={shown.id} onChange={(event) => setShownId(event.target.value)}>
          {roles.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      )}
      {data && (
        <RoleMatrix
          roles={phone && shown ? [shown] : roles}
          permissions={permissions}
          drafts={drafts}
          onChange={setDrafts}
          onOpen={setOpen}
        />
      )}
      {refusals.map((message) => (
        <Alert key={message} severity="warning" role="alert">
          {message}
        </Alert>
      ))}
      {changed.length > 0 && (
        <Paper
          component="section"
          variant="outlined"
          aria-label="Changes to save"
          sx={{
            position: 'sticky',
            bottom: 12,
            zIndex: 7,
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1.5,
            px: 2,
            py: 1,
            boxShadow: 3,
          }}
        >
          <Box component="ul" sx={{ flex: '1 1 260px', listStyle: 'none', m: 0, p: 0 }}>
            {changed.map((role) => (
              <li key={role.id}>
                <strong>{role.name}</strong>: {consequence(role, drafts[role.id] ?? { given: {} })}
              </li>
            ))}
          </Box>
          <Button color="inherit" disabled={saving} onClick={() => setDrafts({})}>
            Undo
          </Button>
          <Button variant="contained" loading={saving} onClick={() => void save()}>
            Save
          </Button>
        </Paper>
      )}
      {open && <RoleDialog role={open === 'new' ? null : open} roles={roles} onClose={() => setOpen(null)} />}
      <DiscardDialog
        open={blocker.state === 'blocked'}
        onStay={() => blocker.reset?.()}
        onDiscard={() => blocker.proceed?.()}
      />
    </Page>
  )
}
