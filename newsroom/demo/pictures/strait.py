"""Scenes across the strait: bridge and skyline."""

from .brush import Point, Scenes, Sheet, smooth
from .houses import skyline
from .land import birds, crown, ridges, sky, water
from .palette import BLUE, CINNABAR, DAWN, DUSK, GOLD, LAMP, MIST, MORNING, NOON, mix
from .vessels import sampan, trawler


def bridge(sheet: Sheet) -> None:
    """A cable-stayed bridge over the strait, coming out of the distance."""
    light, horizon = sheet.light, sheet.between(540, 590)
    sun = sheet.between(420, 600)
    sky(sheet, horizon, sun)
    ridges(sheet, horizon + 4, 130, 3, 0.62, (sheet.between(200, 520),))
    skyline(sheet, horizon + 2, 90, 0.78, -20, 480)
    far, near = (330.0, horizon - 22), (1540.0, sheet.between(430, 470))
    towers = sheet.pick((0.24, 0.66), (0.5,), (0.16, 0.42, 0.78))
    for share in towers:
        _pylon(sheet, far, near, share, horizon, 0.62 - 0.5 * share)
    deck = [far, near, (near[0], near[1] + 34), (far[0], far[1] + 7)]
    sheet.fading(deck, light.tone(0.3), light.tone(0.12))
    sheet.line([far, near], 3, mix(light.tone(0.4), light.sun, 0.4))
    for n in range(1, 15):
        share = (n / 14) ** 1.5
        x, y = _along(far, near, share)
        sheet.limb((x, y + 10 + 20 * share), (x, horizon + 14 + 60 * share), 5 + 12 * share, 6 + 15 * share,
                   light.tone(0.6 - 0.45 * share))
    water(sheet, horizon, 1000, sun, 0.8, 420)
    _piers(sheet, far, near, towers, horizon)
    if light.lamps > 0.3:
        for n in range(1, 26):
            x, y = _along(far, near, (n / 25) ** 1.4)
            sheet.glow(x, y - 5, 9 + n, LAMP, 0.75)
    trawler(sheet, sheet.between(420, 560), 810, 230, 0.08)
    birds(sheet, 180, 250, 5, 16, light.tone(0.25))


def _along(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _pylon(sheet: Sheet, far: Point, near: Point, share: float, horizon: float, distance: float) -> None:
    """A tower shaped like an A, its cables fanned over the deck."""
    light = sheet.light
    x, y = _along(far, near, share)
    high, colour = 130 + 300 * share, light.tone(distance)
    top = (x, y - high)
    for n in range(1, 13):
        for way in (-1, 1):
            foot = _along(far, near, min(1.2, max(0.0, share + way * n * (0.006 + 0.02 * share + 0.004))))
            sheet.line([(x, y - high * (0.98 - 0.03 * (12 - n))), foot], 1.1 + share,
                       mix(colour, light.haze, 0.25))
    for way in (-1, 1):
        sheet.limb(top, (x + way * high * 0.085, y + 8), high * 0.03, high * 0.045, colour)
        sheet.limb((x + way * high * 0.085, y + 8), (x + way * high * 0.05, horizon + 10 + 40 * share),
                   high * 0.045, high * 0.05, colour)
    sheet.line([(x - high * 0.08, y + 4), (x + high * 0.08, y + 4)], high * 0.04, colour)
    if light.dark:
        sheet.glow(*top, 26, CINNABAR, 0.7)


def _piers(sheet: Sheet, far: Point, near: Point, towers: tuple[float, ...], horizon: float) -> None:
    for share in towers:
        x = _along(far, near, share)[0]
        wide = 26 + 70 * share
        sheet.polygon([(x - wide, horizon + 8 + 36 * share), (x + wide, horizon + 8 + 36 * share),
                       (x + wide * 0.9, horizon + 22 + 62 * share),
                       (x - wide * 0.9, horizon + 22 + 62 * share)], sheet.light.tone(0.5 - 0.4 * share))


def city(sheet: Sheet) -> None:
    """Towers across the water, in layers, and their light in it."""
    light, horizon = sheet.light, sheet.between(560, 610)
    sun = sheet.between(300, 520)
    sky(sheet, horizon, sun)
    ridges(sheet, horizon + 4, 210, 2, 0.8, (250, 1300))
    skyline(sheet, horizon + 4, 300, 0.76, -40, 1540)
    sheet.haze(horizon - 180, horizon + 4, light.haze, 0.0, 0.5)
    skyline(sheet, horizon + 6, 420, 0.5, 380, 1540)
    _landmark(sheet, sheet.between(930, 1010), horizon + 6)
    for x in range(-20, 1540, 56):
        crown(sheet, x, horizon - 4, 44, 18, 0.35, blobs=16)
    sheet.rect(0, horizon + 2, 1500, 12, light.tone(0.3))
    water(sheet, horizon + 12, 1000, sun, 0.9, 420)
    if light.lamps > 0.5:
        for x in range(40, 1500, 92):
            sheet.glow(x, horizon, 26, LAMP, 0.8)
    for x, y, size in ((430, 690, 110), (1180, 760, 170)):
        sampan(sheet, x, y, size, 0.15)
    birds(sheet, 520, 240, 6, 15, light.tone(0.3))


def _landmark(sheet: Sheet, x: float, ground: float) -> None:
    """Two towers like sails, the sign of the city."""
    light = sheet.light
    for lean, high, distance in ((-1, 470, 0.34), (1, 420, 0.28)):
        base = x + lean * 56
        sail = smooth([(base - 42, ground), (base - 34 + lean * 4, ground - high * 0.6),
                       (base + lean * -18, ground - high), (base + 30, ground - high * 0.55),
                       (base + 44, ground)], 8)
        sheet.fading(sail, light.tone(distance), mix(light.tone(distance), light.haze, 0.25))
        sheet.shade(sail, mix(light.tone(distance), light.sun, 0.55), "left", 0.6)
        for row in range(9):
            y = ground - high * (0.1 + 0.085 * row)
            half = 6 + 2.8 * row
            sheet.line([(base - half - lean * (9 - row), y), (base + half - lean * (9 - row), y)], 2.4,
                       light.window(sheet.rng.random()), 0.55)


SCENES: Scenes = {
    "bridge": (bridge, (DUSK, MORNING, GOLD, BLUE, MIST)),
    "skyline": (city, (BLUE, DAWN, GOLD, NOON)),
}
