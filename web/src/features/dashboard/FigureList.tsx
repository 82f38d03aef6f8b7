import ChevronRight from '@mui/icons-material/ChevronRight'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'
import { Section } from '../../ui/Section'

export interface Figure {
  label: string
  /** What is shown in large; a number of things to do that is not zero stands out. */
  value: ReactNode
  /** Whether somebody has to do something about it. */
  calls?: boolean
  hint?: ReactNode
  /** The list that has exactly these. */
  to: string
}

function Row({ label, value, calls = false, hint, to }: Figure) {
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Box
        component={RouterLink}
        to={to}
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr) auto 20px',
          alignItems: 'center',
          columnGap: 1.5,
          minHeight: { xs: 48, md: 42 },
          px: 2,
          py: 0.5,
          color: 'text.primary',
          textDecoration: 'none',
          '&:hover': { backgroundColor: 'action.hover' },
          '&:focus-visible': { outlineOffset: -2 },
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          <Box component="span" sx={{ display: 'block' }}>
            {label}
          </Box>
          {hint && (
            <Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: '0.8125rem' }}>
              {hint}
            </Box>
          )}
        </Box>
        <Box
          component="span"
          className="tabular"
          sx={{
            fontSize: '1.125rem',
            fontWeight: calls ? 700 : 500,
            color: calls ? 'text.primary' : 'text.secondary',
            whiteSpace: 'nowrap',
          }}
        >
          {value}
        </Box>
        <ChevronRight aria-hidden sx={{ fontSize: 20, color: 'text.secondary' }} />
      </Box>
    </Box>
  )
}

interface Props {
  title: string
  /** Null for one that the viewer has no right to. */
  figures: readonly (Figure | null)[]
}

/** Figures of one kind, each leading to its list; nothing for whoever may see none of them. */
export function FigureList({ title, figures }: Props) {
  const shown = figures.filter((figure) => figure !== null)
  if (shown.length === 0) return null
  return (
    <Section title={title} flush>
      <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, p: 0, overflow: 'hidden' }}>
        {shown.map((figure) => (
          <Row key={figure.label} {...figure} />
        ))}
      </Paper>
    </Section>
  )
}
