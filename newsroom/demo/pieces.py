"""The articles of the demonstration newspaper, and the steps by which people bring each to its state."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.utils.html import escape

from articles import four_eyes, publishing, reviewing, revising
from articles.models import Article, Content, Slot, Topic
from articles.models.article import BEIJING

from . import films
from .gallery import Wanted
from .paper import DAY, HERE, Paper

MARK = re.compile(r"\{\{picture:([a-z0-9-]+)\|([^|}]*)\|([^|}]*)\}\}")
CREDIT = "本网绘图"
KINDS = {
    "picture": Content.Kind.PICTURES,
    "video": Content.Kind.VIDEO,
    "advertisement": Content.Kind.ADVERTISEMENT,
}
WORDS = (
    "title kicker subtitle list_title summary keywords cover_alt byline editor proofreader "
    "original_title original_author original_editor original_url title_change_reason"
).split()
WRITING = timedelta(minutes=40)
REVIEWING = timedelta(minutes=6)  # from one stage to the next
OPINIONS = {
    "first": "文字已对照采访本核过，标点无误。",
    "second": "人名、职务、数字已逐项核对，结构可以。",
    "final": "导向正确，版面已看，同意签发。",
}
MORNING, WORKDAY = timedelta(hours=7), timedelta(hours=14)

Step = tuple[datetime, Callable[[], Any]]


def read() -> list[dict[str, Any]]:
    """All articles of the texts; each has a `category`, and a `state` where it is not simply live."""
    files = [path for path in sorted((HERE / "texts").glob("*.toml")) if path.stem != "paper"]
    pieces = []
    for path in [*files, *(HERE / f"{name}.toml" for name in ("archive", "films", "others", "states"))]:
        found = tomllib.loads(path.read_text(encoding="utf-8"))["article"]
        pieces += [{"category": path.stem, "state": "live", **piece} for piece in found]
    return pieces


def wanted(paper: Paper, pieces: list[dict[str, Any]], topics: list[dict[str, Any]]) -> list[Wanted]:
    """Every scene that is shown anywhere, once, described by the words of its earliest use."""
    found: dict[str, Wanted] = {}
    for piece in sorted(pieces, key=lambda piece: -piece["days_ago"]):
        at = published_at(paper, piece) - WRITING
        if cover := piece.get("cover"):
            found.setdefault(cover, Wanted(cover, piece["cover_alt"], CREDIT, at))
        for scene, caption, credit in MARK.findall(piece["body"]):
            found.setdefault(scene, Wanted(scene, caption, credit, at))
    for topic in topics:
        scene = topic["picture"]
        found.setdefault(scene, Wanted(scene, f"专题题图：{topic['name']}", CREDIT, paper.now))
    return list(found.values())


def published_at(paper: Paper, piece: dict[str, Any]) -> datetime:
    """So many days before now, where a day lasts as long as the newsroom is awake."""
    local = paper.now.astimezone(BEIJING)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    awake = min(max(local - midnight - MORNING, timedelta()), WORKDAY)
    days, rest = divmod(awake - piece["days_ago"] * WORKDAY, WORKDAY)
    return midnight + days * DAY + MORNING + rest


@dataclass(frozen=True, slots=True)
class Story:
    """An article and the people who bring it out `at` its time; `now` is when the paper is loaded."""

    article: Article
    piece: dict[str, Any]
    writer: User
    chief: User
    reviewers: dict[str, User]  # by stage
    at: datetime
    now: datetime


def steps(paper: Paper, piece: dict[str, Any]) -> Iterator[Step]:
    """Written by the reporter, reviewed by others, published by a chief editor, and what its state asks for."""
    turn = len(piece["title"])
    roles = {"first": paper.in_role("初审"), "second": paper.in_role("复审"), "final": paper.in_role("终审")}
    reviewers = {stage: people[turn % len(people)] for stage, people in roles.items()}
    article = paper.articles[piece["title"]] = article_of(paper, piece)
    story = Story(
        article=article,
        piece=piece,
        writer=paper.named_in(piece["byline"]) or paper.in_role("记者")[0],
        chief=reviewers["final"],
        reviewers=reviewers,
        at=published_at(paper, piece),
        now=paper.now,
    )
    topics = [paper.topics[slug] for slug in piece.get("topics", [])]
    yield story.at - WRITING, partial(write, story, topics)
    yield from STATES[piece["state"]](story)


def article_of(paper: Paper, piece: dict[str, Any]) -> Article:
    return Article(
        category=paper.categories[piece["category"]],
        source=paper.sources[piece["source"]],
        origin=piece["origin"],
        kind=KINDS.get(piece.get("kind", ""), Content.Kind.NEWS),
        cover=paper.pictures[piece["cover"]] if piece.get("cover") else None,
        original_published_at=original_time(paper, piece),
        body=MARK.sub(partial(figure, paper, piece), piece["body"].strip()),
        **{name: piece[name] for name in WORDS if name in piece},
    )


def original_time(paper: Paper, piece: dict[str, Any]) -> datetime | None:
    """When a reprint stood where it was taken from."""
    days = piece.get("original_days_ago")
    return published_at(paper, {"days_ago": days}) if days is not None else None


def figure(paper: Paper, piece: dict[str, Any], found: re.Match[str]) -> str:
    """{{picture:scene|caption|credit}} as the editor writes it."""
    scene, caption, credit = found.groups()
    alt = piece["cover_alt"] if scene == piece.get("cover") else caption
    return (
        f'<figure class="image"><img src="{escape(paper.pictures[scene].url)}" alt="{escape(alt)}">'
        f'<figcaption>{escape(caption)}　<span class="credit">{escape(credit)}</span></figcaption></figure>'
    )


def write(story: Story, topics: list[Topic]) -> None:
    said: dict[str, Any] = {"article": story.article, "by": story.writer, "now": story.at - WRITING}
    revising.record(**said)
    if {"film", "sound"} & story.piece.keys():
        films.attach(piece=story.piece, **said)
        revising.record(**said)
    story.article.authors.add(story.writer)
    story.article.topics.set(topics)


def submit(story: Story) -> Step:
    at = story.at - 5 * REVIEWING
    return at, partial(revising.submit, article=story.article, by=story.writer, now=at)


def reviewed(story: Story, *, until: str = "") -> Iterator[Step]:
    """Submitted, and passed by one after the other; `until` names the stage that it still waits for."""
    yield submit(story)
    stages = four_eyes.STAGES[story.article.category.required_stages]
    for number, stage in enumerate(map(str, stages)):
        if stage == until:
            return
        at = story.at - (4 - number) * REVIEWING
        said: dict[str, Any] = {"by": story.reviewers[stage], "opinion": OPINIONS[stage], "now": at}
        yield at, partial(reviewing.pass_stage, article=story.article, **said)


def publish(story: Story, **more: datetime) -> Step:
    return story.at, partial(publishing.publish, article=story.article, by=story.chief, now=story.at, **more)


def live(story: Story) -> Iterator[Step]:
    """Before readers, and in its place on the home page."""
    yield from reviewed(story)
    yield publish(story)
    if story.piece.get("lead"):
        yield story.at, partial(honour, story, Slot.Place.LEAD)
    if position := story.piece.get("carousel"):
        yield story.at, partial(honour, story, Slot.Place.CAROUSEL, position)


def honour(story: Story, place: Slot.Place, position: int = 0) -> None:
    Slot.objects.create(place=place, article=story.article, position=position, starts_at=story.at)


def newer(story: Story) -> Iterator[Step]:
    """Live, with a paragraph that readers do not see yet."""
    yield from reviewed(story)
    yield publish(story)
    yield story.at + DAY, partial(add_paragraph, story)


def add_paragraph(story: Story) -> None:
    story.article.body += f"\n{story.piece['newer_paragraph']}"
    revising.record(article=story.article, by=story.writer, now=story.at + DAY)


def expired(story: Story) -> Iterator[Step]:
    yield from reviewed(story)
    yield publish(story, take_down_at=story.at + 8 * DAY)


def withdrawn(story: Story) -> Iterator[Step]:
    yield from reviewed(story)
    yield publish(story)
    facts = {"kind": Article.Withdrawal.ERROR, "reason": story.piece["reason"], "now": story.at + DAY / 4}
    yield story.at + DAY / 4, partial(publishing.withdraw, article=story.article, by=story.chief, **facts)


def scheduled(story: Story) -> Iterator[Step]:
    """For tomorrow, 08:00 in Beijing."""
    yield from reviewed(story)
    tomorrow = (story.now.astimezone(BEIJING) + DAY).replace(hour=8, minute=0, second=0, microsecond=0)
    facts = {"at": tomorrow, "now": story.at}
    yield story.at, partial(publishing.schedule, article=story.article, by=story.chief, **facts)


def waiting(story: Story) -> Iterator[Step]:
    """Before the reviewer of the stage that its state names."""
    yield from reviewed(story, until=story.piece["state"])


def returned(story: Story) -> Iterator[Step]:
    """Passed at first, then back with reasons."""
    yield from reviewed(story, until="second")
    facts = {"by": story.reviewers["second"], "opinion": story.piece["reason"], "now": story.at}
    yield story.at, partial(reviewing.return_to_writer, article=story.article, **facts)


def draft(story: Story) -> Iterator[Step]:
    yield from ()


def trashed(story: Story) -> Iterator[Step]:
    yield story.at, partial(revising.discard, article=story.article, by=story.writer, now=story.at)


STATES: dict[str, Callable[[Story], Iterator[Step]]] = {
    "live": live,
    "newer": newer,
    "expired": expired,
    "withdrawn": withdrawn,
    "scheduled": scheduled,
    "first": waiting,
    "second": waiting,
    "final": waiting,
    "returned": returned,
    "draft": draft,
    "trashed": trashed,
}
