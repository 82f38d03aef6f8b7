import Box from '@mui/material/Box'

export const colourWords = {
  GREY: 'Grey',
  BLUE: 'Blue',
  TEAL: 'Teal',
  GREEN: 'Green',
  AMBER: 'Amber',
  ORANGE: 'Orange',
  RED: 'Red',
  VIOLET: 'Violet',
}

type Colour = keyof typeof colourWords

/** Shades that stand out on the tints of either scheme. */
const shades: Record<Colour, string> = {
  GREY: '#7b8794',
  BLUE: '#3b82d6',
  TEAL: '#14958a',
  GREEN: '#4b9a3f',
  AMBER: '#c98a12',
  ORANGE: '#d9661f',
  RED: '#d04545',
  VIOLET: '#8a63d2',
}

/** The colour of a type of appointment; its name stands beside it. */
export const ColourDot = ({ colour }: { colour: Colour }) => (
  <Box
    component="span"
    aria-hidden
    sx={{
      display: 'inline-block',
      flex: 'none',
      width: 10,
      height: 10,
      borderRadius: '3px',
      mr: 0.5,
      backgroundColor: shades[colour],
    }}
  />
)
