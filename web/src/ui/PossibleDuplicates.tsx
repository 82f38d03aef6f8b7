import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Kbd } from './Kbd'
import { useShortcut } from './shortcuts'
import { Tag } from './Tag'

const reasonLabels = {
  MICROCHIP: 'same microchip',
  PHONE: 'same phone',
  EMAIL: 'same e-mail',
  NAME: 'similar name',
  PET_NAME: 'similar name',
}

export interface Duplicate {
  key: string
  name: string
  /** What tells it from another of the name. */
  detail: string
  reasons: readonly (keyof typeof reasonLabels)[]
  isArchived: boolean
  open: () => void
}

/** Who or what may be the one that is being entered; the first is opened by one key. */
export function PossibleDuplicates({ title, found }: { title: string; found: readonly Duplicate[] }) {
  // Readers hear of it when it appears, and the place is there before.
  return (
    <Box role="status" sx={found.length === 0 ? { display: 'none' } : undefined}>
      {found.length > 0 && <Found title={title} found={found} />}
    </Box>
  )
}

function Found({ title, found }: { title: string; found: readonly Duplicate[] }) {
  useShortcut('mod+o', 'Open what is there already', () => found[0]?.open())
  return (
    <Box
      sx={{ p: 1.5, borderRadius: 1.25, border: 1, borderColor: 'warning.main', display: 'grid', gap: 0.5 }}
    >
      <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5 }}>
        {found.map(({ key, name, detail, reasons, isArchived, open }, index) => (
          <Box
            component="li"
            key={key}
            sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.25 }}
          >
            <Box sx={{ flex: '1 1 180px', minWidth: 0 }}>
              {name} {isArchived && <Tag>Archived</Tag>}
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {[...new Set(reasons.map((reason) => reasonLabels[reason])), detail]
                  .filter(Boolean)
                  .join(' · ')}
              </Typography>
            </Box>
            <Button
              size="small"
              variant="outlined"
              color="inherit"
              onClick={open}
              aria-label={`Open ${name} instead`}
            >
              Open
            </Button>
            {index === 0 && (
              <Box component="span" aria-hidden sx={{ display: { xs: 'none', md: 'inline' } }}>
                <Kbd>Ctrl O</Kbd>
              </Box>
            )}
          </Box>
        ))}
      </Box>
    </Box>
  )
}
