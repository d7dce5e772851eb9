"""Writing the directory: terms, sectors, bodies, units, members. domain/02 sections 1-5."""

from zhengxie.work.administration.actions.directory.bodies import add_body, edit_body, end_body
from zhengxie.work.administration.actions.directory.contacts import edit_contact, view_sensitive
from zhengxie.work.administration.actions.directory.imports import import_members, import_units
from zhengxie.work.administration.actions.directory.members import add_member, edit_member
from zhengxie.work.administration.actions.directory.seats import (
    change_post,
    end_post,
    join_body,
    leave_body,
    reopen_post,
)
from zhengxie.work.administration.actions.directory.sectors import add_sector, edit_sector, end_sector
from zhengxie.work.administration.actions.directory.terms import (
    add_session,
    add_term,
    edit_session,
    edit_term,
)
from zhengxie.work.administration.actions.directory.units import add_unit, edit_unit, end_unit, reopen_unit

__all__ = [
    "add_body",
    "add_member",
    "add_sector",
    "add_session",
    "add_term",
    "add_unit",
    "change_post",
    "edit_body",
    "edit_contact",
    "edit_member",
    "edit_sector",
    "edit_session",
    "edit_term",
    "edit_unit",
    "end_body",
    "end_post",
    "end_sector",
    "end_unit",
    "import_members",
    "import_units",
    "join_body",
    "leave_body",
    "reopen_post",
    "reopen_unit",
    "view_sensitive",
]
