import { Link } from '@tanstack/react-router'
import { useTitle } from '../hooks.ts'

export function NotHere() {
  useTitle('没有这个页面')
  return (
    <div className="empty">
      <h1 className="lead">没有这个页面</h1>
      <p className="mut">
        地址可能有误，或者内容已经移动。
        <Link to="/" search={{}}>
          回到今日
        </Link>
      </p>
    </div>
  )
}
