import { type ReactNode, useLayoutEffect, useRef } from 'react'
import './drawer.css'

/** Shows the browser's own dialog over the page as long as it is part of it; afterwards the focus is where it was before. */
export function useModal() {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // Closed while it still stands in the page: only then the browser gives the focus back.
    return () => shown?.close()
  }, [])
  return dialog
}

/** A form at the side of the page. It holds the focus, and Escape closes it; a press beside it does not, since words were typed. */
export function Drawer({ heading, close, children }: { heading: string; close: () => void; children: ReactNode }) {
  const dialog = useModal()
  return (
    <dialog ref={dialog} className="drawer" aria-labelledby={heading} onClose={close}>
      {children}
    </dialog>
  )
}
