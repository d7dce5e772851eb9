"""What the database knows of its own tables, so that it picks the right index."""

from django.db import connection

ROWS_READ = 1000  # of each index; the work is done in a second, whatever the size


def refresh_statistics() -> None:
    """Count anew on SQLite, which never does so by itself: without figures it takes any index for as good as
    another, and a page of ten thousand proposals needs minutes. PostgreSQL counts in the background."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={ROWS_READ}")
            cursor.execute("ANALYZE")
