"""The database itself refuses to change or delete an audit entry. security-checklist 37."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_entry_no_{word} BEFORE {verb} ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END
"""
# INSERT OR REPLACE deletes without firing the trigger above.
SQLITE_INSERT = """
CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id OR (chain = NEW.chain AND number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are append-only'; END $$
"""
POSTGRES = """
CREATE TRIGGER audit_entry_no_{word} BEFORE {verb} ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_refuse()
"""


def add(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(SQLITE_INSERT if sqlite else POSTGRES_FUNCTION)
    for word, verb in (("update", "UPDATE"), ("delete", "DELETE")):
        schema_editor.execute((SQLITE if sqlite else POSTGRES).format(word=word, verb=verb))


def remove(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for word in ("update", "delete", *(["replace"] if sqlite else [])):
        schema_editor.execute(f"DROP TRIGGER audit_entry_no_{word}" + ("" if sqlite else " ON audit_entry"))


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
