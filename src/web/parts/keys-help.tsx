import { useModal } from './drawer.tsx'
import './keys-help.css'

/** The keys of a page, shown with `?`. */
export function KeysHelp({ keys, close }: { keys: readonly (readonly [string, string])[]; close: () => void }) {
  const dialog = useModal()
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="keys-t" onClose={close}>
      <h2 id="keys-t">键盘</h2>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button className="btn s" type="submit">
          关闭
        </button>
      </form>
    </dialog>
  )
}
