import type { SvgIconComponent } from '@mui/icons-material'
import Box from '@mui/material/Box'
import { type ReactNode, useState } from 'react'

interface Props {
  icon: SvgIconComponent
  /** What it is, for who does not see the icon. */
  kind: string
  day: ReactNode
  title: ReactNode
  detail?: ReactNode
  tags?: ReactNode
  /** It holds no more. */
  over?: boolean
  /** What opens below it. */
  children?: ReactNode
}

/** One entry: a line with its day; what has more to say opens by Enter. */
export function EntryRow({ icon: Icon, kind, day, title, detail, tags, over = false, children }: Props) {
  const [open, setOpen] = useState(false)
  const opens = children !== undefined
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Box
        component={opens ? 'button' : 'div'}
        type={opens ? 'button' : undefined}
        data-entry
        tabIndex={0}
        aria-expanded={opens ? open : undefined}
        onClick={opens ? () => setOpen(!open) : undefined}
        sx={{
          all: 'unset',
          boxSizing: 'border-box',
          width: '100%',
          minHeight: { xs: 44, md: 36 },
          px: 1.5,
          py: 0.75,
          display: 'grid',
          gridTemplateColumns: '20px 92px minmax(0, 1fr) auto',
          columnGap: 1,
          alignItems: 'baseline',
          cursor: opens ? 'pointer' : 'default',
          '&:hover': opens ? { backgroundColor: 'action.hover' } : undefined,
          '&:focus-visible': { outline: 2, outlineColor: 'primary.main', outlineOffset: '-2px' },
        }}
      >
        <Icon
          titleAccess={kind}
          sx={{ fontSize: 18, color: 'text.secondary', alignSelf: 'start', mt: '2px' }}
        />
        <Box component="span" sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
          {day}
        </Box>
        <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <Box component="span" sx={{ fontWeight: 600, textDecoration: over ? 'line-through' : undefined }}>
            {title}
          </Box>
          {Boolean(detail) && (
            <Box component="span" sx={{ display: 'block', fontSize: '0.8125rem', color: 'text.secondary' }}>
              {detail}
            </Box>
          )}
        </Box>
        <Box component="span" sx={{ display: 'flex', gap: 0.5 }}>
          {tags}
        </Box>
      </Box>
      {open && <Box sx={{ px: 1.5, pb: 1.5, pl: { xs: 1.5, md: 5 } }}>{children}</Box>}
    </Box>
  )
}
