import Lock from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Checkbox from '@mui/material/Checkbox'
import type { KeyboardEvent, ReactNode } from 'react'
import { Hidden } from '../../ui/Hidden'
import { useViewer } from '../../ui/viewer'
import { type Drafts, holds, isOn, type Permission, type Role, toggleFlag, togglePermission } from './draft'
import { byResource, resourceName } from '../../ui/resources'

interface Props {
  roles: readonly Role[]
  permissions: readonly Permission[]
  drafts: Drafts
  onChange: (drafts: Drafts) => void
  onOpen: (role: Role) => void
}

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The arrow keys go from box to box, as in a sheet of paper with squares. */
function walk(event: KeyboardEvent<HTMLTableElement>) {
  const step = steps[event.key]
  if (!step || !(event.target instanceof HTMLInputElement)) return
  const boxes = [...event.currentTarget.querySelectorAll('tr')]
    .map((row) => [...row.querySelectorAll<HTMLInputElement>('input[type=checkbox]')])
    .filter((row) => row.length > 0)
  const from = boxes.findIndex((row) => row.includes(event.target as HTMLInputElement))
  const column = event.target.dataset.column
  const [down, right] = step
  if (down !== 0) {
    const rows = down > 0 ? boxes.slice(from + 1) : boxes.slice(0, from).reverse()
    const next = rows.flat().find((box) => !box.disabled && box.dataset.column === column)
    next?.focus()
  } else {
    const row = (boxes[from] ?? []).filter((box) => !box.disabled)
    row[row.indexOf(event.target) + right]?.focus()
  }
  event.preventDefault()
}

const line = '1px solid var(--vg-palette-divider)'
const firstColumn = { position: 'sticky', left: 0, zIndex: 2, backgroundColor: 'background.paper' } as const

/** Rights by roles: what each role allows, ticked; built-in roles are kept by the software and locked. */
export function RoleMatrix({ roles, permissions, drafts, onChange, onOpen }: Props) {
  const { permissions: held } = useViewer()
  return (
    <Box
      sx={{
        overflow: 'auto',
        maxHeight: 'calc(100dvh - 250px)',
        minHeight: 320,
        border: line,
        borderRadius: 2,
        backgroundColor: 'background.paper',
      }}
    >
      <Box
        component="table"
        aria-label="Rights by role"
        onKeyDown={walk}
        sx={{
          borderCollapse: 'separate',
          borderSpacing: 0,
          width: '100%',
          fontSize: '0.8125rem',
          '& th, & td': { borderBottom: line, px: 1, height: 34, textAlign: 'center' },
          '& thead th': {
            position: 'sticky',
            top: 0,
            zIndex: 3,
            backgroundColor: 'background.paper',
            verticalAlign: 'bottom',
            py: 1,
          },
          '& tbody th[scope=row]': { ...firstColumn, textAlign: 'left', fontWeight: 400, pl: 2 },
          '& tbody th[scope=rowgroup]': {
            ...firstColumn,
            textAlign: 'left',
            fontWeight: 650,
            pt: 1.5,
            height: 40,
            color: 'text.secondary',
            fontSize: '0.75rem',
          },
          '& tbody tr:hover td, & tbody tr:hover th[scope=row]': {
            backgroundImage:
              'linear-gradient(var(--vg-palette-action-hover), var(--vg-palette-action-hover))',
          },
        }}
      >
        <thead>
          <tr>
            <Box component="th" scope="col" sx={{ ...firstColumn, zIndex: '4 !important', minWidth: 210 }}>
              <Hidden>Right</Hidden>
            </Box>
            {roles.map((role) => (
              <th key={role.id} scope="col">
                <RoleHead role={role} changed={role.id in drafts} onOpen={() => onOpen(role)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row
            label="Needs a second factor"
            roles={roles}
            cell={(role) => (
              <Tick
                column={role.id}
                label={`${role.name}: needs a second factor`}
                checked={isOn(role, drafts[role.id], 'requiresSecondFactor')}
                changed={drafts[role.id]?.requiresSecondFactor !== undefined}
                onToggle={() => onChange(toggleFlag(drafts, role, 'requiresSecondFactor'))}
              />
            )}
          />
          <Row
            label="Visits are booked with them"
            roles={roles}
            cell={(role) => (
              <Tick
                column={role.id}
                label={`${role.name}: visits are booked with them`}
                checked={isOn(role, drafts[role.id], 'seesPatients')}
                changed={drafts[role.id]?.seesPatients !== undefined}
                locked={role.builtIn}
                onToggle={() => onChange(toggleFlag(drafts, role, 'seesPatients'))}
              />
            )}
          />
        </tbody>
        {byResource(permissions).map(([resource, rights]) => (
          <tbody key={resource}>
            <tr>
              <th scope="rowgroup">{resourceName(resource)}</th>
              <td colSpan={roles.length} />
            </tr>
            {rights.map(({ name, description }) => (
              <Row
                key={name}
                label={description}
                title={name}
                roles={roles}
                cell={(role) => (
                  <Tick
                    column={role.id}
                    label={`${role.name}: ${description}`}
                    checked={holds(role, drafts[role.id], name)}
                    changed={drafts[role.id]?.given[name] !== undefined}
                    locked={role.builtIn || !(held.includes(name) || name === 'own-household:read')}
                    onToggle={() => onChange(togglePermission(drafts, role, name))}
                  />
                )}
              />
            ))}
          </tbody>
        ))}
      </Box>
    </Box>
  )
}

function RoleHead({ role, changed, onOpen }: { role: Role; changed: boolean; onOpen: () => void }) {
  const people = `${role.holderCount ?? 0} ${role.holderCount === 1 ? 'person' : 'people'}`
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', gap: 0.25, minWidth: 92, fontWeight: 600 }}>
      {role.builtIn ? (
        <Box component="span" title={role.description}>
          {role.name}
        </Box>
      ) : (
        <ButtonBase
          onClick={onOpen}
          sx={{
            font: 'inherit',
            fontWeight: 650,
            color: 'primary.main',
            px: 0.5,
            minHeight: 24,
            borderRadius: 1,
          }}
        >
          {role.name}
          {changed && <Hidden>, changed</Hidden>}
        </ButtonBase>
      )}
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.5,
          fontSize: '0.6875rem',
          fontWeight: 400,
          color: 'text.secondary',
        }}
      >
        {role.builtIn && <Lock titleAccess="Kept by the software" sx={{ fontSize: 12 }} />}
        {people}
      </Box>
    </Box>
  )
}

interface RowProps {
  label: string
  title?: string
  roles: readonly Role[]
  cell: (role: Role) => ReactNode
}

const Row = ({ label, title, roles, cell }: RowProps) => (
  <tr>
    <th scope="row" title={title}>
      {label}
    </th>
    {roles.map((role) => (
      <td key={role.id}>{cell(role)}</td>
    ))}
  </tr>
)

interface TickProps {
  column: string
  label: string
  checked: boolean
  changed: boolean
  locked?: boolean
  onToggle: () => void
}

const Tick = ({ column, label, checked, changed, locked = false, onToggle }: TickProps) => (
  <Checkbox
    size="small"
    checked={checked}
    disabled={locked}
    onChange={onToggle}
    slotProps={{ input: { 'aria-label': label, 'data-column': column } as object }}
    sx={{
      p: 0.5,
      ...(changed && { boxShadow: 'inset 0 0 0 2px var(--vg-palette-warning-main)' }),
      // A locked box is there to be read.
      '&.Mui-disabled.Mui-checked': { color: 'text.secondary' },
      '&.Mui-disabled:not(.Mui-checked)': { opacity: 0.35 },
    }}
  />
)
