"""Chinese words of this field, and common ones, that a line must not divide."""

import re

_LIST = """
权重 数据 数据量 数据点 损失 样本 样本数 训练样本 模块 旋转 中位数 平均值 最大值 最小值 预测值
初始值 最大 最小 最好 最优 最低 最低点 最短 最快 最佳 最终 最先 最初 最准 最糟 最深 到达 类别 饱和
不饱和 幻灯片 螺旋线 神经元 神经网络 神经细胞 单元 并排 行列式 坐标 坐标轴 总和 绝对误差 误差 前向
步数 链式法则 层数 穿过 整个 全部 向前 起点 等高线 等高线图 感知机 位置 出发 区分 求和 间隔 连接
暂停 性能 训练 方向 均方 二元 抽取 验证 异或 线性代数 弯曲 塌缩 越过 圆环 单个 数字 图像 更好 分支
当前 变成 变为 变小 变得 象限 人为 人工 猜测 得分 距离 意味着 小批量 沿着 跟着 倍数 备注 概念 路径
作用 信号 双重 放电 正则 对比 对照 性质 排名 差距 自定义 矩阵 小结 三角形 正方形 足以 错过 树突
回答 轮次 面积 分类器 超平面 散布 翻转 函数 指数函数 输出 恒等 对数 缓和 次方 拟合 余弦 平缓 二次
盆地 双谷 下坡 上坡 下坡路 二阶 并列 一致 永远 胜出 方差 默认 衰减 随机 种子 下降 返回 按键 讲稿
观看 播放 动画 学习 学到 拆解 平台 二乘 脉冲 部件 讲解 小数点 双向 感受 除法 行走 名次 制作 乘以
除以 减去 乘起来 首尾相接 不变 不再 不会 不能 不是 不到 不动 不必 不要 不比 从不 永不 跟不上
停不下来 看不见 看不到 只是 只有 只能 就是 正是 这是 而是 还有 只用 直到 每次 每个 每条 每种 每步
每层 每年 各个 各类 各层 各自 各走 同一 同一个 另一个 下一个 上一个 哪边 哪里 哪个 哪条 哪一条
哪种 多少 多大 多个 几个 几条 几步 几倍 这里 那里 这条 那条 这次 这组 这张 这种 这幅 此处 此前
有用 可见 居中 翻一番 恰为 正对着 之积 感觉得到 追着 别的 用纸 两侧 两端 两边 一侧 一半 一起 一路
一遍 一步到位 逐个 逐项 于是 否则 由此 因此 随后 随之 以内 以下 以免 为何 足够 很快 很小 很少 太大
太小 太高 更大 更小 当作 放在 留在 放到 移到 降到 看到 遇到 传给 给出 写出 写下 读出 倒回去 往回
往下 向上 向下
"""
WORDS = tuple(_LIST.split())

COUNTED = re.compile(
    "(?:第[一二三四五六七八九十]+|[一两三四五六七八九十])"
    "(?:个点|个|条|步|次|层|种|类|支|段|张|幅|遍|部|位|格|列|排|轮|句|行|份|处|节|周|倍|名|组)"
)
"""A numeral with its measure word."""

_WORD = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))


def inside_words(text: str) -> set[int]:
    """Return the positions in a text that lie inside a word, so that no line may end there."""
    inside: set[int] = set()
    for pattern in (_WORD, COUNTED):
        for found in pattern.finditer(text):
            inside.update(range(found.start() + 1, found.end()))
    return inside
