"""Scenes on the road: the coast road and the buses."""

import math
from itertools import pairwise

from .brush import Scenes, Sheet, smooth
from .houses import skyline, street_lamp
from .land import crown, palm, rain_strokes, ridges, sky, tree, water
from .palette import (
    BRICK,
    CINNABAR,
    DAWN,
    DUSK,
    GOLD,
    LAMP,
    MORNING,
    NOON,
    PAPER,
    RAIN,
    SEA,
    WOOD,
    Colour,
    mix,
)
from .people import person, umbrella


def road(sheet: Sheet) -> None:
    """A coast road winding towards the hills, wind turbines above it, a few cars."""
    light, horizon = sheet.light, 430
    sun = sheet.between(300, 460)
    sky(sheet, horizon, sun)
    ridges(sheet, horizon + 6, 250, 3, 0.55, (sheet.between(900, 1050), 1400))
    for x, y, size in ((820, 330, 110), (960, 262, 140), (1120, 250, 170), (1310, 240, 200)):
        _turbine(sheet, x, y + 70, size)
    water(sheet, horizon + 4, 1000, sun, 0.6, 300)
    land = smooth([(640, 436), (700, 470), (610, 540), (540, 600), (600, 690), (420, 800), (180, 1010)], 8)
    green = light.tint((92, 130, 90), 0.3)
    shape = [*land, (1530, 1010), (1530, 400), (1000, 420)]
    sheet.fading(shape, mix(green, light.haze, 0.5), green, mix(green, light.near, 0.6))
    sheet.shade(shape, mix(green, light.sun, 0.3), "left", 0.3)
    sheet.line([(x - 3, y + 3) for x, y in land], 6, mix(light.low, PAPER, 0.4), 0.6)
    left = smooth([(742, 446), (800, 478), (742, 520), (660, 580), (760, 670), (840, 760), (560, 1010)], 10)
    right = smooth([(750, 446), (822, 478), (778, 522), (736, 580), (890, 660), (1080, 770), (1060, 1010)],
                   10)
    asphalt = mix(light.tone(0.22), (92, 94, 92), 0.4)
    sheet.fading([*left, *reversed(right)], mix(asphalt, light.haze, 0.5), asphalt,
                 mix(asphalt, light.near, 0.5))
    for edge in (left, right):
        for start, end in pairwise(edge):
            sheet.line([start, end], max(1.0, (start[1] - 430) * 0.012), mix(asphalt, PAPER, 0.6))
    for index, (a, b) in enumerate(zip(left, right, strict=True)):
        if index % 3 == 1 and index + 1 < len(left):
            c, d = left[index + 1], right[index + 1]
            sheet.line([((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), ((c[0] + d[0]) / 2, (c[1] + d[1]) / 2)],
                       max(1.0, (a[1] - 430) * 0.016), mix(asphalt, LAMP, 0.7))
        if index % 8 == 4:
            street_lamp(sheet, b[0] + (b[1] - 430) * 0.07, b[1], (b[1] - 420) * 0.95, -1, 0.2)
    for x, y, size, away, paint in ((775, 506, 22, True, PAPER), (742, 612, 50, False, CINNABAR),
                                    (920, 740, 92, True, (70, 118, 128))):
        _car(sheet, x, y, size, away, paint)
    for x, y, rx in ((1180, 560, 110), (1330, 640, 160), (1000, 470, 60), (1450, 840, 240), (380, 940, 110),
                     (1240, 960, 130)):
        crown(sheet, x, y, rx, rx * 0.42, 0.4 - (y - 430) / 1500)
    if sheet.pick(True, False):
        palm(sheet, 1290, 920, 480, 0.05)
    else:
        tree(sheet, 1290, 920, 480, 0.05)


def _turbine(sheet: Sheet, x: float, ground: float, size: float) -> None:
    light = sheet.light
    white = mix(light.tone(0.6), PAPER, 0.7) if light.lamps > 0.2 else light.tone(0.45)
    hub = x, ground - size
    sheet.limb((x, ground), hub, size * 0.035, size * 0.02, white)
    turn = sheet.between(0, 60)
    for blade in range(3):
        angle = (turn + blade * 120) / 57.3
        dx, dy = size * 0.5 * math.cos(angle), size * 0.5 * math.sin(angle)
        sheet.limb(hub, (hub[0] + dx, hub[1] + dy), size * 0.035, size * 0.01, white)


def _car(sheet: Sheet, x: float, ground: float, size: float, away: bool, paint: Colour) -> None:
    """A car from behind (its red lights) or from the front."""
    light, s = sheet.light, size
    body = light.tint(paint, 0.1, 0.3)
    sheet.oval(x, ground, s * 0.62, s * 0.1, light.near, 0.6)
    for wheel in (-0.4, 0.4):
        sheet.rect(x + s * wheel - s * 0.09, ground - s * 0.2, s * 0.18, s * 0.2, light.near)
    sheet.polygon(smooth([(x - s * 0.52, ground - s * 0.1), (x - s * 0.52, ground - s * 0.42),
                          (x - s * 0.38, ground - s * 0.56), (x + s * 0.38, ground - s * 0.56),
                          (x + s * 0.52, ground - s * 0.42), (x + s * 0.52, ground - s * 0.1)], 4), body)
    sheet.polygon([(x - s * 0.4, ground - s * 0.5), (x - s * 0.28, ground - s * 0.82),
                   (x + s * 0.28, ground - s * 0.82), (x + s * 0.4, ground - s * 0.5)], body)
    sheet.polygon([(x - s * 0.34, ground - s * 0.53), (x - s * 0.25, ground - s * 0.77),
                   (x + s * 0.25, ground - s * 0.77), (x + s * 0.34, ground - s * 0.53)],
                  mix(light.near, light.low, 0.3))
    for lamp in (-0.4, 0.4):
        colour = CINNABAR if away else LAMP
        if light.lamps > 0.3 or not away:
            sheet.glow(x + s * lamp, ground - s * 0.36, s * (0.35 if away else 0.6), colour, 0.6)
        sheet.oval(x + s * lamp, ground - s * 0.36, s * 0.08, s * 0.06,
                   mix(colour, PAPER, 0.15 if away else 0.6))


def buses(sheet: Sheet) -> None:
    """Electric buses at their stop, people under the shelter, the city behind."""
    light = sheet.light
    sky(sheet, 520, sheet.between(900, 1100))
    skyline(sheet, 600, 360, 0.74)
    sheet.haze(420, 610, light.haze, 0.0, 0.5)
    for x in range(-40, 1560, 150):
        tree(sheet, x + sheet.between(-30, 30), 640, sheet.between(170, 240), 0.42)
    asphalt = mix(light.tone(0.25), (110, 112, 108), 0.35)
    sheet.wash(620, 1000, mix(asphalt, light.haze, 0.4), asphalt, mix(asphalt, light.near, 0.6))
    paints = (SEA, (198, 186, 160), BRICK)
    _bus(sheet, sheet.between(1010, 1080), 672, 500, paints[(sheet.number + 1) % 3], 0.32)
    _bus(sheet, sheet.between(250, 330), 740, 760, paints[sheet.number % 3], 0.12)
    sheet.reflect(744, 1000, 0.75 if light.wet else 0.3, 7)
    stone = light.tint((196, 188, 172), 0.12, 0.45)
    sheet.fading([(-30, 838), (1530, 812), (1530, 1010), (-30, 1010)], stone, mix(stone, light.near, 0.5))
    sheet.line([(-30, 838), (1530, 812)], 9, mix(stone, PAPER, 0.3))
    _shelter(sheet, 860, 880)
    for x, y, size, pose, way in ((640, 884, 170, "walk", -1), (930, 890, 172, "stand", -1),
                                  (990, 888, 112, "stand", -1), (1160, 890, 164, "sit", -1),
                                  (1350, 884, 168, "walk", -1), (330, 900, 178, "stand", 1)):
        person(sheet, x, y, size, pose, way, 0.08)
        if light.wet and pose == "walk":
            umbrella(sheet, x + way * 14, y, size, light.tint((CINNABAR, SEA)[x > 700], 0.1, 0.25))
    street_lamp(sheet, 150, 900, 560, 1, 0.06)
    if light.wet:
        rain_strokes(sheet, 240)


def _bus(sheet: Sheet, x: float, ground: float, long: float, paint: Colour, distance: float) -> None:
    """A bus from its side, facing left."""
    light, s = sheet.light, long
    high, body = s * 0.27, light.tint(paint, distance, 0.3)
    sheet.soft([(x - 10, ground - 4), (x + s + 10, ground - 4), (x + s, ground + s * 0.04),
                (x, ground + s * 0.04)], light.near, 0.6, 8)
    shell = smooth([(x + s * 0.012, ground - s * 0.035), (x, ground - high * 0.45),
                    (x + s * 0.025, ground - high), (x + s * 0.06, ground - high * 1.05),
                    (x + s * 0.95, ground - high * 1.05), (x + s, ground - high * 0.98),
                    (x + s, ground - s * 0.035)], 5)
    sheet.polygon(shell, body)
    sheet.shade(shell, mix(body, light.sun, 0.45), "top", 0.4)
    sheet.rect(x + s * 0.2, ground - high * 1.13, s * 0.5, high * 0.1, mix(body, light.near, 0.4))
    sheet.rect(x + s * 0.006, ground - high * 0.33, s * 0.99, high * 0.05, mix(body, PAPER, 0.6))
    lit = mix(LAMP, PAPER, 0.25) if light.lamps > 0.3 else mix(light.low, light.body, 0.45)
    for pane in range(8):
        left = x + s * (0.035 + 0.12 * pane)
        door = pane in (1, 4)
        sheet.rect(left, ground - high * 0.93, s * 0.105, high * (0.8 if door else 0.47),
                   mix(lit, light.near, 0.06 * (pane % 3)))
        if door:
            sheet.rect(left + s * 0.05, ground - high * 0.93, s * 0.006, high * 0.8, body)
        elif sheet.rng.random() < 0.75:
            head = left + s * sheet.between(0.03, 0.08)
            shade = mix(light.near, lit, 0.25)
            sheet.oval(head, ground - high * 0.68, s * 0.013, s * 0.016, shade)
            sheet.oval(head, ground - high * 0.46, s * 0.027, s * 0.045, shade)
            sheet.rect(left, ground - high * 0.47, s * 0.105, high * 0.12, body)
    for wheel in (0.2, 0.78):
        sheet.oval(x + s * wheel, ground - s * 0.04, s * 0.052, s * 0.052, mix(body, light.near, 0.7))
        sheet.oval(x + s * wheel, ground - s * 0.036, s * 0.042, s * 0.042, light.near)
        sheet.oval(x + s * wheel, ground - s * 0.036, s * 0.018, s * 0.018, light.tone(0.6))
    if light.lamps > 0.3:
        sheet.glow(x + s * 0.012, ground - high * 0.24, s * 0.12, LAMP, 0.8)
        sheet.glow(x + s * 0.5, ground - high * 0.7, s * 0.55, LAMP, 0.22, 0.4)


def _shelter(sheet: Sheet, x: float, ground: float) -> None:
    light = sheet.light
    sheet.rect(x + 20, ground - 236, 470, 190, mix(light.low, light.body, 0.3), 0.28)
    for post in (20, 250, 484):
        sheet.limb((x + post, ground), (x + post, ground - 258), 8, 8, light.tone(0.08))
    sheet.polygon([(x - 20, ground - 262), (x + 540, ground - 278), (x + 540, ground - 258),
                   (x - 20, ground - 246)], light.tone(0.1))
    sheet.rect(x + 240, ground - 62, 220, 10, light.tint(WOOD, 0.1))
    if light.lamps > 0.3:
        sheet.soft([(x + 20, ground - 246), (x + 500, ground - 246), (x + 540, ground), (x - 20, ground)],
                   LAMP, 0.22, 18)


SCENES: Scenes = {
    "road": (road, (GOLD, MORNING, DUSK, DAWN)),
    "buses": (buses, (RAIN, MORNING, DUSK, NOON)),
}
