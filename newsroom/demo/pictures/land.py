"""Sky, hills, water and trees: what most scenes stand on."""

import math
from collections.abc import Sequence
from itertools import pairwise

from .brush import HEIGHT, WIDTH, Point, Sheet, smooth
from .palette import LEAF, PAPER, Colour, mix

# Where the leaves of a palm end, in shares of their length from the head.
FRONDS: tuple[Point, ...] = ((-1.0, 0.42), (-1.05, 0.02), (-0.78, -0.34), (-0.3, -0.5), (0.34, -0.48),
                             (0.82, -0.28), (1.06, 0.08), (0.96, 0.5), (-0.6, 0.62), (0.55, 0.66))


def sky(sheet: Sheet, horizon: float, sun_x: float = 1000, clouds: float = 0.5) -> None:
    """The sky down to the horizon, with its sun or moon, stars and clouds."""
    light = sheet.light
    sheet.wash(0, horizon + 4, light.top, light.middle, light.low)
    sun_y = horizon * (1 - light.sun_height)
    if light.lamps >= 1.0:
        _stars(sheet, horizon)
    if not light.wet:
        radius = 26 if light.dark else 38
        sheet.glow(sun_x, sun_y, 620, light.sun, 0.28 if light.dark else 0.62, 0.7)
        sheet.glow(sun_x, sun_y, 150, light.sun, 0.45)
        sheet.oval(sun_x, sun_y, radius, radius, light.sun, 0.92)
    lit = mix(light.sun, light.low, 0.35) if not light.dark else mix(light.middle, light.low, 0.5)
    sheet.cloud(horizon * 0.12, horizon * 0.98, lit, 0.55, clouds)
    sheet.cloud(-40, horizon * 0.75, mix(light.top, light.near, 0.25), 0.35, clouds - 0.12, (4, 7))


def _stars(sheet: Sheet, horizon: float) -> None:
    for _ in range(70):
        size = sheet.between(0.7, 1.7)
        place = sheet.between(0, WIDTH), sheet.between(0, horizon * 0.6)
        sheet.oval(*place, size, size, sheet.light.sun, sheet.between(0.25, 0.8))


def ridge(sheet: Sheet, base: float, height: float, distance: float, peaks: Sequence[float] = ()) -> None:
    """A range of hills across the sheet, dissolving into mist at its foot; `peaks` says where it is high."""
    rng, light = sheet.rng, sheet.light
    waves = [(rng.uniform(0.6, 1.4) / n, n * rng.uniform(0.8, 1.25),
              rng.uniform(0, 6.3)) for n in (1, 2, 3, 5)]
    crest: list[Point] = []
    for x in range(-20, WIDTH + 21, 10):
        lift = sum(a * math.sin(x / WIDTH * 6.28 * f + p) for a, f, p in waves) * 0.22 + 0.42
        lift += sum(0.6 * math.exp(-(((x - peak) / 190) ** 2)) for peak in peaks)
        lift += rng.uniform(-0.01, 0.01)
        crest.append((x, base - height * max(0.0, lift)))
    shape = [*crest, (WIDTH + 20, base), (-20, base)]
    sheet.fading(shape, light.tone(distance), light.tone(distance),
                 mix(light.tone(distance), light.haze, 0.55))
    if not light.wet:
        sheet.shade(shape, mix(light.tone(distance), light.sun, 0.3), "top", 0.28)


def ridges(sheet: Sheet, base: float, height: float, count: int = 3, nearest: float = 0.5,
           peaks: Sequence[float] = ()) -> None:
    """Several ranges, the far ones pale."""
    for index in range(count):
        distance = 0.93 - (0.93 - nearest) * index / max(1, count - 1)
        ridge(sheet, base, height * (1 - 0.22 * index), distance, peaks if index == 0 else ())


def water(sheet: Sheet, top: float, bottom: float = HEIGHT, sun_x: float | None = None, mirror: float = 0.6,
          strokes: int = 420) -> None:
    """Water below a line: mirrored sky and shore, ripples that grow towards us, the path of the sun."""
    light = sheet.light
    sheet.wash(top, bottom, mix(light.low, light.body, 0.45), mix(light.body, light.near, 0.2),
               mix(light.body, light.near, 0.75))
    if mirror:
        sheet.reflect(top, bottom, mirror)
    ripples(sheet, top, bottom, strokes)
    if sun_x is not None and not light.wet:
        glitter(sheet, sun_x, top, bottom)


def ripples(sheet: Sheet, top: float, bottom: float, strokes: int) -> None:
    """Lens-shaped strokes, light and dark, as a knife cuts them."""
    light = sheet.light
    pale, deep = mix(light.low, light.sun, 0.4), mix(light.body, light.near, 0.6)
    for index in range(strokes):
        depth = sheet.rng.random() ** 1.5
        y = top + 4 + (bottom - top) * depth
        bright = index % 3 == 0
        _lens(sheet, sheet.between(-60, WIDTH + 60), y, sheet.between(12, 46) * (0.3 + 2.2 * depth),
              0.8 + 2.6 * depth, pale if bright else deep, sheet.between(0.12, 0.38))


def glitter(sheet: Sheet, x: float, top: float, bottom: float, spread: float = 1.0) -> None:
    """The broken path of light under the sun, the moon or a lamp."""
    light = sheet.light
    for _ in range(170):
        depth = sheet.rng.random() ** 1.3
        sway = sheet.rng.gauss(0, 18 + 70 * depth) * spread
        _lens(sheet, x + sway, top + 3 + (bottom - top) * depth, sheet.between(8, 30) * (0.5 + 1.6 * depth),
              1 + 2.4 * depth, light.sun, sheet.between(0.25, 0.8) * (1 - 0.5 * depth))


def _lens(sheet: Sheet, x: float, y: float, half: float, thick: float, colour: Colour, alpha: float) -> None:
    sheet.polygon([(x - half, y), (x - half * 0.3, y - thick), (x + half * 0.4, y - thick * 0.8),
                   (x + half, y), (x + half * 0.3, y + thick * 0.7), (x - half * 0.4, y + thick * 0.8)],
                  colour, alpha)


def crown(sheet: Sheet, x: float, y: float, rx: float, ry: float, distance: float = 0.1, leaf: Colour = LEAF,
          blobs: int = 90) -> None:
    """Foliage: dabs from dark below to lit above."""
    light = sheet.light
    shadow, own = light.tint(mix(leaf, light.near, 0.6), distance), light.tint(leaf, distance, 0.35)
    lit = mix(own, light.low if light.dark else light.sun, 0.12 if light.dark else 0.3)
    dabs = []
    for _ in range(blobs):
        angle, reach = sheet.between(0, 6.283), math.sqrt(sheet.rng.random())
        dx, dy = math.cos(angle) * reach, math.sin(angle) * reach
        dabs.append((0.5 - dy * 0.5 + sheet.between(-0.3, 0.2), dx, dy))
    for lift, dx, dy in sorted(dabs):
        size = sheet.between(0.13, 0.24) * (1.15 - lift * 0.45)
        colour = mix(shadow, own, lift * 1.6) if lift < 0.62 else mix(own, lit, (lift - 0.62) * 2.4)
        sheet.oval(x + dx * rx * 0.85, y + dy * ry * 0.8, rx * size * 1.15, min(rx, ry) * size * 1.1, colour)
    leaf_size = min(rx, ry) * 0.055
    for _ in range(blobs * 2):
        angle, reach = sheet.between(0, 6.283), sheet.rng.random() ** 0.4 * 1.04
        dx, dy = math.cos(angle) * reach, math.sin(angle) * reach
        colour = mix(own, lit, 0.4 - dy * 0.7) if dy < 0.25 else shadow
        sheet.oval(x + dx * rx, y + dy * ry * 0.95, leaf_size * 1.7, leaf_size, colour)


def tree(sheet: Sheet, x: float, ground: float, height: float, distance: float = 0.1,
         leaf: Colour = LEAF) -> None:
    """A broad tree with a forked trunk."""
    bark = mix(sheet.light.tone(distance), (40, 32, 28), 0.25)
    top = ground - height * 0.55
    sheet.limb((x, ground), (x + height * 0.02, top), height * 0.075, height * 0.045, bark)
    for lean in (-0.22, 0.24):
        sheet.limb((x, ground - height * 0.36), (x + height * lean, top - height * 0.1), height * 0.04,
                   height * 0.015, bark)
    crown(sheet, x - height * 0.2, top - height * 0.04, height * 0.26, height * 0.2, distance, leaf, 50)
    crown(sheet, x + height * 0.22, top - height * 0.06, height * 0.27, height * 0.21, distance, leaf, 50)
    crown(sheet, x, top - height * 0.2, height * 0.34, height * 0.25, distance, leaf, 80)


def palm(sheet: Sheet, x: float, ground: float, height: float, distance: float = 0.05,
         lean: float = 0.12) -> None:
    """A coconut palm, its fronds hanging."""
    dark = sheet.light.tone(distance)
    trunk = smooth([(x, ground), (x + height * lean * 0.35, ground - height * 0.5),
                    (x + height * lean, ground - height)])
    for index, (start, end) in enumerate(pairwise(trunk)):
        wide = height * (0.032 - 0.013 * index / len(trunk))
        sheet.limb(start, end, wide, wide, dark)
    head_x, head_y = trunk[-1]
    for dx, dy in FRONDS:
        reach = height * sheet.between(0.36, 0.46)
        _frond(sheet, (head_x, head_y), (head_x + dx * reach, head_y + dy * reach), reach, dark)
    for side in (-1, 0, 1):
        sheet.oval(head_x + side * height * 0.03, head_y + height * 0.03, height * 0.022, height * 0.026,
                   dark)


def _frond(sheet: Sheet, head: Point, tip: Point, reach: float, colour: Colour) -> None:
    """A leaf that rises, then hangs, its leaflets combed towards the tip."""
    middle = (head[0] + tip[0]) / 2, (head[1] + tip[1]) / 2 - reach * 0.2
    spine = smooth([head, middle, tip], 12)
    sheet.line(spine, reach * 0.03, colour)
    way = 1 if tip[0] > head[0] else -1
    for index, (x, y) in enumerate(spine[2:], 2):
        long = reach * (0.07 + 0.2 * math.sin(math.pi * min(1.0, index / len(spine) + 0.06)))
        for out, down in ((0.75, 0.85), (0.8, -0.3)):
            sheet.limb((x, y), (x + way * long * out, y + long * down), reach * 0.034, reach * 0.005, colour)


def pine(sheet: Sheet, x: float, ground: float, height: float, lean: float = 0.25,
         distance: float = 0.03) -> None:
    """A shore pine bent by the wind, its needles in level clouds."""
    dark = sheet.light.tone(distance)
    trunk = smooth([(x, ground), (x + height * lean * 0.2, ground - height * 0.35),
                    (x + height * lean * 0.8, ground - height * 0.62),
                    (x + height * lean, ground - height * 0.95)], 5)
    for index, (start, end) in enumerate(pairwise(trunk)):
        wide = height * 0.07 * (1 - 0.7 * index / len(trunk))
        sheet.limb(start, end, wide, wide * 0.93, mix(dark, (40, 30, 26), 0.3))
    for share, side, reach in ((0.55, -1, 0.42), (0.66, 1, 0.5), (0.8, -1, 0.36), (0.9, 1, 0.34),
                               (1.0, -0.2, 0.3)):
        base = trunk[min(len(trunk) - 1, int(share * len(trunk)))]
        pad_x, pad_y = base[0] + side * height * reach * 0.6, base[1] - height * 0.06
        sheet.limb(base, (pad_x, pad_y + height * 0.02), height * 0.03, height * 0.012, dark)
        crown(sheet, pad_x, pad_y, height * reach * 0.62, height * 0.09, distance, LEAF, 44)


def grass(sheet: Sheet, left: float, right: float, ground: float, height: float, colour: Colour,
          blades: int) -> None:
    """Blades along an edge."""
    for _ in range(blades):
        x, tall, lean = sheet.between(left, right), height * sheet.between(0.4, 1), sheet.between(-0.4, 0.5)
        base = height * 0.06
        sheet.polygon([(x - base, ground), (x + lean * tall * 0.4, ground - tall * 0.6),
                       (x + lean * tall, ground - tall), (x + lean * tall * 0.4 + base, ground - tall * 0.55),
                       (x + base, ground)], colour)


def birds(sheet: Sheet, x: float, y: float, count: int, size: float, colour: Colour) -> None:
    """A loose flight of gulls or egrets."""
    for index in range(count):
        bx, by = x + index * size * sheet.between(1.6, 2.6), y + sheet.between(-1.6, 1.6) * size
        s = size * sheet.between(0.7, 1.1)
        sheet.polygon(smooth([(bx - s, by - s * 0.35), (bx - s * 0.45, by - s * 0.42), (bx, by),
                              (bx + s * 0.5, by - s * 0.5), (bx + s * 1.1, by - s * 0.3),
                              (bx + s * 0.5, by - s * 0.32), (bx, by + s * 0.2),
                              (bx - s * 0.45, by - s * 0.25)], 4), colour)


def rain_strokes(sheet: Sheet, count: int) -> None:
    """Slanting rain over everything, and rings where it lands."""
    pale = mix(sheet.light.sun, PAPER, 0.5)
    for _ in range(count):
        x, y, long = sheet.between(-40, 1500), sheet.between(-40, 980), sheet.between(26, 72)
        sheet.line([(x, y), (x - long * 0.22, y + long)], 1.3, pale, sheet.between(0.15, 0.42))
    for _ in range(count // 5):
        x, y = sheet.between(0, 1500), sheet.between(780, 995)
        size = (y - 640) * 0.045
        sheet.line([(x - size, y), (x - size * 0.5, y - size * 0.25), (x + size * 0.5, y - size * 0.25),
                    (x + size, y)], 1.4, pale, 0.4)
