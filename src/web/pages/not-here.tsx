import { Link } from '@tanstack/react-router'
import { Empty } from '../parts/refusals.tsx'

export const NotHere = () => (
  <Empty title="没有这个页面">
    地址可能有误，或者内容已经移动。
    <Link to="/" search={{}}>
      回到今日
    </Link>
  </Empty>
)
