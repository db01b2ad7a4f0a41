"""What readers see of a topic: one person proposes it, another confirms it, nobody does both."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import dossiers, publishing, topic_text
from articles.models import Article, Topic, TopicEdition
from articles.models.append_only import HistoryIsFixed
from articles.rules import NotAllowed
from newsroom import worklists
from newsroom.worklist import Entry
from tests import cast
from tests.desk.visits import at_desk, messages, typed
from toolkit.models import Epoch

pytestmark = pytest.mark.django_db
NEW = "全长八公里的大桥，明年通车。"
SEVERAL = (
    "2，3", "12 13 14", "2026-11-24", "2\u30003", "2、3。",
    "/2026-11/24/content_2.htm /2026-11/24/content_3.htm", "2 /2026-11/24/content_3.htm",
)  # fmt: skip


def keeper() -> User:
    return cast.person("栏目维护")


def proposed(topic: Topic | None = None, by: User | None = None, **said: Any) -> TopicEdition:
    facts = {"name": "跨湾大桥", "lead_text": NEW, **said}
    return dossiers.propose(topic=topic or Topic(slug="daqiao"), by=by or keeper(), **facts)


def returned(by: User) -> list[Entry]:
    """What stands under 退回的专题 on this person's desk."""
    return next(each for each in worklists.of(by, timezone.now()) if each.name == "returned-topics").entries


def seen(address: str = "/topics/daqiao/", status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_readers_see_a_new_topic_only_when_another_person_has_confirmed_it() -> None:
    article = cast.published(now=timezone.now() - cast.HOUR)
    edition = proposed()
    article.topics.add(edition.topic)
    seen(status=404)
    for address in ("/topics/", "/", "/sitemap/", article.address, "/sitemap-0.xml"):
        assert "daqiao" not in seen(address), address
    before = Epoch.objects.get().number
    dossiers.confirm(edition=edition, by=cast.chief())
    assert NEW in seen()
    assert Epoch.objects.get().number > before
    for address in ("/topics/", "/", "/sitemap/", article.address):
        assert "/topics/daqiao/" in seen(address), address


def test_a_topic_without_an_article_that_readers_can_see_does_not_come_before_them() -> None:
    edition, chief = proposed(), cast.chief()
    later = cast.published(now=timezone.now() - cast.HOUR)
    cast.draft(title="还没有发布").topics.add(edition.topic)
    page = at_desk(chief).get(reverse("admin:articles_topic_change", args=[edition.topic_id]))
    assert "专题里还没有读者能看到的稿件" in page.content.decode()
    with pytest.raises(NotAllowed, match="专题里还没有读者能看到的稿件"):
        dossiers.confirm(edition=edition, by=chief)
    seen(status=404)
    later.topics.add(edition.topic)
    dossiers.confirm(edition=edition, by=chief)
    assert later.title in seen()


def test_one_article_in_a_block_is_enough_and_an_empty_topic_can_still_be_closed() -> None:
    article = cast.published(now=timezone.now() - cast.HOUR)
    edition = proposed(blocks=[{"title": "节点", "articles": [article.pk]}])
    dossiers.confirm(edition=edition, by=cast.chief())
    publishing.withdraw(article=article, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="失实")
    dossiers.confirm(edition=proposed(edition.topic, archived=True), by=cast.chief())
    assert "已归档" in seen()


def test_a_change_waits_while_readers_keep_what_they_have() -> None:
    topic = cast.topic(lead_text="老的导语")
    edition = proposed(topic, name="跨海大桥", archived=True)
    assert "老的导语" in seen()
    assert "跨海大桥" not in seen()
    dossiers.confirm(edition=edition, by=cast.chief(), now=cast.NOON)
    shown = seen()
    assert "跨海大桥" in shown
    assert "已归档　2026-11-24" in shown
    assert "老的导语" not in shown


def test_nobody_confirms_their_own_change_superusers_included() -> None:
    boss = User.objects.create_superuser("boss")
    for by in (keeper(), boss):
        edition = proposed(
            cast.topic(slug=f"zhuanti{by.pk}", name=f"专题{by.pk}"), by=by, name=f"新名{by.pk}"
        )
        with pytest.raises(NotAllowed, match="提出人以外的另一人"):
            dossiers.confirm(edition=edition, by=by)


@pytest.mark.parametrize("role", ["记者", "责任编辑", "初审", "审计"])
def test_without_the_right_nobody_proposes_or_confirms(role: str) -> None:
    person, edition = cast.person(role), proposed()
    with pytest.raises(NotAllowed, match="没有确认专题的权限"):
        dossiers.confirm(edition=edition, by=person)
    with pytest.raises(NotAllowed, match="没有维护专题的权限"):
        proposed(Topic(slug="lingyige"), by=person, name="另一个")
    with pytest.raises(NotAllowed, match="没有退回专题修改的权限"):
        dossiers.drop(edition=edition, by=person, reason="不合适")


def test_the_database_refuses_one_person_in_both_places() -> None:
    by = keeper()
    edition = proposed(by=by)
    with pytest.raises(IntegrityError, match="topic_edition_has_a_second_person"), transaction.atomic():
        edition.confirm(by, cast.NOON)
    with pytest.raises(HistoryIsFixed):
        edition.save()
    with pytest.raises(HistoryIsFixed):
        TopicEdition.objects.all().update(name="改写的历史")


def test_a_colleagues_change_is_not_overwritten_and_ones_own_gives_way() -> None:
    first, topic = keeper(), cast.topic()
    early = proposed(topic, by=first)
    with pytest.raises(NotAllowed, match="已有一份修改在等人确认"):
        proposed(topic, by=keeper(), lead_text="别的导语")
    late = proposed(topic, by=first, lead_text="更好的导语")
    assert topic.waiting == late
    with pytest.raises(NotAllowed, match="被新的修改代替"):
        dossiers.confirm(edition=early, by=cast.chief())


def test_a_change_is_sent_back_with_a_reason_or_taken_back_without() -> None:
    topic, by = cast.topic(lead_text="老的导语"), keeper()
    edition = proposed(topic, by=by)
    with pytest.raises(NotAllowed, match="请写明退回的理由"):
        dossiers.drop(edition=edition, by=cast.chief(), reason=" ")
    dossiers.drop(edition=edition, by=cast.chief(), reason="长度写错了")
    own = proposed(topic, by=by)
    dossiers.drop(edition=own, by=by, reason="")
    assert "老的导语" in seen()
    with pytest.raises(NotAllowed, match="已经退回"):
        dossiers.confirm(edition=own, by=cast.chief())


def test_what_no_page_can_be_is_refused() -> None:
    cast.topic(slug="lao", name="老手艺")
    for said, reason in (
        ({"name": " "}, "请填写专题名称"),
        ({"name": "老手艺"}, "已有名为“老手艺”的专题"),
        ({"blocks": [{"title": "", "articles": []}]}, "每个版块要有标题"),
        ({"blocks": [{"title": "版块", "articles": []}] * 7}, "最多6个版块"),
        ({"blocks": [{"title": "版块", "articles": list(range(21))}]}, "最多手选20篇"),
    ):
        with pytest.raises(NotAllowed, match=reason):
            proposed(**said)


def test_it_is_written_confirmed_and_refused_at_the_desk() -> None:
    article, by, chief = (
        cast.published(title="主塔封顶", now=timezone.now() - cast.HOUR),
        keeper(),
        cast.chief(),
    )
    desk, form = at_desk(by), reverse("admin:articles_topic_add")
    page = desk.get(form)
    said = typed(
        page, name="跨湾大桥", slug="daqiao", lead_text=NEW, layout=f"# 节点\n{article.address}\n# 最新"
    )
    told = desk.post(form, said, follow=True)
    assert any("等另一位有“确认专题”权限的同事确认" in message for message in messages(told))
    topic = Topic.objects.get()
    confirm = reverse("admin:articles_topic_confirm", args=[topic.pk])
    assert "提出人以外的另一人" in desk.get(confirm).content.decode()
    [entry] = next(each for each in worklists.of(chief, timezone.now()) if each.name == "topics").entries
    assert entry.address == confirm
    assert not next(each for each in worklists.of(by, timezone.now()) if each.name == "topics").entries
    shown = at_desk(chief).get(confirm).content.decode()
    assert NEW in shown
    assert f"# 节点<br>{article.pk}　主塔封顶<br># 最新" in shown
    preview = reverse("admin:articles_topic_preview", args=[topic.pk])
    before = at_desk(chief).get(preview).content.decode()
    assert NEW in before
    assert "预览：读者还看不到这一版" in before
    assert "feeds/topics/" not in before, "it has no feed yet"
    seen(status=404)
    at_desk(chief).post(confirm, {"edition": topic.waiting.pk})
    assert "主塔封顶" in seen()
    assert "预览" not in seen()
    for form in ("rss", "atom"):
        assert f'href="/feeds/topics/{topic.slug}/{form}.xml">' in seen(), "in its head"
    assert "预览：读者看到的就是这一版" in at_desk(chief).get(preview).content.decode()


@pytest.mark.parametrize("title", ["主塔封顶", "2026年春运开始", "119", "第 1 根桩"])
def test_what_the_form_wrote_it_reads_again(title: str) -> None:
    article = cast.published(title=title, now=timezone.now() - cast.HOUR)
    blocks = [{"title": "节点", "articles": [article.pk]}]
    assert topic_text.read(topic_text.written(blocks)) == (blocks, [])
    for line in (f"{article.pk}", f"http://paper.example.cn{article.address}?from=a", f" {article.pk} 节点"):
        assert topic_text.read(f"# 节点\n{line}") == (blocks, [])


def test_the_author_of_what_was_returned_is_told_and_goes_on_from_their_own_words() -> None:
    topic, by, chief = cast.topic(lead_text="老的导语"), keeper(), cast.person("终审", "zhou")
    edition = proposed(topic, by=by, blocks=[{"title": "工程节点", "articles": []}])
    dossiers.drop(edition=edition, by=chief, reason="长度写错了")
    [entry] = returned(by)
    assert entry.title == "跨湾大桥"
    assert entry.facts[0] == "林某 退回：长度写错了"
    assert returned(keeper()) == [], "nobody else's"
    form = reverse("admin:articles_topic_change", args=[topic.pk])
    desk = at_desk(by)
    plain = desk.get(form)
    assert typed(plain)["lead_text"] == "老的导语"
    assert f'href="?edition={edition.pk}">用这一份再改' in plain.content.decode()
    page = desk.get(entry.address)
    said = typed(page)
    assert (said["lead_text"], said["layout"]) == (NEW, "# 工程节点")
    assert "下面是第" in page.content.decode()
    desk.post(entry.address, said)
    again = TopicEdition.objects.waiting().get()
    assert (again.lead_text, again.blocks) == (NEW, edition.blocks)
    assert returned(by) == []
    dossiers.drop(edition=again, by=by, reason="")
    assert returned(by) == [], "what one takes back oneself is no news"


def test_a_place_that_changes_brings_nothing_returned_back() -> None:
    topic, by = cast.topic(), keeper()
    dossiers.drop(edition=proposed(topic, by=by), by=cast.chief(), reason="写错了")
    form, desk = reverse("admin:articles_topic_change", args=[topic.pk]), at_desk(by)
    desk.post(form, typed(desk.get(form), position=7))
    assert topic.waiting is None


def test_the_record_says_who_proposed_what_and_what_became_of_it() -> None:
    topic, by, chief = cast.topic(), cast.person("栏目维护", "lin"), cast.chief()
    early = proposed(topic, by=by, lead_text="太早的一句")
    dropped = proposed(topic, by=by, lead_text="写错的一句")
    dossiers.drop(edition=dropped, by=chief, reason="长度写错了")
    dossiers.confirm(edition=proposed(topic, by=by, lead_text="登出的一句"), by=chief)
    waiting = proposed(topic, by=by, lead_text="等着的一句")
    form = reverse("admin:articles_topic_change", args=[topic.pk])
    for person in (by, chief):
        shown = at_desk(person).get(form).content.decode()
        record = shown[shown.index("专题记录") :]
        outcomes = ["等待确认", "已确认", "已退回", "已代替"]
        assert sorted(outcomes, key=record.index) == outcomes
        assert "退回：长度写错了" in record
        assert ("用这一份再改" in record) is (person == by), "who may not write is offered nothing"
    for edition, number in ((early, 1), (dropped, 2), (waiting, 4)):
        page = reverse("admin:articles_topic_edition", args=[topic.pk, edition.pk])
        text = at_desk(chief).get(page).content.decode()
        assert edition.lead_text in text
        assert f"第{number}份修改" in text
    assert at_desk(chief).get(page.replace(str(waiting.pk), "987")).status_code == 404
    with CaptureQueriesContext(connection) as few:
        at_desk(by).get(form)
    for lead in ("又一句", "再一句", "还有一句"):
        proposed(topic, by=by, lead_text=lead)
    with CaptureQueriesContext(connection) as many:
        at_desk(by).get(form)
    assert len(few) == len(many)


def test_a_name_that_readers_never_had_is_free_again_when_its_topic_is_renamed() -> None:
    by = keeper()
    edition = proposed(by=by, name="大桥")
    proposed(edition.topic, by=by, name="跨湾大桥")
    assert proposed(Topic(slug="lingyige"), name="大桥").topic.name == "大桥"
    public = cast.topic(slug="lao", name="老手艺")
    proposed(public, name="新手艺")
    public.refresh_from_db()
    assert public.name == "老手艺", "what readers see is changed by confirming alone"
    with pytest.raises(NotAllowed, match="已有名为“老手艺”的专题"):
        proposed(Topic(slug="disange"), name="老手艺")


def test_saving_without_a_change_asks_nobody_and_a_place_changes_at_once() -> None:
    topic, desk = cast.topic(lead_text="导语"), at_desk(keeper())
    form = reverse("admin:articles_topic_change", args=[topic.pk])
    desk.post(form, typed(desk.get(form), position=7))
    topic.refresh_from_db()
    assert (topic.position, topic.waiting) == (7, None)
    desk.post(form, typed(desk.get(form), lead_text=NEW))
    assert topic.waiting.lead_text == NEW
    assert "导语" in seen()


def test_nobody_confirms_what_was_not_on_the_screen() -> None:
    topic, by, chief = cast.topic(), keeper(), cast.chief()
    first = proposed(topic, by=by)
    proposed(topic, by=by, lead_text="后来换上的一句")
    answer = at_desk(chief).post(
        reverse("admin:articles_topic_confirm", args=[topic.pk]), {"edition": first.pk}
    )
    assert "等待确认的修改已经变了" in answer.content.decode()
    assert "后来换上的一句" not in seen()


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("128", "第1行上面还没有版块标题"),
        ("# 节点\n主塔", "第2行看不出是哪篇稿件"),
        ("# 节点\n987654", "第2行：没有编号为987654的稿件"),
        *((f"# 节点\n{line}", "第2行有几个编号，请一行写一篇") for line in SEVERAL),
        *((f"# 节点\n{line}", "第2行看不出是哪篇稿件") for line in ("2大桥封顶", "9" * 19, "——")),
    ],
)
def test_a_line_that_says_nothing_is_pointed_at(lines: str, reason: str) -> None:
    desk, form = at_desk(keeper()), reverse("admin:articles_topic_add")
    said = typed(desk.get(form), name="跨湾大桥", slug="daqiao", layout=lines)
    assert reason in desk.post(form, said).content.decode()
    assert not Topic.objects.exists()
