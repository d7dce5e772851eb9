"""Files that cannot be read, each with a sentence that says how to repair it."""

from __future__ import annotations

MAX_LINES = 10_000
MAX_FILE_BYTES = 20 * 1024 * 1024


class UnreadablePlan(ValueError):
    """The file cannot be read as a plan; `message` is a Chinese sentence for the person who chose it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAPlan(UnreadablePlan):
    """The text could be read, but holds no section, item or task."""


EMPTY = "文件是空的，请检查是否选错了文件，或重新保存后再上传。"
NO_WORDS = (
    "文件里没有文字（可能全是图片或扫描件），请改用可以复制文字的Word文档，或把文字粘贴成文本文件后再上传。"
)
TOO_LARGE = "文件超过20MB。请删去文档中的图片，或只保留正文另存一份后再上传。"
TOO_LONG = "全文达到或超过10000行，不像一份年度工作要点。请只保留工作要点正文后再上传。"
OLD_WORD = "这是旧版Word文档（.doc）。请用Word或WPS打开，选择“另存为”.docx格式后再上传。"
ARCHIVE_BOMB = "这个文档解压后异常庞大，已拒绝打开。请把正文复制到一个新建的Word文档中，另存后再上传。"
BROKEN_WORD = "这个Word文档已损坏，无法打开。请用Word或WPS打开并修复，另存为.docx后再上传。"
ENCRYPTED_WORD = "这个Word文档设有密码。请先取消密码，另存后再上传。"
UNSAFE_WORD = (
    "这个Word文档含有不允许的外部定义，已拒绝打开。请把正文复制到一个新建的Word文档中，另存后再上传。"
)
MACROS = "这个Word文档带有宏，已拒绝打开。请另存为不带宏的.docx格式后再上传。"
UNKNOWN_CODING = "无法识别文字编码。请用记事本打开，选择“另存为”，编码选UTF-8后再上传。"
NOT_A_PLAN = "没有从文中找到任何部分、条目或任务，看起来不是工作要点。请检查是否选错了文件。"


def not_readable(kind: str) -> UnreadablePlan:
    """The refusal of a file whose content is of another kind than its name says."""
    return UnreadablePlan(
        f"这个文件的内容是{kind}，不是文字文档，改了扩展名也无法读取。请上传.docx或.txt格式的工作要点。"
    )
