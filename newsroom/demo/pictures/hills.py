"""Scenes of quiet green places: tea hills and park."""

import math

from .brush import Point, Scenes, Sheet, smooth
from .houses import skyline, swallow_roof
from .land import birds, crown, grass, ridges, sky, tree, water
from .palette import (
    CINNABAR,
    DAWN,
    GOLD,
    MIST,
    MORNING,
    NOON,
    PAPER,
    RAIN,
    STRAW,
    WOOD,
    mix,
)
from .people import crowd, person


def tea(sheet: Sheet) -> None:
    """Tea hills: combed rows of bushes sweep over the slopes, pickers between them, mist in the valleys."""
    light = sheet.light
    sky(sheet, 360, sheet.between(560, 800))
    ridges(sheet, 440, 260, 3, 0.62, (sheet.between(900, 1200), 300))
    sheet.wash(438, 1000, light.haze, light.tone(0.4))
    sheet.haze(340, 440, light.haze, 0.0, 1.0)
    _tea_hill(sheet, [(-30, 520), (250, 440), (560, 470), (900, 560), (1530, 610)], 760, 8, 17, 0.45)
    sheet.cloud(470, 640, light.haze, 0.75, 0.5, (4, 3))
    _tea_hill(sheet, [(-30, 700), (400, 640), (800, 560), (1150, 500), (1530, 520)], 1000, 9, 26, 0.26)
    for x, y, size in ((760, 640, 66), (910, 655, 70), (1130, 610, 66)):
        _picker(sheet, x, y, size, 0.2)
    _tea_hill(sheet, [(-30, 640), (240, 690), (620, 780), (1050, 830), (1530, 790)], 1120, 8, 52, 0.1)
    for x, y, size in ((330, 812, 150), (600, 850, 158), (1090, 900, 165)):
        _picker(sheet, x, y, size, 0.08)
    _tea_hill(sheet, [(-30, 880), (400, 900), (900, 950), (1530, 930)], 1120, 3, 62, 0.04)
    tree(sheet, 190, 700, 250, 0.12)
    birds(sheet, 620, 180, 5, 15, light.tone(0.35))


def _tea_hill(sheet: Sheet, crest: list[Point], bottom: float, rows: int, gap: float,
              distance: float) -> None:
    """A slope whose rows follow its crest, each lit above and dark below."""
    light = sheet.light
    green = light.tint((98, 146, 84), distance, 0.32)
    dark = mix(green, light.near, 0.62)
    line = smooth(crest, 14)
    sheet.fading([*line, (1530, bottom), (-30, bottom)], mix(dark, light.haze, distance * 0.5), dark)
    for row in range(rows):
        drop, thick = row * gap * (1 + row * 0.06), gap * (0.62 + row * 0.02)
        sway = 0.35 * row * gap
        top = []
        for x, y in line:
            bend = sway * 0.35 * math.sin(x / 420 + distance * 20)
            bushes = thick * 0.16 * abs(math.sin(x / thick * 0.9))
            top.append((x, y + drop + bend + bushes))
        under = [(x, y + thick) for x, y in reversed(top)]
        sheet.polygon([*top, *under], mix(green, dark, 0.25))
        sheet.polygon([*top, *((x, y - thick * 0.5) for x, y in under)], mix(green, light.sun, 0.16))
        sheet.line([(x, y + thick * 0.06) for x, y in top], thick * 0.1, mix(green, light.sun, 0.42))
    for _ in range(160):
        x, y = sheet.rng.choice(line)
        leaf = gap * 0.12
        sheet.oval(x + sheet.between(-30, 30), y + sheet.between(0, rows * gap), leaf * 1.6, leaf * 0.7,
                   mix(green, light.sun, 0.5), 0.5)


def _picker(sheet: Sheet, x: float, ground: float, size: float, distance: float) -> None:
    """A tea picker with hat and basket, the bushes up to her waist."""
    way = sheet.rng.choice((-1, 1))
    person(sheet, x, ground, size, "work", way, distance, sheet.rng.choice((CINNABAR, (64, 112, 128), PAPER)),
           hat=True, shadow=0)
    basket = sheet.light.tint((150, 112, 70), distance)
    sheet.polygon([(x - way * size * 0.1, ground - size * 0.74), (x - way * size * 0.34,
                                                                  ground - size * 0.78),
                   (x - way * size * 0.3, ground - size * 0.48),
                   (x - way * size * 0.1, ground - size * 0.46)], basket)
    leaves = sheet.light.tint((98, 146, 84), distance, 0.35)
    crown(sheet, x + size * 0.1, ground - size * 0.12, size * 0.42, size * 0.2, distance, leaves, 26)


def park(sheet: Sheet) -> None:
    """A banyan over a lake: a pavilion, morning exercise on the lawn, a bench."""
    light, horizon = sheet.light, 440
    sun = sheet.between(820, 960)
    sky(sheet, horizon, sun)
    skyline(sheet, horizon + 4, 210, 0.84)
    ridges(sheet, horizon + 4, 120, 2, 0.66, (1250,))
    for x in range(-20, 1540, 64):
        crown(sheet, x, horizon - 4, 60, sheet.between(26, 46), 0.42, blobs=24)
    water(sheet, horizon + 16, 760, sun, 0.75, 160)
    _pavilion(sheet, 1130, 566, 210)
    sheet.reflect(576, 700, 0.6)
    lawn = light.tint((112, 150, 94), 0.15, 0.32)
    shore = smooth([(-30, 610), (300, 606), (620, 650), (900, 690), (1200, 674), (1530, 640)], 8)
    sheet.fading([*shore, (1530, 1010), (-30, 1010)], lawn, mix(lawn, light.near, 0.3),
                 mix(lawn, light.near, 0.6))
    sheet.line(shore, 7, light.tint((190, 182, 164), 0.2))
    path = light.tint(STRAW, 0.15, 0.45)
    sheet.polygon([*smooth([(1530, 800), (1100, 790), (760, 850), (560, 1010)], 6), (860, 1010),
                   *smooth([(960, 900), (1200, 850), (1530, 880)], 6)], path)
    sheet.soft([(-30, 700), (640, 690), (760, 800), (300, 930), (-30, 900)], light.near, 0.5, 30)
    if light.wet:
        crowd(sheet, 700, 1250, 850, 110, 4)
    else:
        for row, (y, size) in enumerate(((716, 84), (784, 108))):
            for n in range(4):
                person(sheet, 640 + n * 150 + row * 70, y, size, "taichi", 1, 0.12,
                       sheet.pick(PAPER, (214, 206, 188), CINNABAR))
    grass(sheet, 0, 640, 830, 18, mix(lawn, light.near, 0.45), 90)
    _banyan(sheet)
    _bench(sheet, 1290, 930)
    birds(sheet, 760, 190, 5, 15, light.tone(0.3))


def _pavilion(sheet: Sheet, x: float, ground: float, wide: float) -> None:
    light = sheet.light
    sheet.rect(x - wide * 0.62, ground - 4, wide * 1.24, 18, light.tint((186, 178, 160), 0.25))
    for n in range(4):
        sheet.rect(x - wide * 0.42 + n * wide * 0.267, ground - wide * 0.5, wide * 0.036, wide * 0.5,
                   light.tint(CINNABAR, 0.3, 0.5))
    sheet.rect(x - wide * 0.42, ground - wide * 0.12, wide * 0.84, wide * 0.025,
               light.tint(CINNABAR, 0.3, 0.5))
    person(sheet, x + wide * 0.1, ground, wide * 0.34, "sit", -1, 0.25, shadow=0)
    swallow_roof(sheet, x - wide * 0.5, ground - wide * 0.48, wide, wide * 0.24,
                 light.tint((86, 96, 88), 0.3))
    swallow_roof(sheet, x - wide * 0.3, ground - wide * 0.78, wide * 0.6, wide * 0.2,
                 light.tint((86, 96, 88), 0.3))


def _banyan(sheet: Sheet) -> None:
    """The old tree on the left: many stems, hanging roots, a roof of leaves."""
    light = sheet.light
    bark = mix(light.near, WOOD, 0.3)
    sheet.polygon(smooth([(-30, 812), (50, 790), (95, 740), (330, 740), (390, 796), (470, 818), (300, 826),
                          (-30, 830)], 5), bark)
    for foot, top, wide in ((150, 210, 90), (240, 300, 60), (90, 60, 56), (330, 430, 34)):
        sheet.limb((foot, 800), (top, 330), wide, wide * 0.55, bark)
    for _ in range(26):
        x, tall = sheet.between(20, 640), sheet.between(80, 250)
        sheet.limb((x, 330), (x + sheet.between(-8, 8), 330 + tall), 4, 2, bark)
    for start, end in (((230, 400), (560, 250)), ((200, 420), (-20, 280)), ((260, 380), (420, 180))):
        sheet.limb(start, end, 36, 14, bark)
    for x, y, rx, ry in ((60, 250, 240, 130), (520, 260, 240, 90), (300, 200, 320, 140), (660, 210, 140, 66),
                         (180, 70, 300, 140), (480, 110, 240, 110)):
        crown(sheet, x, y, rx, ry, 0.05, blobs=120)
    if sheet.pick(False, True):
        for _ in range(70):
            x = sheet.between(30, 640)
            sheet.oval(x, sheet.between(60, 300), 5, 4, sheet.light.tint((222, 130, 96), 0.1, 0.2))


def _bench(sheet: Sheet, x: float, ground: float) -> None:
    light = sheet.light
    slat = light.tint(WOOD, 0.1, 0.4)
    for high in (150, 122):
        sheet.rect(x - 120, ground - high, 240, 16, slat)
    for place, coat in ((-52, (92, 110, 112)), (34, (150, 70, 58))):
        person(sheet, x + place, ground, 190, "sit", -1, 0.08, coat, shadow=0.3)
    sheet.rect(x - 126, ground - 60, 252, 15, mix(slat, light.near, 0.2))
    for leg in (-108, 96):
        sheet.rect(x + leg, ground - 60, 10, 62, light.near)


SCENES: Scenes = {
    "tea": (tea, (MIST, MORNING, GOLD, DAWN)),
    "park": (park, (MORNING, GOLD, RAIN, NOON)),
}
