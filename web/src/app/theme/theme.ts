import { createTheme } from '@mui/material/styles'
import { dark, light } from './palette'

const touch = '@media (pointer: coarse), (max-width: 599.95px)'
const font = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif"

export const theme = createTheme({
  cssVariables: { cssVarPrefix: 'vg', colorSchemeSelector: 'data-scheme' },
  colorSchemes: { light: { palette: light }, dark: { palette: dark } },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: font,
    fontSize: 14,
    h1: {
      fontSize: '1.375rem',
      fontWeight: 650,
      letterSpacing: '-0.015em',
      lineHeight: 1.25,
      // A client of forty letters must not push a phone's page aside.
      overflowWrap: 'anywhere',
    },
    h2: { fontSize: '1.0625rem', fontWeight: 650, letterSpacing: '-0.01em', lineHeight: 1.3 },
    h3: { fontSize: '0.9375rem', fontWeight: 620, lineHeight: 1.35 },
    subtitle2: { fontSize: '0.75rem', fontWeight: 600, letterSpacing: '0.02em', lineHeight: 1.4 },
    body1: { fontSize: '0.875rem', lineHeight: 1.5 },
    body2: { fontSize: '0.8125rem', lineHeight: 1.45 },
    caption: { fontSize: '0.75rem', lineHeight: 1.4 },
    button: { textTransform: 'none', fontWeight: 600, fontSize: '0.8125rem', lineHeight: 1.4 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        html: { height: '100%' },
        body: {
          height: '100%',
          fontFeatureSettings: "'cv11', 'ss03'",
          WebkitTapHighlightColor: 'transparent',
        },
        '#root': { height: '100dvh', display: 'flex', flexDirection: 'column' },
        ':focus-visible': { outline: '2px solid var(--vg-palette-primary-main)', outlineOffset: 2 },
        '.tabular': { fontVariantNumeric: 'tabular-nums' },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animationDuration: '0.01ms !important',
            animationIterationCount: '1 !important',
            // A short duration would delay inherited properties by one frame per level: a covered page stayed visible for five.
            transition: 'none !important',
            scrollBehavior: 'auto !important',
          },
        },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: {
        root: {
          fontFamily: font,
          '&.Mui-focusVisible': { outline: '2px solid var(--vg-palette-primary-main)', outlineOffset: 2 },
        },
      },
    },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: {
        root: {
          minHeight: 34,
          paddingInline: 14,
          borderRadius: 8,
          whiteSpace: 'nowrap',
          [touch]: { minHeight: 44 },
        },
        sizeSmall: { minHeight: 28, paddingInline: 10, fontSize: '0.75rem', [touch]: { minHeight: 44 } },
        outlined: {
          borderColor: 'var(--vg-palette-divider)',
          backgroundColor: 'var(--vg-palette-background-paper)',
        },
      },
    },
    MuiIconButton: {
      styleOverrides: {
        root: { width: 34, height: 34, borderRadius: 8, padding: 0, [touch]: { width: 44, height: 44 } },
        sizeSmall: { width: 28, height: 28, [touch]: { width: 44, height: 44 } },
      },
    },
    MuiToggleButton: {
      styleOverrides: {
        root: {
          height: 34,
          paddingInline: 12,
          borderColor: 'var(--vg-palette-divider)',
          color: 'var(--vg-palette-text-secondary)',
          '&.Mui-selected': { color: 'var(--vg-palette-primary-main)' },
          [touch]: { height: 44 },
        },
      },
    },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiFormControl: { defaultProps: { size: 'small' } },
    MuiSelect: { defaultProps: { size: 'small' } },
    MuiOutlinedInput: {
      styleOverrides: {
        root: {
          backgroundColor: 'var(--vg-palette-background-paper)',
          minHeight: 36,
          '& .MuiOutlinedInput-notchedOutline': {
            borderColor: 'color-mix(in srgb, var(--vg-palette-text-secondary) 55%, transparent)',
          },
          '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderWidth: 2 },
          [touch]: { minHeight: 44 },
        },
      },
    },
    MuiInputLabel: {
      styleOverrides: {
        root: {
          [touch]: {
            '&.MuiInputLabel-sizeSmall:not(.MuiInputLabel-shrink)': {
              transform: 'translate(14px, 11px) scale(1)',
            },
          },
        },
      },
    },
    // Safari zooms the page into any field below 16 px.
    MuiInputBase: { styleOverrides: { input: { '@media (pointer: coarse)': { fontSize: '1rem' } } } },
    MuiMenuItem: {
      styleOverrides: { root: { minHeight: 34, fontSize: '0.875rem', [touch]: { minHeight: 44 } } },
    },
    MuiListItemButton: { styleOverrides: { root: { borderRadius: 8, [touch]: { minHeight: 44 } } } },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: {
        root: { backgroundImage: 'none' },
        outlined: { borderColor: 'var(--vg-palette-divider)' },
      },
    },
    MuiDialog: {
      styleOverrides: {
        paper: {
          borderRadius: 14,
          border: '1px solid var(--vg-palette-divider)',
          '&.MuiDialog-paperFullScreen': { borderRadius: 0, border: 0 },
        },
      },
    },
    MuiDialogTitle: {
      styleOverrides: { root: { fontSize: '1.0625rem', fontWeight: 650, padding: '18px 22px 10px' } },
    },
    MuiDialogContent: { styleOverrides: { root: { padding: '10px 22px 18px' } } },
    MuiDialogActions: {
      styleOverrides: { root: { padding: '12px 22px', borderTop: '1px solid var(--vg-palette-divider)' } },
    },
    // A menu that fades out keeps swallowing clicks meant for what is under it.
    MuiPopover: { defaultProps: { transitionDuration: { enter: 120, exit: 0 } } },
    MuiMenu: {
      defaultProps: { transitionDuration: { enter: 120, exit: 0 } },
      styleOverrides: {
        paper: {
          border: '1px solid var(--vg-palette-divider)',
          boxShadow: '0 12px 32px -12px rgb(10 30 28 / 0.35)',
        },
      },
    },
    MuiAutocomplete: {
      defaultProps: { size: 'small' },
      styleOverrides: {
        paper: {
          border: '1px solid var(--vg-palette-divider)',
          boxShadow: '0 12px 32px -12px rgb(10 30 28 / 0.35)',
        },
      },
    },
    MuiTooltip: {
      defaultProps: { arrow: true, enterDelay: 400 },
      styleOverrides: { tooltip: { fontSize: '0.75rem' } },
    },
    MuiChip: {
      styleOverrides: { root: { fontWeight: 550 }, sizeSmall: { height: 22, fontSize: '0.75rem' } },
    },
    MuiTableCell: {
      styleOverrides: {
        root: { padding: '8px 12px', borderColor: 'var(--vg-palette-divider)', fontSize: '0.8125rem' },
        head: { fontWeight: 600, color: 'var(--vg-palette-text-secondary)', fontSize: '0.75rem' },
      },
    },
    MuiAlert: {
      styleOverrides: {
        root: {
          borderRadius: 10,
          alignItems: 'center',
          '&.MuiAlert-standard.MuiAlert-colorWarning': {
            color: 'var(--vg-palette-status-ARRIVED-ink)',
            backgroundColor: 'var(--vg-palette-status-ARRIVED-fill)',
          },
          '&.MuiAlert-standard.MuiAlert-colorError': {
            color: 'var(--vg-palette-status-NO_SHOW-ink)',
            backgroundColor: 'var(--vg-palette-status-NO_SHOW-fill)',
          },
        },
        // Toasts: quiet unless something failed.
        filled: {
          color: 'var(--vg-palette-surface-railInk)',
          backgroundColor: 'var(--vg-palette-surface-rail)',
          border: '1px solid var(--vg-palette-surface-railActive)',
          boxShadow: '0 12px 32px -12px rgb(10 30 28 / 0.5)',
          '&.MuiAlert-colorError': {
            color: 'var(--vg-palette-error-contrastText)',
            backgroundColor: 'var(--vg-palette-error-main)',
          },
        },
        icon: { color: 'inherit !important' },
      },
    },
    MuiLink: { defaultProps: { underline: 'hover' } },
  },
})
