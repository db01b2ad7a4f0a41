"""What an editor types to lead a wrong link on: any writing of an address, and no success that isn't one."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from articles import missing, publishing
from articles.models import Article, MissingPage, OldAddress
from tests import cast

from .visits import at_desk

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/oldaddress/add/"


@pytest.fixture
def desk() -> Client:
    return at_desk(cast.person("栏目维护"))


@pytest.fixture
def article() -> Article:
    return cast.published(now=timezone.now() - cast.HOUR)


def led(address: str) -> tuple[int, str]:
    answer = Client().get(address)
    return answer.status_code, answer.get("Location", "")


@pytest.mark.parametrize("path", ["/新闻/旧文.htm", "/new s/a.htm", "/a.htm ", "/a.b#c.htm", "/50%25.htm"])
def test_any_missing_address_of_the_list_can_be_led_on(
    desk: Client, article: Article, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missing, "pace", missing.Pace(missing.A_MINUTE))
    missing.recently.forget()
    reader = Client(headers={"referer": f"{settings.BASE_URL}/yaowen/"})
    assert reader.get(quote(path)).status_code == 404
    page = desk.get("/admin/articles/missingpage/")
    row = MissingPage.objects.get()
    assert row.path == path
    link = urlsplit(page.context["cl"].model_admin.way_on(row).split('"')[3]).query
    typed = parse_qs(link.replace("&amp;", "&"))["path"][0]
    desk.post(ADD, {"path": typed, "article": article.pk})
    assert led(quote(path)) == (301, article.address)
    assert not MissingPage.objects.exists()


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("/新闻/旧文.htm", "/%E6%96%B0%E9%97%BB/%E6%97%A7%E6%96%87.htm"),
        ("/show.asp?名=值", "/show.asp?%E5%90%8D=%E5%80%BC"),
        ("/hant/a.htm", "/a.htm"),
        ("/elder/a.htm", "/elder/a.htm"),
        ("https://paper.example.cn/hant/elder/a.htm", "/hant/elder/a.htm"),
    ],
)
def test_what_is_typed_by_hand_is_what_readers_ask_for(
    desk: Client, article: Article, typed: str, asked: str
) -> None:
    desk.post(ADD, {"path": typed, "article": article.pk})
    prefix = next(one for one in reversed(settings.EDITIONS) if asked.startswith(f"{one}/"))
    assert led(asked) == (301, f"{prefix}{article.address}")


def test_where_nothing_would_work_it_says_so_and_what_to_do(desk: Client, article: Article) -> None:
    told = desk.post(ADD, {"path": "/a.htm", "article": 987}).content.decode()
    assert "没有这个编号的稿件。编号是稿件网址最后的数字" in told
    for path in ("https://[", "/hant/", "a.htm"):
        assert (
            "请填写以 / 开头的地址" in desk.post(ADD, {"path": path, "article": article.pk}).content.decode()
        )
    unseen = cast.draft(title="没有发布的一篇")
    told = desk.post(ADD, {"path": "/a.htm", "article": unseen.pk}).content.decode()
    assert "读者现在看不到这篇稿件（未发布）" in told
    gone = cast.published(title="撤下的一篇", now=timezone.now() - cast.HOUR)
    publishing.withdraw(article=gone, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="失实")
    told = desk.post(ADD, {"path": "/a.htm", "article": gone.pk}).content.decode()
    assert "读者现在看不到这篇稿件（已撤稿）" in told
    assert not OldAddress.objects.exists()
    desk.post(ADD, {"path": "/a.htm", "article": article.pk})
    told = desk.post(ADD, {"path": "/a.htm", "article": article.pk}).content.decode()
    assert f"已经转到稿件 {article.pk}《{article.title}》" in told
