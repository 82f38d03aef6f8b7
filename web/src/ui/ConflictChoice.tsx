import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { useId } from 'react'

export type Side = 'mine' | 'theirs' | 'both'

export interface Choice {
  key: string
  label: string
  mine: string
  theirs: string
  chosen: Side
}

interface Props {
  choices: readonly Choice[]
  onChoose: (key: string, side: Side) => void
  /** Long texts may be kept one behind the other. */
  allowBoth?: boolean
}

/** Two people saved the same thing: both values stand side by side, and a person chooses. */
export function ConflictChoice({ choices, onChoose, allowBoth = false }: Props) {
  const titleId = useId()
  return (
    <Box
      role="group"
      aria-labelledby={titleId}
      sx={{
        border: 1,
        borderColor: 'warning.main',
        borderRadius: 1.25,
        p: 2,
        display: 'grid',
        gap: 1.5,
        backgroundColor: 'color-mix(in srgb, var(--vg-palette-warning-main) 7%, transparent)',
      }}
    >
      <div role="alert">
        <Typography id={titleId} sx={{ fontWeight: 650 }}>
          Somebody else saved this meanwhile
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Nothing you typed is lost. Choose what to keep, then save again.
        </Typography>
      </div>
      {choices.map((choice) => (
        <Box key={choice.key} role="group" aria-label={choice.label} sx={{ display: 'grid', gap: 0.75 }}>
          <Typography variant="subtitle2" component="div">
            {choice.label}
          </Typography>
          <Box
            sx={{
              display: 'grid',
              gap: 1,
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
            }}
          >
            <Option
              title="Theirs"
              text={choice.theirs}
              chosen={choice.chosen === 'theirs'}
              onChoose={() => onChoose(choice.key, 'theirs')}
            />
            <Option
              title="Yours"
              text={choice.mine}
              chosen={choice.chosen === 'mine'}
              onChoose={() => onChoose(choice.key, 'mine')}
            />
          </Box>
          {allowBoth && (
            <Button
              size="small"
              aria-pressed={choice.chosen === 'both'}
              variant={choice.chosen === 'both' ? 'contained' : 'outlined'}
              onClick={() => onChoose(choice.key, 'both')}
              sx={{ justifySelf: 'start' }}
            >
              Keep both texts
            </Button>
          )}
        </Box>
      ))}
    </Box>
  )
}

function Option({
  title,
  text,
  chosen,
  onChoose,
}: {
  title: string
  text: string
  chosen: boolean
  onChoose: () => void
}) {
  return (
    <ButtonBase
      aria-pressed={chosen}
      onClick={onChoose}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr)',
        alignContent: 'start',
        justifyItems: 'start',
        gap: 0.25,
        minHeight: 48,
        p: 1.25,
        textAlign: 'left',
        borderRadius: 1.25,
        border: 2,
        borderColor: chosen ? 'primary.main' : 'divider',
        backgroundColor: 'background.paper',
      }}
    >
      <Typography
        variant="caption"
        sx={{ fontWeight: 650, color: chosen ? 'primary.main' : 'text.secondary' }}
      >
        {title}
        {chosen ? ' ✓' : ''}
      </Typography>
      <Box component="span" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text === '' ? <em>empty</em> : text}
      </Box>
    </ButtonBase>
  )
}
