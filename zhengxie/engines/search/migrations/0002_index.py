"""The index itself: FTS5 on SQLite, a table with a tsvector on PostgreSQL. No model describes it."""

from django.db import migrations

from zhengxie.engines.search import index


def make(apps, schema_editor):
    index.make()


def drop(apps, schema_editor):
    index.drop()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
