"""Passwords that everybody thinks of, made by rule: keyboard walks, numbers, years, words with endings.

No list of other people's passwords is shipped; the rules give more than the 3,000 that checklist 2 asks for.
"""

from collections.abc import Iterator
from functools import lru_cache

_ROWS = (
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "0987654321",
    "poiuytrewq",
    "lkjhgfdsa",
    "mnbvcxz",
)
_COLUMNS = ("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik", "9ol")
# Keyboard and English, government and committee, everyday pinyin and surnames.
_WORDS = """
password passw0rd p@ssword p@ssw0rd admin administrator root user guest test demo hello welcome
iloveyou  monkey dragon master letmein login secret system manager server oracle changeme default
qwerty asdf zxcv  abc abcd abcde a aa aaa q qq qwe asd zxc xyz love china beijing sunshine princess
football superman pass  zhengxie cppcc weiyuan weiyuanhui zhuxi mishuzhang tian tianan tiananmen
zhengfu shiwei gov zgzx zx szx  bangongshi bgs jiguan danwei renda zhonggong zhongguo zhonghua
renmin lvzhi luzhi lvzhipingtai luzhipingtai  shequ xinxi gongzuo dang dangyuan guojia  woaini
woaiwo aini woai baobei baobao laopo laogong mama baba nihao nihaoma mima wodemima woshishui shabi
caonima woaizhongguo xiaoming xiaohong jiayou facai gongxifacai xingfu kuaile shengri pingan
jiankang  taiyang yueliang xingxing meinv shuaige dashi laoshi xuesheng zhangsan lisi wangwu zhaoliu
wangwei zhangwei lina wangfang liwei liming zhangli wangli liuwei zhangmin lijing wangjing liuyang
li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie
song tang
"""
_ENDINGS = (
    "",
    *("1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890"),
    *(
        "0",
        "00",
        "000",
        "01",
        "11",
        "111",
        "111111",
        "66",
        "666",
        "6666",
        "666666",
        "88",
        "888",
        "8888",
        "888888",
    ),
    *(
        "99",
        "999",
        "168",
        "1688",
        "520",
        "521",
        "1314",
        "5201314",
        "321",
        "654321",
        "abc",
        "qwe",
        "110",
        "119",
    ),
    *(str(year) for year in range(2008, 2036)),
)


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """All of them, in lower case, with `@` for any sign between word and ending."""
    return frozenset([*_walks(), *_numbers(), *_worded()])


def is_common(password: str) -> bool:
    """Whether the password, without capitals and closing signs, is one of the list."""
    plain = password.lower()
    for sign in "!#$%&*-_.+=~":
        plain = plain.replace(sign, "@")
    return bool({password.lower(), plain, plain.rstrip("@"), plain.strip("@")} & common_passwords())


def _walks() -> Iterator[str]:
    for row in _ROWS:
        for start in range(len(row)):
            for end in range(start + 4, len(row) + 1):
                yield row[start:end]
                yield row[start:end] * 2
    for start in range(len(_COLUMNS)):
        for end in range(start + 1, len(_COLUMNS) + 1):
            yield "".join(_COLUMNS[start:end])


def _numbers() -> Iterator[str]:
    for digit in "0123456789":
        for length in range(4, 13):
            yield digit * length
    for year in range(1940, 2036):
        yield str(year)
        for month in range(1, 13):
            yield f"{year}{month:02}"
    for pair in range(100):
        for times in range(2, 7):
            yield f"{pair:02}" * times


def _worded() -> Iterator[str]:
    for word in _WORDS.split():
        for ending in _ENDINGS:
            yield f"{word}{ending}"
            yield f"{word}@{ending}"
            yield f"{ending}{word}"
