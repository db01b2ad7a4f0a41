"""Beside an article everybody finds the steps that the tables allow them there, and no other."""

from __future__ import annotations

import pytest

from articles.admin.workflow import panel

from .people import Desk, fresh
from .test_the_table_of_the_workflow import ACTIONS, NOW, STATES, expected, in_state, people

pytestmark = pytest.mark.django_db
# The buttons of an action by their address; saving is the form's own.
BUTTONS = {
    "pass_first": "pass", "pass_second": "pass", "pass_final": "pass", "schedule_change": "schedule",
    **{action: action for action in ACTIONS if action not in {"pass", "record"}},
}  # fmt: skip


@pytest.mark.parametrize("key", STATES)
def test_a_button_stands_there_exactly_when_its_action_is_allowed(key: str) -> None:
    desk = Desk()
    article = in_state(key, desk)
    wrong = []
    for role, by in people(desk).items():
        shown = [
            address.rstrip("/").rpartition("/")[2] for address, _, _ in panel(fresh(article), by, NOW).steps
        ]
        offered = {BUTTONS[name] for name in shown if name in BUTTONS}
        allowed = {action for action in set(BUTTONS.values()) if expected(key, role, action) != "—"}
        if offered != allowed:
            wrong.append(f"{role}: {sorted(offered)}, not {sorted(allowed)}")
        refused = "".join(labels for labels, _ in panel(fresh(article), by, NOW).refused)
        assert len(shown) == len(set(shown))
        assert all(
            label not in refused for _, label, _ in panel(fresh(article), by, NOW).steps if len(label) > 2
        )
    assert wrong == []
