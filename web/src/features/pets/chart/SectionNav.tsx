import Box from '@mui/material/Box'
import { type MouseEvent, useEffect, useState } from 'react'
import type { ChartSection } from './chartSection'

/** Which section stands at the top of the page now. */
function useCurrent(keys: string): string {
  const [current, setCurrent] = useState(keys.split(' ')[0] ?? '')
  useEffect(() => {
    const scroller = document.getElementById('main')
    if (!scroller) return
    const look = () => {
      const list = keys.split(' ')
      const atEnd =
        scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 4 && scroller.scrollTop > 0
      const passed = list.filter(
        (key) =>
          (document.getElementById(key)?.getBoundingClientRect().top ?? Infinity) <
          scroller.getBoundingClientRect().top + 130,
      )
      setCurrent((atEnd ? list.at(-1) : passed.at(-1)) ?? list[0] ?? '')
    }
    look()
    scroller.addEventListener('scroll', look, { passive: true })
    return () => scroller.removeEventListener('scroll', look)
  }, [keys])
  return current
}

/** Stays at the top while the chart scrolls; on a phone it scrolls sideways by itself. */
export function SectionNav({ sections }: { sections: readonly ChartSection[] }) {
  const current = useCurrent(sections.map(({ key }) => key).join(' '))
  const go = (event: MouseEvent, key: string) => {
    event.preventDefault()
    const section = document.getElementById(key)
    section?.scrollIntoView({ behavior: 'smooth', block: 'start' })
    section?.focus({ preventScroll: true })
    window.history.replaceState(window.history.state, '', `#${key}`)
  }
  return (
    <Box
      component="nav"
      aria-label="Parts of the chart"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 5,
        mx: { xs: -2, md: -3 },
        px: { xs: 2, md: 3 },
        py: 1,
        display: 'flex',
        gap: 0.5,
        overflowX: 'auto',
        scrollbarWidth: 'none',
        borderBottom: 1,
        borderColor: 'divider',
        backgroundColor: 'background.default',
      }}
    >
      {sections.map(({ key, label }) => (
        <Box
          key={key}
          component="a"
          href={`#${key}`}
          aria-current={current === key ? 'location' : undefined}
          onClick={(event: MouseEvent) => go(event, key)}
          sx={{
            display: 'grid',
            alignItems: 'center',
            flex: 'none',
            minHeight: { xs: 44, md: 34 },
            px: 1.75,
            borderRadius: 99,
            fontSize: '0.8125rem',
            fontWeight: 600,
            textDecoration: 'none',
            color: current === key ? 'primary.contrastText' : 'text.secondary',
            backgroundColor: current === key ? 'primary.main' : 'transparent',
            '&:hover':
              current === key ? undefined : { backgroundColor: 'action.hover', color: 'text.primary' },
          }}
        >
          {label}
        </Box>
      ))}
    </Box>
  )
}
