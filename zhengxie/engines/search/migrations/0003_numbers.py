"""PostgreSQL: the index keeps numbers instead of words, and `zhengxie upgrade` fills it again. Pairs are only asked
for as a whole, so that the second index of their names goes."""

from django.db import migrations

from zhengxie.engines.search import index

OF_PATTERNS = "SELECT indexname FROM pg_indexes WHERE tablename = 'search_frequency' AND indexname LIKE '%%_like'"


def make_anew(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    index.drop()
    index.make()
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(OF_PATTERNS, [])
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{name}"')


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]
    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop)]
