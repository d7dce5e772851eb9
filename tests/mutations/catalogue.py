"""Faults that the suite must notice: what is planted where, and which tests must fail."""

from dataclasses import dataclass

WORKFLOW = "tests/foundation/workflow"
AUDIT = "tests/foundation/audit"
PAGES = "tests/foundation/pages"
ACCESS = "tests/foundation/access"
RACES = "tests/races/test_races.py"


@dataclass(frozen=True)
class Mutation:
    """`old` stands exactly once in `file`; all of `tests` pass without it, at least one fails with it."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    needs_postgres: bool = False


MUTATIONS = (
    Mutation(
        "dropped scope filter",
        "foundation/access/policy.py",
        "return rows.filter(committee=seat.committee) if _has_committee(model) else rows",
        "return rows",
        (
            f"{ACCESS}/test_policy.py::test_every_scope_stays_inside_the_committee",
            f"{WORKFLOW}/test_one_action.py::test_another_committees_object_is_not_there",
        ),
    ),
    Mutation(
        "skipped permission of an action",
        "foundation/workflow/actions.py",
        "require(seat, self.code, None if obj is None else root)",
        "pass",
        (f"{WORKFLOW}/test_one_action.py::test_the_wrong_role_is_refused_and_the_refusal_recorded",),
    ),
    Mutation(
        "skipped permission of a page",
        "foundation/pages/page.py",
        "                demand(request, code)\n",
        "                pass\n",
        (f"{PAGES}/test_default_deny.py::test_a_seat_without_the_verb_is_refused_and_that_is_recorded",),
    ),
    Mutation(
        "condition of a grant ignored",
        "foundation/access/policy.py",
        "return self.when is None or obj is None or self.when(seat, obj)",
        "return True",
        (f"{WORKFLOW}/test_one_action.py::test_a_condition_on_the_object_decides",),
    ),
    Mutation(
        "lost audit entry",
        "foundation/workflow/actions.py",
        "                chain.seal(seat.committee.pk, seat, run.drafts)\n",
        "",
        (f"{WORKFLOW}/test_one_action.py::test_it_leaves_one_entry_with_before_and_after",),
    ),
    Mutation(
        "lost refusal entry",
        "foundation/workflow/actions.py",
        "            self._note_refusal(seat, obj, error)\n",
        "            str(error)\n",
        (f"{WORKFLOW}/test_one_action.py::test_a_refusal_in_the_body_leaves_nothing_but_the_refusal",),
    ),
    Mutation(
        "missing row lock",
        "foundation/workflow/run.py",
        "query.model._default_manager.select_for_update().get(",
        "query.model._default_manager.get(",
        (f"{RACES}::test_nothing_that_is_added_to_one_row_is_lost[postgres]",),
        needs_postgres=True,
    ),
    Mutation(
        "missing write lock on SQLite",
        "site/settings.py",
        '"transaction_mode": "IMMEDIATE", "timeout": 20',
        '"timeout": 20',
        (f"{RACES}::test_nothing_that_is_added_to_one_row_is_lost[sqlite]",),
    ),
    Mutation(
        "no transaction around an action",
        "foundation/workflow/actions.py",
        "    with transaction.atomic(), writing():\n",
        "    with writing():\n",
        (f"{WORKFLOW}/test_one_action.py::test_a_refusal_in_the_body_leaves_nothing_but_the_refusal",),
    ),
    Mutation(
        "version not compared",
        "foundation/workflow/actions.py",
        'if version is not None and version != getattr(root, "version", version):',
        "if False:",
        (f"{WORKFLOW}/test_one_action.py::test_a_moved_version_is_told_and_nothing_written",),
    ),
    Mutation(
        "committee not asked in the lock",
        "foundation/workflow/actions.py",
        "        rows = rows.filter(committee=seat.committee)\n",
        "        pass\n",
        (
            f"{WORKFLOW}/test_nested_actions.py::test_a_root_of_another_committee_among_the_inputs_is_not_there",
        ),
    ),
    Mutation(
        "default deny removed",
        "foundation/pages/middleware.py",
        '            raise PermissionDenied("undeclared view")\n',
        "            return None\n",
        (f"{PAGES}/test_default_deny.py::test_an_undeclared_view_answers_403_to_everyone",),
    ),
    Mutation(
        "append-only trigger missing",
        "foundation/audit/migrations/0002_triggers.py",
        "migrations.RunPython(add, remove)",
        "",
        (f"{AUDIT}/test_verify.py::test_the_database_refuses",),
    ),
    Mutation(
        "content left out of the chain",
        "foundation/audit/chain.py",
        '    "request_id",\n    "detail",\n',
        '    "request_id",\n',
        (f"{AUDIT}/test_verify.py::test_a_changed_text_is_found",),
    ),
    Mutation(
        "books not reconciled",
        "foundation/workflow/actions.py",
        "                _reconcile(run)\n",
        "",
        ("tests/foundation/notices/test_todos.py::test_an_action_opens_what_the_object_asks_for",),
    ),
    Mutation(
        "masked field shown",
        "foundation/access/policy.py",
        "return rule[1](value) if rule and value else value",
        "return value",
        (f"{ACCESS}/test_policy.py::test_a_restricted_field_comes_masked",),
    ),
    Mutation(
        "telephone in the trail",
        "foundation/workflow/record.py",
        "found[name] = [HIDDEN, HIDDEN] if name in hidden else [shown(old), shown(now)]",
        "found[name] = [shown(old), shown(now)]",
        (
            f"{WORKFLOW}/test_what_the_trail_keeps.py::test_an_encrypted_field_is_noted_as_changed_without_its_value",
        ),
    ),
    Mutation(
        "roots writable anywhere",
        "foundation/directory/models/root.py",
        '            raise WriteOutsideAction(f"{type(self).__name__} 只能由动作写入")\n',
        "            pass\n",
        (f"{WORKFLOW}/test_one_action.py::test_writing_a_root_outside_an_action_raises",),
    ),
)
