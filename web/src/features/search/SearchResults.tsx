import Add from '@mui/icons-material/Add'
import ArrowForward from '@mui/icons-material/ArrowForward'
import Warning from '@mui/icons-material/WarningAmberRounded'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import { PersonAvatar } from '../../ui/PersonAvatar'
import { PetAvatar } from '../../ui/PetAvatar'
import { Tag } from '../../ui/Tag'
import type { Group, Result } from './results'

interface Props {
  listId: string
  groups: readonly Group[]
  current: Result | null
  text: string
  settled: boolean
  error: string | null
  onHover: (result: Result) => void
  onGo: (result: Result) => void
}

export function SearchResults({ listId, groups, current, text, settled, error, onHover, onGo }: Props) {
  const nobody = groups.every(({ title }) => title !== 'Patients' && title !== 'Clients')
  return (
    <Box sx={{ overflowY: 'auto', minHeight: 120, flex: 1 }}>
      {error && (
        <Typography role="alert" sx={{ px: 2, pt: 2, color: 'error.main' }}>
          {error}
        </Typography>
      )}
      {text !== '' && settled && nobody && !error && (
        <Typography sx={{ px: 2, pt: 2, color: 'text.secondary' }}>
          No patient or client for “{text}”. Try fewer letters, or part of a phone or microchip number.
        </Typography>
      )}
      <Box role="listbox" id={listId} aria-label="Results" sx={{ p: 1, opacity: settled ? 1 : 0.65 }}>
        {groups.map(({ title, results }) => (
          <Box key={title} role="group" aria-labelledby={`${listId}-${title}`}>
            <Typography
              id={`${listId}-${title}`}
              role="presentation"
              variant="subtitle2"
              sx={{ px: 1, pt: 1, pb: 0.5, color: 'text.secondary' }}
            >
              {title}
            </Typography>
            {results.map((result) => (
              <Option
                key={result.id}
                id={`${listId}-${result.id}`}
                result={result}
                active={result === current}
                onHover={() => onHover(result)}
                onGo={() => onGo(result)}
              />
            ))}
          </Box>
        ))}
      </Box>
    </Box>
  )
}

interface OptionProps {
  id: string
  result: Result
  active: boolean
  onHover: () => void
  onGo: () => void
}

function Option({ id, result, active, onHover, onGo }: OptionProps) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <Box
      ref={element}
      role="option"
      id={id}
      aria-selected={active}
      onMouseMove={active ? undefined : onHover}
      // The cursor stays in the field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onGo}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        minHeight: 48,
        px: 1,
        py: 0.75,
        borderRadius: 1.25,
        cursor: 'pointer',
        backgroundColor: active
          ? 'color-mix(in srgb, var(--vg-palette-primary-main) 14%, transparent)'
          : 'transparent',
        boxShadow: active ? 'inset 3px 0 0 var(--vg-palette-primary-main)' : 'none',
      }}
    >
      <Glyph result={result} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography component="div" noWrap sx={{ fontWeight: 600 }}>
          {result.label}
        </Typography>
        {result.detail && (
          <Typography
            component="div"
            variant="body2"
            noWrap
            className="tabular"
            sx={{ color: 'text.secondary' }}
          >
            {result.detail}
          </Typography>
        )}
      </Box>
      {result.alerts && (
        <Tag tone="bad" icon={<Warning aria-hidden />}>
          {result.alerts.length === 1 ? result.alerts[0] : `${result.alerts.length} alerts`}
        </Tag>
      )}
      {result.note && <Tag>{result.note}</Tag>}
    </Box>
  )
}

function Glyph({ result }: { result: Result }) {
  if (result.kind === 'patient') return <PetAvatar name={result.label} photo={result.photo} size={32} />
  if (result.kind === 'client') return <PersonAvatar name={result.label} size={32} />
  const Icon = result.kind === 'action' ? Add : ArrowForward
  return (
    <Box
      aria-hidden
      sx={{
        width: 32,
        height: 32,
        display: 'grid',
        placeItems: 'center',
        borderRadius: 2,
        color: 'primary.main',
        backgroundColor: 'var(--vg-palette-surface-sunken)',
      }}
    >
      <Icon fontSize="small" />
    </Box>
  )
}
