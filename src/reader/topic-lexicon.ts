import type { Topic } from './topics.ts'

/**
 * The words by which a statistic's topic is known. To teach the reader a word, add it to a line of its topic.
 *
 * `named`  the word names the topic by itself (行政复议)
 * `usual`  the word usually belongs to the topic, but gives way to a named one nearby
 * `hint`   the word only helps when nothing better is near
 *
 * The longest word wins where two begin at the same place: 劳动争议调解 is a labour matter, not a mediation.
 */
type Words = { readonly topic: Topic; readonly named?: string; readonly usual?: string; readonly hint?: string }

export const topicWords: readonly Words[] = [
  {
    topic: 'study-session',
    named:
      '中心组学习 中心组学法 理论学习中心组 学习中心组 中心组 专题学法 集体学法 会前学法 学法 领导干部学法 专题学习 法治讲座 法律讲座 专题辅导 辅导报告 进修班 研讨班 第一议题 研讨交流 专题研讨 夜学 法治专题讲座 集中学习 学习习近平法治思想 法治思想学习 干部培训班 专题党课 读书班 法治培训 法治专题培训 干部法治培训 学习研讨 理论学习 法治能力提升 法治素养培训 全员学法 学习会 轮训',
    usual:
      '学习 培训学习 研讨 讲座培训班 法治课 心得体会 学习培训 干部培训 交流发言 学习贯彻 领学 带头讲 讲法治课 职工学习',
    hint: '培训 授课 法治思想',
  },
  {
    topic: 'law-exam',
    named:
      '普法考试 考试通过率 在线考试 参考率和合格率 法律知识考试通过率 学法考试 法律知识考试 法治考试 任前法考 学法用法考试 用法考试 参学率 参考率 考法 法治理论考试 无纸化学法 学法用法测试 任前考试 知识测试 法律考试 网上学法考试 述法考试 应知应会测试',
    usual: '参考人员 应考 测试 考试合格率',
    hint: '考试 合格率 优秀率',
  },
  { topic: 'court-observation', named: '旁听庭审 庭审旁听 旁听 庭审观摩 观摩庭审 观摩庭', hint: '庭审' },
  {
    topic: 'accountability-report',
    named: '述法 述职述法 书面述法 现场述法 述职述廉述法 点评述法 专题述法 述学述职',
    usual: '述职 述廉 点评意见',
  },
  {
    topic: 'task-supervision',
    named:
      '法治督察 督察 督办事项 督查 督办 专项督察 重点任务 工作要点任务 法治建设任务 整改问题 整改任务 反馈问题 巡察反馈',
    usual: '具体任务 任务分解 任务清单 工作任务 要点 分解 督导 督促 整改 台账 专项检查督导 销号',
    hint: '问题清单',
  },
  {
    topic: 'performance-assessment',
    named: '绩效考核 绩效考评 年终考核 考核得分 法治考核 考评得分 考核权重 示范创建 法治建设考核 综合考核',
    usual: '考核 考评 权重 分值',
    hint: '评议',
  },
  { topic: 'annual-report', named: '法治政府建设年度报告 年度报告' },
  {
    topic: 'meeting',
    named:
      '常务会 常委会会议 常委会 党工委会 党组会 党委会 党政联席会 主任办公会 专题会议 专题会 工作汇报 工作会议 部署会 推进会 联席会议 办公会 委员会会议 协调小组会议 部务会 局务会 局长办公会 政府党组会 党委会议 法治工作会议 党组会议 部署法治 研究部署 听取汇报 听取法治 领导小组会议 班子会议 工作例会 法治议题 涉法议题 领导机构会议',
    usual: '召开会议 会议 听取 研究 审议 议题 部署',
    hint: '召开',
  },
  {
    topic: 'government-service',
    named:
      '政务服务 依申请 网上可办 网办 一网通办 一次不用跑 最多跑一次 跨省通办 政务大厅 办事大厅 服务大厅 审批服务 行政许可 行政审批 告知承诺 不见面审批 一件事 好差评 政务服务事项 高频服务 窗口受理 综合窗口 一窗 全程网办 即办件 承诺时限 办理时限 办结时限 服务事项 许可事项 便民服务 审批事项 自助终端 自助机 营业执照 证照 电子证照 办件 减材料 申请材料 帮办代办 代办 马上办 就近办 零跑动 免证办 备案登记 承诺制 全省通办 川渝通办 容缺受理 延时服务 一窗通办 政务事项 市场主体登记 企业开办 上门服务 证明事项 公共服务事项 一次办 不动产登记',
    usual: '审批 窗口 大厅 可办率 办结事项 办理事项 接待群众 承接 办理各类 即办率 受理率 好评率 一次办结',
    hint: '许可 服务事项 群众办事',
  },
  {
    topic: 'service-grievance',
    named: '办不成事 诉求工单 企业诉求 涉企诉求 吐槽窗口 诉求直达',
    usual: '诉求 企业反映',
  },
  {
    topic: 'hotline',
    named:
      '热线 12345 便民热线 区长信箱 市长信箱 县长信箱 书记信箱 镇长信箱 领导信箱 市长热线 转办件 工单 人民网留言 网民留言 留言板 接诉即办 民生热线 民呼我应 数字城管案件 民意直通车',
    usual: '信箱 留言 群众诉求 诉求办理 反馈率 回复率',
  },
  {
    topic: 'duty-list',
    named:
      '权责清单 权力清单 责任清单 下放事项 权责事项 行政权力事项 职权事项 赋权事项 承接事项 执法事项 权力事项 负面清单 三定 赋权 履职事项 基本履职 配合履职 行政职权 行政权力 权限事项 职权 执法职权 收回事项 上收 放权赋能 下放的 划转 执法权限 处罚权 许可权限 行政审批中介',
    usual: '下放 清单事项 承接下放 事项目录 机构改革 事业单位改革 编制调整 执法部门调整',
    hint: '清单 事项',
  },
  {
    topic: 'credit',
    named: '信用修复 失信 社会信用 信用信息 公共信用 红黑名单 信用承诺 信用评价 信用监管 守信 信用等级 诚信',
    usual: '信用 黑名单',
  },
  {
    topic: 'information-disclosure',
    named:
      '媒体报道 官方微博 官方微信 抖音号 发布作品 舆情 网评文 人事信息 发布动态 主流媒体 采访 主动公开 政府信息公开 信息公开 依申请公开 政务公开 政府信息 政务信息 公开信息 公开政府信息 政府公报 政策解读 新闻发布会 新闻发布 信息公开申请 公开申请 门户网站发布 政务新媒体 解读政策 网站公开',
    usual: '发布信息 网站 公众号发布 发布各类信息 公开各类 解读 公开',
    hint: '公众号 门户网站',
  },
  {
    topic: 'internet-supervision',
    named: '互联网+监管 互联网＋监管 监管数据 监管行为 非现场监管 监管事项目录 智慧监管 “互联网+监管”',
  },
  {
    topic: 'economy',
    named:
      '营商环境 惠企 纾困 减税 退税 降费 市场主体 经营主体 招商引资 账款 融资 贷款 企业减负 助企 护企 信贷 民营企业 惠企政策 财政资金 资金兑付 项目开工 重点项目 产业项目 专利 商标 知识产权 个体工商户 法治体检 走访企业 服务企业 企业走访 企业合规 涉企 招投标 政府采购 清欠',
    usual: '企业 补贴 奖补 项目 税费 登记在册 企业问题',
    hint: '资金 投资',
  },
  {
    topic: 'normative-document',
    named:
      '规范性文件 行政规范性文件 备案审查 地方性法规 政府规章 规章 立法 政府立法 立法意见 法规草案 立法项目 文件清理 废止文件 清理文件 政策文件 立法联系点 立法建议 征求意见稿 立法征求意见 制度文件 修改法规 合规率 备案率',
    usual: '文件 制定文件 废止 修改 失效 备案 清理 党内法规 法规',
    hint: '修订 印发',
  },
  {
    topic: 'major-decision',
    named:
      '重大行政决策 重大决策 决策事项 行政决策 听证会 专家论证 公众参与 公开征求意见 决策目录 决策后评估 重大事项决策 重大事项',
    usual: '决策 论证 听证 征求意见',
  },
  {
    topic: 'legality-review',
    named:
      '合法性审查 合法性审核 法制审核 审核合同 合同审核 合同审查 审查合同 法律审查 审查文件 审查政府合同 政府合同 重大合同 合法性审查意见 法律审核 审核把关 审查意见 法核 法律意见书 重大执法决定 审查协议 审核协议 合法合规性 法审 审查各类文件 合法性 审核文件 审核行政 合规性审查 合规审查',
    usual: '审查 审核 合同 协议 审查率 审核率 审核意见 书面意见',
    hint: '把关 修改意见 意见',
  },
  {
    topic: 'fair-competition-review',
    named: '公平竞争 公平竞争审查 妨碍统一市场 排除、限制竞争 政策措施 增量文件 存量文件',
    hint: '增量 存量',
  },
  {
    topic: 'legal-counsel',
    named:
      '法律顾问 公职律师 外聘律师 政府法律顾问 法律顾问团 聘请律师 常年法律顾问 涉法事务 涉法涉诉事务 法律事务 驻点律师 公司律师 法律顾问单位 顾问律师',
    usual: '顾问 律师 参与论证 法律意见 提供法律意见 法律建议',
  },
  { topic: 'risk-assessment', named: '风险评估 稳定风险 稳评 社会风险 社会稳定风险评估' },
  {
    topic: 'penalty',
    named:
      '行政处罚 处罚案件 罚款 罚没 罚没款 立案查处 一般程序 普通程序 简易程序 处罚决定 查处案件 查办案件 案件查办 不予处罚 免予处罚 免罚 轻罚 首违不罚 办理案件 移送公安 移送司法 结案率 没收 从轻 减轻处罚 吊销 警告 案值 货值 食品安全案件 违法案件 执法案件 处罚金额 执法办案 执结率 裁量 查处违法 违法行为 查处 违法线索 移送司法机关 不予行政处罚 侵权假冒 铁拳 案件移送 处罚 罚款金额 交通违法 包容免罚 轻微违法 刑事拘留 抓获 破获 违法占地案件 涉嫌犯罪',
    usual: '结案 销案 移送 查获 依法处置',
    hint: '当事人 程序 立案 违法 案件 办案',
  },
  {
    topic: 'compulsion',
    named:
      '违建 拆违 拆除 违法建设 违法建筑 违章建筑 行政强制 强制措施 强制执行 查封 扣押 暂扣 取缔 冻结 强拆 违法用地 乱搭乱建 拆除面积 存量违建 代履行 两违 私搭乱建 违法搭建 控违 查扣',
    usual: '收缴 下架 销毁 关停 强制',
  },
  {
    topic: 'inspection',
    named:
      '双随机 行政检查 执法检查 联合检查 专项检查 抽查 联合执法 检查企业 检查单位 出动执法人员 巡查 专项整治 综合查一次 扫码入企 入企检查 安全检查 隐患 安全生产检查 日常检查 检查经营户 检查场所 监督检查 扫码检查 专项行动 专项执法 执法行动 市容 整治 排查隐患 现场检查 日常巡查 综合执法 整改隐患 消除隐患 问题隐患 安全隐患 检查各类 涉企检查 涉企行政检查 检查频次 巡查检查 出动执法车辆 劝导 规劝 占道经营 责令整改 责令改正 整改通知书 抽检 监管事项覆盖率 抽检合格率 驻站执法 执法劝导 暗访 店外经营 流动摊贩',
    usual: '检查 出动 检查率 监管 排查企业 抽取 排查问题 巡逻',
    hint: '安全 覆盖率 执法人员',
  },
  {
    topic: 'enforcement-officer',
    named:
      '执法主体 执法证 执法人员资格 资格考试 持证 持证执法人员 行政执法证 现有执法人员 配备执法人员 执法资格 执法辅助人员 辅助人员 执法队员 执法证件 持证率 持证上岗 行政执法人员 执法队伍 协管员 申领 换证 在岗执法 执法证考试 执法人员 综合执法队 法制审核人员 新申领 执法考试',
    usual: '编制 执法员 在编 终审通过 报名',
    hint: '队伍 人员',
  },
  {
    topic: 'enforcement-publicity',
    named:
      '执法公示 行政执法公示 双公示 公示行政 公示信息 公示类 公示执法 执法信息 行政处罚信息 行政许可信息 公示平台 公示率 公示行政处罚 公示行政审批 处罚信息 许可信息',
    usual: '公示',
  },
  { topic: 'case-file-review', named: '案卷评查 评查案卷 案卷 评查 卷宗 优秀案卷 案件评查', usual: '优秀 不合格' },
  {
    topic: 'enforcement-supervision',
    named:
      '执法监督 行政执法监督 执法监督员 执法平台 执法监督意见书 监督平台 特邀监督员 监督联系点 执法办案系统 线上办案 办案平台 一体化行政执法平台 执法全过程记录 执法记录仪 三项制度 督促整改执法 执法监督建议 监督意见 办案率 执法数据 全过程记录 监督检查执法 综合执法平台 粤执法 线上使用 上线使用 监督建议书 执法系统',
    usual: '监督 记录仪 平台使用 录入',
    hint: '平台',
  },
  {
    topic: 'enforcement-training',
    named:
      '执法规范化培训 参训执法人员 执法培训 执法人员培训 行政执法培训 执法业务培训 综合行政执法培训 执法能力培训 轮训执法 执法平台使用培训 行政处罚法专题培训 行政执法人员专题培训 执法人员专题培训 执法专题培训 执法大练兵 执法比武 执法骨干培训 业务培训 执法大讲堂 执法人员轮训 执法案例研讨 跟班学习',
    usual: '参训人员 参训 培训人次 岗位练兵',
    hint: '培训',
  },
  {
    topic: 'mediation',
    named:
      '人民调解 调解纠纷 化解纠纷 调解成功 调解成功率 调解案件 化解矛盾纠纷 矛盾纠纷化解 矛盾化解 调解员 诉前调解 司法确认 调解协议 诉调对接 调解组织 调解委员会 纠纷调解 调处矛盾 行政调解 行政裁决 化解率 民转刑 调解室 调解各类 化解各类 调处成功率 多元解纷 调处各类 矛盾调解 调处纠纷 调解矛盾 化解成功率 化解矛盾 调委会 化解重大 成功调解 成功化解 调解工作室 委派调解 联合调解 调解率 行业性专业性 品牌调解 调解人员 调解成功案件 纠纷案件 疑难复杂 涉案金额 联动调解 调解涉及金额 多元化解 调处 矛盾纠纷调解 化解矛盾纠纷率 以案定补 调解卷宗',
    usual: '调解 化解 调结 调成 协议金额 成功率 正在处理 履行率 和解',
    hint: '纠纷 矛盾',
  },
  {
    topic: 'dispute-screening',
    named:
      '排查纠纷 排查各类 矛盾纠纷排查 排查矛盾 排查矛盾纠纷 排查出 排查各类矛盾 受理纠纷 受理矛盾纠纷 排查活动 纠纷排查 大排查 符合受理 排查走访 排查风险 摸排 排查矛盾风险 收集矛盾 排查案件 登记矛盾 受理各类矛盾 受理各类纠纷 排查受理 矛盾隐患 风险隐患点',
    usual: '排查',
    hint: '受理',
  },
  {
    topic: 'land-dispute',
    named:
      '三大纠纷 土地纠纷 山林 林权 权属争议 土地权属 水利纠纷 土地山林 确权 权属纠纷 土地确权 林地纠纷 宅基地纠纷 土地承包纠纷 土地仲裁',
  },
  {
    topic: 'labor-dispute',
    named:
      '劳动争议 劳动纠纷 劳资纠纷 劳动人事争议 劳动仲裁 欠薪 拖欠工资 农民工工资 劳动监察 劳动保障监察 农民工 劳动维权 劳动争议调解 劳动人事 追回工资 追讨工资 劳资矛盾 仲裁案件 人事争议 劳动保障 工资报酬 讨薪 欠薪案件 劳动者 劳资 工资 工伤认定',
    usual: '仲裁 用工 劳动用工 仲裁结案率',
  },
  {
    topic: 'reconsideration',
    named:
      '行政复议 复议 复议案件 纠错率 复议申请 复议决定 复议体制 复议机关 复议机构 行政复议案件 行政复议申请 行政复议意见书 复议意见书 复议建议书 复议听证 复议调解 调撤率 直接纠错率 行政复议调解 复议机构人员 行政复议建议书 调解和解率 案结事了率 复议决定书',
    usual: '维持 驳回 撤销 确认违法 终止 变更 责令履行 审结 不予受理 撤回 纠错',
  },
  {
    topic: 'litigation',
    named:
      '行政诉讼 应诉 行政应诉 出庭应诉 败诉 败诉率 胜诉 胜诉率 诉讼案件 出庭率 负责人出庭 行政机关负责人 一审 二审 行政案件 一审行政 司法建议 检察建议 行政机关负责人出庭应诉率 应诉案件 出庭 被诉 开庭审理 原告撤诉 行政判决 非诉执行 府院联动 府院联席 民事诉讼 生效裁判 府检联动',
    usual: '诉讼 判决 撤诉 待判决 开庭 裁定',
    hint: '法院',
  },
  {
    topic: 'petition',
    named:
      '信访 上访 信访件 信访积案 重复信访 信访案件 来信 来访 初信初访 信访事项 领导包案 接访 群众来访 信访矛盾 访诉 网上信访 信访化解率 信访办结率 进京访 非访 信访总量 阳光信访 信访问题 接待来访 信访人 实体性化解 程序性办结 包案 下访 稳控',
    usual: '积案 办结率 劝返 劝回',
  },
  {
    topic: 'congress-proposal',
    named:
      '人大代表 政协委员 提案 建议提案 代表建议 人大建议 政协提案 人大议案 议案 建议、提案 政协民主监督 人大监督 建议办理 提案办理 办复率 人大代表建议 政协建议 代表 审议意见 委员提案 人大代表议案 人大代表联络站',
    usual: '面商率 办复 联系选民 选民 议案提案',
    hint: '建议',
  },
  {
    topic: 'legal-aid',
    named:
      '法律援助 法援 受援人 援助案件 法律援助案件 值班律师 刑事辩护 援助中心 律师值班 认罪认罚 指派律师 受援 法律帮助 刑事案件律师辩护 援助事项 农民工法律援助 法援案件 司法救助 援助对象',
    usual: '挽回经济损失 援助 困难群众 挽回损失',
  },
  { topic: 'notarization', named: '公证 公证处 公证事项 公证案件 办证 公证业务 公证机构 出证' },
  {
    topic: 'legal-consultation',
    named:
      '法律咨询 村居法律顾问 村（社区）法律顾问 村(社区)法律顾问 村(居)法律顾问 村（居）法律顾问 一村一法律顾问 村社区法律顾问 驻村法律顾问 咨询服务 解答咨询 解答法律咨询 法律服务咨询 群众咨询 接待咨询 村法律顾问 社区法律顾问 法律顾问进村 提供咨询 律师坐班 坐班 免费法律咨询 接待法律咨询 咨询解答 现场咨询 电话咨询 律师到企业 村居（社区）法律顾问 一村（社区）一法律顾问 起草法律文书 代写法律文书 代写文书 法律文书 为群众提供 解答群众 政策咨询 解答群众咨询 接受咨询 来访咨询',
    usual: '咨询 解答 坐诊 文书',
  },
  {
    topic: 'community-correction',
    named:
      '社区矫正 社区矫正对象 矫正对象 安置帮教 刑满释放 刑释人员 社矫 矫正中心 社区服刑 解除矫正 入矫 解矫 帮教 在册矫正 安置帮教对象 调查评估 社区矫正人员 两类人员 戒毒 吸毒',
    usual: '在矫 入矫宣告 重新犯罪率 请假外出',
  },
  { topic: 'circuit-court', named: '巡回法庭 巡回审判 网上巡回 共享法庭 车载法庭 法官工作室 法庭' },
  {
    topic: 'legal-service-platform',
    named:
      '公共法律服务中心 公共法律服务站 公共法律服务工作站 公共法律服务工作室 法律服务工作室 法律服务站 法律服务中心 公共法律服务实体 律师事务所 律所 执业律师 注册律师 司法所 法律服务平台 司法鉴定 公共法律服务点 基层法律服务所 公共法律服务 法律服务工作者 在册律师 注册律师事务所 法律服务机构 法律服务自助机 12348 法律服务终端 公共法律服务终端 法律服务驿站 法律服务点 法律服务所',
    usual: '法律服务 仲裁机构',
  },
  {
    topic: 'publicity-duty',
    named:
      '谁执法谁普法 普法责任 普法清单 普法责任制 普法责任清单 法治副校长 履职报告评议 普法责任单位 普法联席会议 普法讲师团 以案释法典型案例 普法计划 普法考核',
  },
  {
    topic: 'publicity-activity',
    named:
      '法治课堂 流动课堂 海报 横幅 展板 普法 法治宣传 普法宣传 宣传活动 法律宣传 普法活动 宣传资料 宣传单 宣传册 宣传折页 宣传品 宣传教育 举办各类法治讲座 法治讲座进 入户宣传 法律六进 法律八进 法律进 主题宣传 宣传周 法治课 法治宣讲 宣讲 普法讲座 宪法宣传 民法典宣传 普法志愿者 宣传海报 宣传标语 宣传视频 普法短视频 法治文艺 以案释法 发放资料 宣传材料 宣传手册 普法宣传活动 微信推送 推送 短视频 宣传覆盖 受教育 受众 宣传信息 LED 条幅 横幅 宪法日 宪法宣传周 国家安全教育日 法治教育 法治宣传教育 反诈 集中宣传 普法资料 发放宣传 明白纸 送法 普法课堂 咨询活动 禁毒宣传 讲座 受益群众 宣传展板 张贴 悬挂 公益广告 志愿服务 普法作品 微视频 微电影 阅读量 点击量 播放量 知识竞赛 普法品牌 青少年法治 进校园 进企业 进乡村 文艺演出 普法小分队 志愿者 普法基地 宣传栏 广播 法治大讲堂 倡议书 法治电影 知晓率 普法文章 法律书籍 参与群众 法律知识讲座 普法短信 宣传车 院坝会 专栏 赶集日 应急普法 惠及群众 覆盖群众 覆盖人口 线上培训 法律法规宣传 政策宣讲 普法骨干 宣讲活动 宣传教育活动 以会代训 巡回宣讲 组织参观 直播',
    usual: '宣传 发放 受众 覆盖 活动 展板 标语 派发 惠及 参与 培训企业 竞赛 观看 图文 播放',
    hint: '群众 资料 学生 师生',
  },
  {
    topic: 'legal-literate',
    named:
      '法律明白人 学法用法示范户 学法守法示范户 民主法治示范 民主法治示范村 法治示范村 法治文化阵地 法治文化公园 法治公园 法治长廊 法治文化广场 法治广场 法治文化长廊 普法阵地 示范户 法治文化 法治文化墙 法治宣传栏 法治带头人 法治示范 法治小院 法治阵地 宪法公园 宪法主题公园 法治教育基地 文化阵地 民主法治村 法治书屋 法治宣传阵地 示范村 法治文化主题公园 法治建设示范 法治宣传教育基地 法治驿站 法律图书角 普法教育基地 法治超市 法治宣传长廊 村民评理 法治文化街区',
    usual: '公园 长廊 阵地 明白人',
  },
  { topic: 'other', named: '协调小组 政法专项编制', usual: '干部职工 编制 移交 科室 招录' },
]

/**
 * Two words of one clause that together name a topic which neither names alone, in this order and at most twelve
 * characters apart: 执法 … 培训 is training of officers whatever stands between.
 */
export const topicPairs: readonly { readonly topic: Topic; readonly words: readonly [string, string] }[] = [
  { topic: 'enforcement-training', words: ['执法', '培训'] },
  { topic: 'enforcement-training', words: ['执法', '轮训'] },
  { topic: 'enforcement-officer', words: ['执法', '考试'] },
  { topic: 'enforcement-officer', words: ['执法', '持证'] },
  { topic: 'enforcement-supervision', words: ['执法', '监督'] },
  { topic: 'inspection', words: ['执法', '检查'] },
  { topic: 'inspection', words: ['检查', '企业'] },
  { topic: 'inspection', words: ['整改', '隐患'] },
  { topic: 'inspection', words: ['发现', '隐患'] },
  { topic: 'law-exam', words: ['法律知识', '考试'] },
  { topic: 'law-exam', words: ['学法', '考试'] },
  { topic: 'law-exam', words: ['普法', '考试'] },
  { topic: 'study-session', words: ['学习', '习近平法治思想'] },
  { topic: 'study-session', words: ['干部', '法治培训'] },
  { topic: 'study-session', words: ['领导干部', '培训'] },
  { topic: 'legality-review', words: ['审查', '合同'] },
  { topic: 'legality-review', words: ['审核', '合同'] },
  { topic: 'legality-review', words: ['合同', '审查'] },
  { topic: 'legality-review', words: ['合法性', '审'] },
  { topic: 'legality-review', words: ['审核', '协议'] },
  { topic: 'legality-review', words: ['出具', '审查意见'] },
  { topic: 'legal-consultation', words: ['村', '法律顾问'] },
  { topic: 'legal-consultation', words: ['社区', '法律顾问'] },
  { topic: 'legal-consultation', words: ['解答', '咨询'] },
  { topic: 'legal-consultation', words: ['提供', '咨询'] },
  { topic: 'dispute-screening', words: ['排查', '纠纷'] },
  { topic: 'dispute-screening', words: ['排查', '矛盾'] },
  { topic: 'mediation', words: ['调解', '纠纷'] },
  { topic: 'mediation', words: ['化解', '纠纷'] },
  { topic: 'mediation', words: ['化解', '矛盾'] },
  { topic: 'compulsion', words: ['拆除', '违'] },
  { topic: 'publicity-activity', words: ['发放', '资料'] },
  { topic: 'publicity-activity', words: ['发放', '手册'] },
  { topic: 'publicity-activity', words: ['发放', '宣传'] },
  { topic: 'publicity-activity', words: ['法治', '课堂'] },
  { topic: 'publicity-activity', words: ['普法', '活动'] },
  { topic: 'publicity-activity', words: ['宣传', '活动'] },
  { topic: 'publicity-duty', words: ['法治副校长', '覆盖'] },
  { topic: 'congress-proposal', words: ['代表', '建议'] },
  { topic: 'congress-proposal', words: ['委员', '提案'] },
  { topic: 'information-disclosure', words: ['公开', '信息'] },
  { topic: 'information-disclosure', words: ['发布', '信息'] },
  { topic: 'information-disclosure', words: ['主动公开', '规章'] },
  { topic: 'information-disclosure', words: ['主动公开', '文件'] },
  { topic: 'information-disclosure', words: ['发布', '文件'] },
  { topic: 'duty-list', words: ['承接', '事项'] },
  { topic: 'legal-literate', words: ['建设', '示范'] },
  { topic: 'normative-document', words: ['制定', '规范性文件'] },
  { topic: 'normative-document', words: ['清理', '文件'] },
  { topic: 'litigation', words: ['负责人', '出庭'] },
  { topic: 'penalty', words: ['行政处罚', '案件'] },
  { topic: 'case-file-review', words: ['评查', '案卷'] },
  { topic: 'penalty', words: ['查处', '案件'] },
  { topic: 'penalty', words: ['查处', '违法'] },
  { topic: 'petition', words: ['信访', '件'] },
  { topic: 'legal-literate', words: ['培育', '法律明白人'] },
  { topic: 'labor-dispute', words: ['农民工', '工资'] },
  { topic: 'labor-dispute', words: ['劳动', '仲裁'] },
  { topic: 'economy', words: ['为企业', '万元'] },
]
