"""`python -m bench.books search`: rebuild one book; on PostgreSQL beside the loader, which does the rest."""

import sys

from bench import prepare


def main() -> None:
    """The one that is named, by COPY."""
    prepare()
    from bench.copy_in import by_copy
    from zhengxie.foundation.workflow.books import rebuild

    with by_copy():
        print(rebuild(sys.argv[1:2]))


if __name__ == "__main__":
    main()
