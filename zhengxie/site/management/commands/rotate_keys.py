"""`zhengxie rotate_keys`: after a new field key was put first, write every encrypted value anew."""

from typing import Any

from django.core.management.base import BaseCommand

from zhengxie.foundation.accounts.rotation import rotate
from zhengxie.foundation.audit.chain import record


class Command(BaseCommand):
    """Safe to repeat; the old key may be removed when it reports 0."""

    help = "换用新的字段密钥后，重新加密已存的手机、邮箱等内容。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many rows were renewed, and leave that in the trail."""
        renewed = rotate()
        record(None, "site.rotate_keys", note=f"{renewed}行")
        self.stdout.write(f"已重新加密 {renewed} 行。再运行一次显示 0 行后，可以去掉旧密钥。")
