"""The console command `zhengxie`: Django's management commands under the product's own name."""

import os
import sys

# These read a file and print; they must run where no data folder, database or secret exists.
BARE_COMMANDS = {"read_plan", "list_moves", "suggest_units", "similar"}


def main(arguments: list[str] | None = None) -> None:
    """Run one command; `zhengxie audit verify` and friends take their words as arguments."""
    words = list(sys.argv if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengxie.site.settings")
    if len(words) > 1 and words[1] in BARE_COMMANDS:
        os.environ["ZHENGXIE_BARE"] = "1"
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(words)
    except KeyboardInterrupt:
        sys.exit("已中断。")


if __name__ == "__main__":
    main()
