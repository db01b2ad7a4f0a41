"""Scenes of the farms: village and fields."""

import math

from .brush import Scenes, Sheet, smooth
from .houses import brick_house
from .land import birds, crown, glitter, grass, ridges, sky, tree, water
from .palette import (
    DAWN,
    DUSK,
    GOLD,
    LEAF,
    MIST,
    MORNING,
    NOON,
    PAPER,
    STRAW,
    Colour,
    mix,
)
from .people import person


def village(sheet: Sheet) -> None:
    """Brick houses with swept ridges climb a slope above a pond; smoke, trees, mist on the hills."""
    light = sheet.light
    sky(sheet, 430, sheet.between(900, 1100))
    ridges(sheet, 470, 250, 3, 0.6, (sheet.between(250, 560), 1250))
    sheet.cloud(330, 480, light.haze, 0.8, 0.55, (5, 3))
    sheet.wash(466, 760, light.haze, light.tone(0.4))
    _slope(sheet, 440, 0.45)
    for base, size, far, xs in ((500, 150, 0.42, (330, 560, 800, 1010)),
                                (572, 200, 0.28, (180, 460, 720, 1000, 1240)),
                                (668, 270, 0.14, (60, 390, 760, 1110))):
        for place in xs:
            x, foot = place + sheet.between(-34, 34), base + sheet.between(-9, 9)
            if sheet.rng.random() < 0.6:
                tree(sheet, x - 26, foot - 4, size * sheet.between(0.6, 0.85), far)
            brick_house(sheet, x, foot, size, far)
            if sheet.rng.random() < 0.3:
                _smoke(sheet, x + size * 0.75, foot - size * 0.62, size)
        for n in range(9):
            crown(sheet, n * 190 + sheet.between(-60, 60), base + 6, size * 0.24, size * 0.09, far, blobs=24)
        sheet.haze(base - 90, base + 20, light.haze, 0.0, 0.35 * far)
    _bank(sheet)
    for x, size, pose in ((520, 76, "walk"), (560, 54, "walk"), (1010, 74, "stand"), (905, 78, "walk")):
        person(sheet, x, 722, size, pose, sheet.rng.choice((-1, 1)), 0.1)
    birds(sheet, 520, 190, 6, 16, light.tone(0.3))
    for x, rx in ((40, 190), (210, 130)):
        crown(sheet, x, 985, rx, 74, 0.02)
    grass(sheet, 0, 480, 1000, 110, light.near, 60)


def _slope(sheet: Sheet, top: float, distance: float) -> None:
    """The ground the village stands on."""
    light = sheet.light
    green = light.tint((96, 128, 86), distance)
    hill = smooth([(-30, top + 40), (300, top + 8), (700, top - 14), (1100, top + 10), (1530, top + 60)], 6)
    shape = [*hill, (1530, 760), (-30, 760)]
    sheet.fading(shape, mix(green, light.haze, 0.35), green, mix(green, light.near, 0.45))
    sheet.shade(shape, mix(green, light.sun, 0.4), "top", 0.35)


def _smoke(sheet: Sheet, x: float, y: float, size: float) -> None:
    trail = smooth([(x, y), (x + size * 0.14, y - size * 0.4), (x + size * 0.02, y - size * 0.75),
                    (x + size * 0.3, y - size * 1.15)], 5)
    wide = [(px + size * (0.02 + 0.1 * n / len(trail)), py) for n, (px, py) in enumerate(trail)]
    sheet.soft([*trail, *reversed(wide)], mix(sheet.light.haze, PAPER, 0.4), 0.42, size * 0.035)


def _bank(sheet: Sheet) -> None:
    """The pond before the village and its stone edge."""
    light = sheet.light
    path, verge = light.tint(STRAW, 0.15, 0.4), light.tint((96, 128, 86), 0.15)
    sheet.fading([(-30, 664), (1530, 668), (1530, 752), (-30, 752)], verge, mix(verge, light.near, 0.4))
    sheet.polygon([(-30, 704), (700, 694), (1530, 708), (1530, 732), (700, 726), (-30, 734)], path)
    sheet.line([(-30, 704), (700, 694), (1530, 708)], 2, mix(path, light.near, 0.3))
    grass(sheet, -10, 1510, 738, 16, mix(verge, light.near, 0.4), 120)
    sheet.rect(0, 734, 1500, 20, light.tint((170, 164, 150), 0.15))
    water(sheet, 752, 1000, None, 0.8, 150)
    for _ in range(26):
        x, y = sheet.between(780, 1480), sheet.between(830, 985)
        size = (y - 700) * 0.12
        sheet.oval(x, y, size, size * 0.3, light.tint(LEAF, 0.15), 0.95)
        if sheet.rng.random() < 0.3:
            _lotus(sheet, x, y - size * 1.1, size * 0.34)


def _lotus(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.line([(x, y), (x, y + size * 3)], size * 0.2, sheet.light.tint(LEAF, 0.1))
    for lean in (-0.7, 0.7, -0.3, 0.3, 0.0):
        tone = mix((226, 150, 140), PAPER, 0.5 - abs(lean) * 0.5)
        sheet.polygon(smooth([(x, y + size * 0.5), (x + lean * size - size * 0.3, y - size * 0.2),
                              (x + lean * size * 1.4, y - size), (x + lean * size + size * 0.3,
                                                                  y - size * 0.2), (x, y + size * 0.5)], 4),
                      sheet.light.tint(tone, 0.1, 0.25))


def fields(sheet: Sheet) -> None:
    """Rice to the foot of the hills: flooded in spring, green in summer or gold at harvest."""
    light, horizon = sheet.light, sheet.between(370, 410)
    season = sheet.pick("flooded", "gold", "green")
    sun = sheet.between(480, 640)
    sky(sheet, horizon, sun)
    ridges(sheet, horizon + 6, 190, 4, 0.55, (sheet.between(900, 1300), 260))
    sheet.wash(horizon, horizon + 24, light.tone(0.5), light.tone(0.4))
    for x in (250, 340, 470, 1080, 1190):
        brick_house(sheet, x, horizon + 22, 86, 0.5)
    for x in range(-20, 1540, 74):
        crown(sheet, x + sheet.between(-20, 20), horizon + 12, 52, 22, 0.45, blobs=20)
    crop = {"flooded": mix(light.body, LEAF, 0.5), "gold": (214, 168, 84), "green": (104, 150, 88)}[season]
    crop = light.tint(crop, 0.15, 0.25)
    sheet.wash(horizon + 20, 1000, mix(crop, light.haze, 0.5), crop, mix(crop, light.near, 0.35))
    if season == "flooded":
        water(sheet, horizon + 20, 1000, None, 0.8, 60)
    _rows(sheet, horizon + 24, crop, season)
    if season == "flooded":
        glitter(sheet, sun, horizon + 30, 1000, 0.9)
    pose = "bend" if season != "green" else "work"
    for x, y, size in ((430, 560, 62), (520, 566, 60), (980, 610, 84), (1080, 622, 84), (640, 750, 140),
                       (860, 770, 148)):
        person(sheet, x, y, size, pose, 1 if x < 800 else -1, 0.1, hat=True)
        if season == "gold":
            _sheaf(sheet, x + size * 0.6, y, size * 0.62)
    birds(sheet, 860, 230, 6, 17, mix(PAPER, light.haze, 0.2))
    grass(sheet, -10, 1510, 1005, 96, mix(crop, light.near, 0.75), 150)


def _rows(sheet: Sheet, top: float, crop: Colour, season: str) -> None:
    """Banks across, rows of plants running to the vanishing point."""
    light = sheet.light
    vanish = sheet.between(700, 900)
    bank = mix(light.tone(0.1), (92, 104, 66), 0.35)
    for n in range(1, 30):
        depth = (n / 29) ** 2.1
        y, gap = top + 14 + 560 * depth, 9 + 54 * depth
        for k in range(-int(900 / gap) - 1, int(900 / gap) + 2):
            x = vanish + k * gap + sheet.between(-0.12, 0.12) * gap
            if -20 < x < 1520:
                _tuft(sheet, x, y, 4 + 34 * depth, mix(crop, light.near, sheet.between(0.1, 0.6)), season)
    for y in (0.04, 0.13, 0.3, 0.62):
        edge = [(x, top + 560 * y + 10 * math.sin(x / 190 + y * 9) * (0.3 + y)) for x in range(-20, 1541, 40)]
        sheet.polygon([*edge, *((px, py + 4 + 20 * y) for px, py in reversed(edge))], bank)
        sheet.line(edge, 2 + 3 * y, mix(bank, light.sun, 0.35))
    for k in (-5, -2, 1, 4):
        sheet.polygon([(vanish + k * 60, top), (vanish + k * 60 + 4, top), (vanish + k * 300 + 40, 1010),
                       (vanish + k * 300 - 10, 1010)], bank)


def _tuft(sheet: Sheet, x: float, y: float, tall: float, colour: Colour, season: str) -> None:
    spread = 0.3 if season == "flooded" else 0.5
    sheet.polygon([(x - tall * 0.12, y), (x - tall * spread, y - tall * 0.8),
                   (x - tall * 0.08, y - tall * 0.5), (x + tall * 0.05, y - tall),
                   (x + tall * 0.1, y - tall * 0.5), (x + tall * spread, y - tall * 0.75),
                   (x + tall * 0.12, y)], colour)


def _sheaf(sheet: Sheet, x: float, ground: float, tall: float) -> None:
    straw = sheet.light.tint((222, 180, 98), 0.1, 0.2)
    sheet.polygon(smooth([(x - tall * 0.3, ground), (x - tall * 0.08, ground - tall * 0.5),
                          (x - tall * 0.28, ground - tall), (x + tall * 0.28, ground - tall),
                          (x + tall * 0.08, ground - tall * 0.5), (x + tall * 0.3, ground)], 4), straw)
    sheet.line([(x - tall * 0.1, ground - tall * 0.5), (x + tall * 0.1, ground - tall * 0.5)], tall * 0.08,
               mix(straw, sheet.light.near, 0.5))


SCENES: Scenes = {
    "village": (village, (MORNING, DUSK, MIST, GOLD)),
    "fields": (fields, (DAWN, GOLD, MORNING, NOON)),
}
