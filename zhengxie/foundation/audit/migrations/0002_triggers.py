"""The database itself refuses to change or delete an audit entry. security-checklist 37."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_entry_no_{word} BEFORE {verb} ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are append-only'; END $$
"""
POSTGRES = "CREATE TRIGGER audit_entry_no_{word} BEFORE {verb} ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse()"


def add(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
    for word, verb in (("update", "UPDATE"), ("delete", "DELETE")):
        text = POSTGRES if vendor == "postgresql" else SQLITE
        schema_editor.execute(text.format(word=word, verb=verb))


def remove(apps, schema_editor):
    on = " ON audit_entry" if schema_editor.connection.vendor == "postgresql" else ""
    for word in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER audit_entry_no_{word}{on}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
