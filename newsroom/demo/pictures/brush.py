"""A sheet of 1500 × 1000 units, painted at twice the wanted size, and the strokes that suit a print."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import TypeVar

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from .palette import Colour, Light, mix

Point = tuple[float, float]
Choice = TypeVar("Choice")
WIDTH, HEIGHT = 1500, 1000
FINER = 2
SOFTER = 8


def smooth(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    line: list[Point] = []
    ends = [points[0], *points, points[-1]]
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return [*line, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


@lru_cache(maxsize=16)
def _halo(power: float) -> Image.Image:
    """A soft disc, bright in the middle, whose edge falls off with the power."""
    disc = ImageOps.invert(Image.radial_gradient("L"))
    # Pillow's gradient ends in the corners, at 76 on the inscribed circle: the halo has to end on the circle.
    return disc.point([round(255 * (max(0, value - 76) / 179) ** power) for value in range(256)])


class Sheet:
    """What a scene paints on: shapes in units, colours from the light, chance from the seed."""

    def __init__(self, scale: float, light: Light, rng: Random, number: int) -> None:
        self.scale = scale * FINER
        self.light = light
        self.rng = rng
        self.number = number
        size = (math.ceil(WIDTH * self.scale), math.ceil(HEIGHT * self.scale))
        self.image = Image.new("RGB", size, light.low)
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        self._grit: Image.Image | None = None

    def pick(self, *choices: Choice) -> Choice:
        """One choice by the picture's number, so neighbours in a series differ."""
        return choices[self.number % len(choices)]

    def between(self, low: float, high: float) -> float:
        """A number by chance."""
        return self.rng.uniform(low, high)

    def polygon(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """A filled shape."""
        self.pen.polygon([(x * self.scale, y * self.scale) for x, y in points], _inked(colour, alpha))

    def rect(self, x: float, y: float, wide: float, high: float, colour: Colour, alpha: float = 1.0) -> None:
        """A filled rectangle by its corner and size."""
        k = self.scale
        box = (x * k, y * k, max(x * k, (x + wide) * k - 1), max(y * k, (y + high) * k - 1))
        self.pen.rectangle(box, _inked(colour, alpha))

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour, alpha: float = 1.0) -> None:
        """A filled ellipse by its centre and radii."""
        k = self.scale
        self.pen.ellipse(((x - rx) * k, (y - ry) * k, (x + rx) * k, (y + ry) * k), _inked(colour, alpha))

    def line(self, points: Sequence[Point], wide: float, colour: Colour, alpha: float = 1.0) -> None:
        """A stroke of even width."""
        k = self.scale
        width = max(1, round(wide * k))
        self.pen.line([(x * k, y * k) for x, y in points], _inked(colour, alpha), width, joint="curve")

    def limb(self, start: Point, end: Point, wide: float, narrow: float, colour: Colour) -> None:
        """A tapering stroke with round ends: an arm, a branch, a pole."""
        (x0, y0), (x1, y1) = start, end
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        nx, ny = (y0 - y1) / length / 2, (x1 - x0) / length / 2
        self.polygon([(x0 + nx * wide, y0 + ny * wide), (x1 + nx * narrow, y1 + ny * narrow),
                      (x1 - nx * narrow, y1 - ny * narrow), (x0 - nx * wide, y0 - ny * wide)], colour)
        self.oval(x0, y0, wide / 2, wide / 2, colour)
        self.oval(x1, y1, narrow / 2, narrow / 2, colour)

    def wash(self, top: float, bottom: float, *stops: Colour) -> None:
        """Colours blended from top to bottom over the whole width."""
        box = self._box(0, top, WIDTH, bottom)
        self.image.paste(_ramp(stops, (box[2] - box[0], box[3] - box[1])), box)

    def fading(self, points: Sequence[Point], *stops: Colour) -> None:
        """A shape filled with colours blended from its top to its bottom."""
        mask, box = self._mask(points)
        self.image.paste(_ramp(stops, mask.size), box, mask)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.6,
             squash: float = 1.0, power: float = 1.7) -> None:
        """Light around a lamp, the sun or the moon."""
        box = self._box(x - radius, y - radius * squash, x + radius, y + radius * squash, inside=False)
        halo = _halo(power).point([round(value * strength) for value in range(256)])
        mask = halo.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
        self.image.paste(colour, box, mask)

    def haze(self, top: float, bottom: float, colour: Colour, start: float, end: float) -> None:
        """A veil over the whole width, its strength changing from top to bottom."""
        box = self._box(0, top, WIDTH, bottom)
        greys = [(round(255 * share),) * 3 for share in (start, end)]
        mask = _ramp(greys, (box[2] - box[0], box[3] - box[1])).getchannel(0)
        self.image.paste(colour, box, mask)

    def soft(self, points: Sequence[Point], colour: Colour, strength: float = 0.4, blur: float = 14) -> None:
        """A shape without edges: a beam, a shadow, steam."""
        pad = blur * 2
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = min(xs) - pad, min(ys) - pad
        box = self._box(left, top, max(xs) + pad, max(ys) + pad, inside=False)
        size = (box[2] - box[0], box[3] - box[1])
        small = Image.new("L", (max(1, size[0] // SOFTER), max(1, size[1] // SOFTER)))
        k = self.scale / SOFTER
        ImageDraw.Draw(small).polygon([((x - left) * k, (y - top) * k) for x, y in points],
                                      round(255 * strength))
        small = small.filter(ImageFilter.GaussianBlur(blur * k))
        self.image.paste(colour, box, small.resize(size, Image.Resampling.BILINEAR))

    def shade(self, points: Sequence[Point], colour: Colour, side: str = "top",
              strength: float = 0.6) -> None:
        """Grainy light or shadow inside a shape, coming from its top, bottom, left or right."""
        mask, box = self._mask(points)
        fall = Image.linear_gradient("L")
        turned = {"bottom": fall, "top": ImageOps.flip(fall), "right": fall.rotate(90),
                  "left": fall.rotate(-90)}
        slope = turned[side].resize(mask.size)
        grit = self._grain().crop(box).resize(mask.size)
        rough = ImageChops.add(slope, grit, 2).point(
            [max(0, min(255, (value - 134) * 5)) * strength for value in range(256)])
        self.image.paste(colour, box, ImageChops.multiply(mask, rough))

    def cloud(self, top: float, bottom: float, colour: Colour, strength: float = 0.6, cover: float = 0.45,
              cells: tuple[int, int] = (7, 9)) -> None:
        """Drifting cloud or mist: stretched noise, cut where it is thin."""
        box = self._box(0, top, WIDTH, bottom)
        size = (box[2] - box[0], box[3] - box[1])
        small = (max(2, size[0] // SOFTER), max(2, size[1] // SOFTER))
        base, detail = (self.noise(cells[0] * n, cells[1] * n, small) for n in (1, 3))
        cut = 255 * (1 - cover)
        mask = Image.blend(base, detail, 0.3).point(
            [round(max(0.0, min(1.0, (value - cut) / 60)) * 255 * strength) for value in range(256)])
        arch = [round(255 * math.sin(math.pi * value / 255)) for value in range(256)]
        edge = Image.linear_gradient("L").point(arch)
        mask = ImageChops.multiply(mask, edge.resize(small))
        self.image.paste(colour, box, mask.resize(size, Image.Resampling.BICUBIC))

    def noise(self, across: int, down: int, size: tuple[int, int]) -> Image.Image:
        """Smooth chance as a grey picture, from a grid of so many cells."""
        cells = Image.frombytes("L", (across, down), self.rng.randbytes(across * down))
        return cells.resize(size, Image.Resampling.BICUBIC)

    def reflect(self, top: float, bottom: float, strength: float = 0.6, ripple: float = 6.0) -> None:
        """What stands above the line, mirrored below it, broken by ripples and fading downwards."""
        box = self._box(0, top, WIDTH, bottom)
        deep = min(box[1], box[3] - box[1])
        width = self.image.width
        above = ImageOps.flip(self.image.crop((0, box[1] - deep, width, box[1])).reduce(FINER))
        broken = above.copy()
        step = 3
        for row in range(0, above.height, step):
            sway = ripple * self.scale / FINER * (0.25 + row / above.height)
            shift = round(sway * (math.sin(row * 0.21) + self.rng.uniform(-1, 1)) / 2)
            broken.paste(above.crop((0, row, above.width, row + step)), (shift, row))
        easing = [round(value**0.8 * 255**0.2 * strength) for value in range(256)]
        fall = ImageOps.flip(Image.linear_gradient("L")).point(easing)
        size = (width, deep)
        self.image.paste(broken.resize(size), (0, box[1]), fall.resize(size))

    def finish(self, size: tuple[int, int], mirrored: bool) -> Image.Image:
        """The picture at the wanted size, cut from the middle, with the tooth of the paper."""
        image = ImageOps.mirror(self.image) if mirrored else self.image
        image = ImageOps.fit(image.reduce(FINER), size, Image.Resampling.LANCZOS)
        image = image.point([round(255 * (value / 255) ** 0.9) for value in range(256)] * 3)
        tooth = Image.blend(self._speckle(size, 1), self._speckle(size, 3), 0.5)
        tooth = tooth.point([round(128 + (value - 128) * 0.2) for value in range(256)])
        return ImageChops.soft_light(image, Image.merge("RGB", (tooth, tooth, tooth)))

    def _speckle(self, size: tuple[int, int], coarse: int) -> Image.Image:
        cells = (size[0] // coarse + 1, size[1] // coarse + 1)
        return Image.frombytes("L", cells, self.rng.randbytes(cells[0] * cells[1])).resize(size)

    def _grain(self) -> Image.Image:
        if self._grit is None:
            self._grit = self._speckle(self.image.size, 3)
        return self._grit

    def _mask(self, points: Sequence[Point]) -> tuple[Image.Image, tuple[int, int, int, int]]:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = self._box(min(xs), min(ys), max(xs), max(ys))
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        k = self.scale
        ImageDraw.Draw(mask).polygon([(x * k - box[0], y * k - box[1]) for x, y in points], 255)
        return mask, box

    def _box(self, left: float, top: float, right: float, bottom: float,
             inside: bool = True) -> tuple[int, int, int, int]:
        """Pixels of a rectangle in units, at least one each way, cut to the sheet when `inside`."""
        k = self.scale
        x0, y0, x1, y1 = round(left * k), round(top * k), round(right * k), round(bottom * k)
        if inside:
            x0, y0 = min(max(0, x0), self.image.width - 1), min(max(0, y0), self.image.height - 1)
            x1, y1 = min(self.image.width, x1), min(self.image.height, y1)
        return x0, y0, max(x0 + 1, x1), max(y0 + 1, y1)


Painter = Callable[[Sheet], None]
Scenes = dict[str, tuple[Painter, tuple[Light, ...]]]


def _inked(colour: Colour, alpha: float) -> tuple[int, int, int, int]:
    return (*colour, round(255 * alpha))


def _ramp(stops: Sequence[Colour], size: tuple[int, int]) -> Image.Image:
    """A vertical blend of the colours, evenly spaced."""
    rows = 256
    column = Image.new("RGB", (1, rows))
    last = len(stops) - 1
    for row in range(rows):
        place = row / (rows - 1) * last
        first = min(int(place), max(0, last - 1))
        column.putpixel((0, row), mix(stops[first], stops[min(first + 1, last)], place - first))
    return column.resize(size, Image.Resampling.BILINEAR)
