"""Pictures of the demonstration newspaper, drawn by code so that no one's rights are touched."""

import re
from random import Random

from PIL import Image

from . import arena, fields, halls, hills, rooms, sea, shore, stage, strait, street, town, traffic
from .brush import HEIGHT, WIDTH, Scenes, Sheet

PLACES = (arena, fields, halls, hills, rooms, sea, shore, stage, strait, street, town, traffic)
SCENES: Scenes = {name: scene for place in PLACES for name, scene in place.SCENES.items()}


def draw(name: str, size: tuple[int, int] = (1600, 1067)) -> Image.Image:
    """The picture called a scene with an optional number ("coast", "coast-2"), `size` in pixels.

    A name and size always give the same picture: the number picks the hour, the weather and the side, the
    name seeds all other chance. A scene is composed at 3:2 with its subject in the middle, so that other
    shapes may cut it. Raises ValueError for a name that is no scene.
    """
    matched = re.fullmatch(r"([a-z]+)(?:-(\d{1,9}))?", name)
    if matched is None or matched[1] not in SCENES:
        raise ValueError(f"no picture is called {name!r}; scenes are {', '.join(sorted(SCENES))}")
    number = int(matched[2] or 0)
    paint, lights = SCENES[matched[1]]
    scale = max(size[0] / WIDTH, size[1] / HEIGHT)
    chance = Random(f"{matched[1]}-{number}")
    sheet = Sheet(scale, lights[number % len(lights)], chance, number)
    paint(sheet)
    return sheet.finish(size, mirrored=number % 2 == 1)
