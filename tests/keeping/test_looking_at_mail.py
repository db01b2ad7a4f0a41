from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from tests import cast
from toolkit import letters

pytestmark = pytest.mark.django_db
LIST = "admin:newsroom_mail_changelist"


@pytest.fixture
def letter() -> Email:
    words = {"name": "<b>甲</b>", "words": "<script>alert(1)</script>"}
    letters.send(to="jia@example.cn", template="greeting", context=words, now=timezone.now())
    return Email.objects.get()


def test_whoever_keeps_the_system_reads_it_and_changes_nothing(client: Client, letter: Email) -> None:
    client.force_login(cast.person("系统管理"))
    page = client.get(reverse(LIST)).content.decode()
    assert all(words in page for words in ("jia@example.cn", "等待发送", "&lt;b&gt;甲"))
    one = client.get(reverse("admin:newsroom_mail_change", args=[letter.pk])).content.decode()
    assert "&lt;script&gt;alert(1)" in one
    assert 'name="_save"' not in one
    assert client.post(reverse("admin:newsroom_mail_delete", args=[letter.pk])).status_code == 403


@pytest.mark.parametrize("role", ["记者", "终审", "授权专员", "审计"])
def test_others_do_not_see_whom_the_paper_writes_to(client: Client, letter: Email, role: str) -> None:
    client.force_login(cast.person(role))
    assert client.get(reverse(LIST)).status_code == 403


def test_what_was_given_up_is_put_into_the_queue_again(client: Client, letter: Email) -> None:
    client.force_login(cast.person("系统管理"))
    again = {"action": "send_again", "_selected_action": [letter.pk]}
    assert "所选邮件里没有已停止重试的" in client.post(reverse(LIST), again, follow=True).content.decode()
    Email.objects.update(status=STATUS.failed)
    page = client.post(reverse(LIST), again, follow=True).content.decode()
    assert "1封邮件已重新排入队列" in page
    assert Email.objects.get().status == STATUS.requeued


def test_the_pages_of_the_package_are_not_there() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:post_office_email_changelist")
