"""Scenes of indoor work: workshop and laboratory."""

import math

from .brush import HEIGHT, Point, Scenes, Sheet, smooth
from .indoors import beam, floor, hanging_lamp, window
from .palette import (
    BLUE,
    CINNABAR,
    DAWN,
    DUSK,
    GOLD,
    LAMP,
    MORNING,
    NOON,
    PAPER,
    SEA,
    STRAW,
    WOOD,
    Colour,
    mix,
)
from .people import person

BENCH = 806


def workshop(sheet: Sheet) -> None:
    """A boat or a line of machines under a high roof, daylight from the side, people at work."""
    light = sheet.light
    wall = mix(light.tone(0.3), WOOD, 0.35)
    sheet.wash(0, 660, mix(wall, light.near, 0.55), wall, mix(wall, light.low, 0.2))
    for n in range(4):
        window(sheet, 90 + n * 350, 190, 250, 300, (4, 4))
    floor(sheet, 650, mix(wall, STRAW, 0.4), (750, 430))
    for n in range(3):
        _truss(sheet, 60 - 46 * n, 0.7 + 0.2 * n)
    for n in range(4):
        beam(sheet, 90 + n * 350, 200, 250, 290, 720, 190)
    sheet.pick(_hull, _machines)(sheet)
    for x in (360, 760, 1160):
        hanging_lamp(sheet, x, 150, 56, 0.4 + 0.6 * light.lamps)
    _toolbench(sheet)


def _truss(sheet: Sheet, y: float, size: float) -> None:
    steel = sheet.light.tone(0.12 + 0.2 * (1 - size))
    sheet.line([(-10, y + 90), (750, y - 40), (1510, y + 90)], 13 * size, steel)
    sheet.line([(-10, y + 96), (1510, y + 96)], 8 * size, steel)
    for n in range(-6, 7):
        x = 750 + n * 120
        sheet.line([(x, y + 96), (x + (60 if n < 0 else -60), y - 34 + abs(n) * 20)], 4 * size, steel)


def _hull(sheet: Sheet) -> None:
    """A wooden hull on its stocks: ribs standing, planks half way up."""
    light = sheet.light
    wood, dark = light.tint((186, 134, 86), 0.1, 0.25), light.tint(WOOD, 0.05, 0.5)
    sheet.soft([(320, 800), (1240, 800), (1200, 850), (360, 850)], light.near, 0.7, 16)
    for n in range(15):
        x = 400 + n * 56
        lift = ((n - 7) / 7) ** 2
        sheet.line(smooth([(x, 450 - 70 * lift), (x + 14 - n * 2, 560), (x + 20 - n * 3, 690),
                           (x + 4, 775 - 60 * lift)], 6), 13, mix(wood, dark, 0.25))
    for row in range(7):
        y = 770 - row * 31
        sway, ends = 10 * row, 18 * row
        plank = smooth([(430 - ends, y - 66 - sway), (600, y - 12), (800, y), (1010, y - 14),
                        (1230 + ends, y - 84 - sway)], 8)
        sheet.fading([*plank, *((px, py - 27) for px, py in reversed(plank))], mix(wood, light.sun, 0.22),
                     wood, mix(wood, dark, 0.5))
    sheet.line(smooth([(340, 388), (560, 452), (800, 470), (1050, 446), (1330, 340)], 8), 15, wood)
    for x in (470, 690, 940, 1150):
        sheet.limb((x, 880), (x + 36, 700), 17, 14, dark)
        sheet.limb((x + 70, 880), (x + 36, 700), 17, 14, dark)
    for x, y, size, pose, way in ((330, 880, 250, "work", 1), (600, 900, 262, "work", 1),
                                  (1290, 880, 250, "work", -1), (820, 458, 190, "bend", 1),
                                  (1060, 440, 186, "work", -1)):
        person(sheet, x, y, size, pose, way, 0.07)
    sheet.glow(712, 760, 70, (255, 226, 170), 0.9)


def _machines(sheet: Sheet) -> None:
    """A row of lathes going back, each with its lamp and its turner."""
    light = sheet.light
    paint = light.tint((74, 128, 124), 0.12, 0.35)
    for x, y, s in ((1010, 700, 0.55), (760, 760, 0.78), (420, 860, 1.15)):
        sheet.soft([(x - 160 * s, y), (x + 280 * s, y), (x + 250 * s, y + 26 * s), (x - 150 * s, y + 26 * s)],
                   light.near, 0.6, 10)
        person(sheet, x + 80 * s, y - 6, 270 * s, "work", -1, 0.1,
               (SEA, (92, 110, 112), (132, 104, 78))[int(x) % 3], shadow=0)
        base = [(x - 160 * s, y - 112 * s), (x + 260 * s, y - 112 * s), (x + 250 * s, y), (x + 150 * s, y),
                (x + 140 * s, y - 60 * s), (x - 40 * s, y - 60 * s), (x - 50 * s, y), (x - 150 * s, y)]
        sheet.polygon(base, paint)
        sheet.shade(base, mix(paint, light.sun, 0.4), "top", 0.5)
        sheet.rect(x - 170 * s, y - 222 * s, 126 * s, 116 * s, mix(paint, light.near, 0.15))
        sheet.oval(x - 44 * s, y - 160 * s, 16 * s, 44 * s, mix(light.low, light.body, 0.4))
        sheet.rect(x - 36 * s, y - 168 * s, 190 * s, 15 * s, mix(light.low, light.tone(0.4), 0.25))
        sheet.polygon([(x + 140 * s, y - 184 * s), (x + 216 * s, y - 190 * s), (x + 230 * s, y - 112 * s),
                       (x + 150 * s, y - 112 * s)], mix(paint, light.near, 0.3))
        sheet.glow(x - 10 * s, y - 172 * s, 130 * s, LAMP, 0.75)
        for _ in range(26):
            angle, reach = sheet.between(-2.6, -0.3), sheet.between(20, 120) * s
            sheet.oval(x - 6 * s + math.cos(angle) * reach, y - 160 * s + math.sin(angle) * reach, 2.4, 2.4,
                       LAMP, 0.9)
    person(sheet, 1250, 860, 260, "stand", -1, 0.07, (196, 190, 176))


def _toolbench(sheet: Sheet) -> None:
    """The near edge: a bench with a vice and tools, out of the light."""
    near = sheet.light.near
    sheet.rect(-10, 946, 1520, 64, near)
    for x, wide, high in ((70, 90, 40), (210, 26, 96), (250, 20, 70), (1240, 150, 34), (1330, 50, 84)):
        sheet.polygon([(x, 950), (x + wide, 950), (x + wide * 0.86, 950 - high),
                       (x + wide * 0.14, 950 - high)], near)


def lab(sheet: Sheet) -> None:
    """A marine laboratory: a microscope by the window, tanks lit from below, flasks in a row."""
    light = sheet.light
    wall = mix(light.tone(0.62), PAPER, 0.12) if not light.dark else light.tone(0.3)
    sheet.wash(0, BENCH, mix(wall, light.near, 0.35), wall, mix(wall, light.near, 0.12))
    window(sheet, 150, 130, 560, 460, (4, 2))
    beam(sheet, 170, 140, 520, 440, BENCH, 260)
    _tanks(sheet)
    bench = light.tint((214, 214, 204), 0.2, 0.35)
    for x, size, way, coat in ((420, 400, 1, PAPER), (1010, 410, -1, (236, 234, 224)),
                               (1210, 396, -1, (224, 226, 220))):
        person(sheet, x, BENCH + 184, size, "work", way, 0.12, coat, shadow=0)
    sheet.fading([(-20, BENCH), (1520, BENCH), (1520, BENCH + 34), (-20, BENCH + 34)], mix(bench, PAPER, 0.3),
                 bench)
    front = light.tint(WOOD, 0.1, 0.3)
    sheet.wash(BENCH + 34, HEIGHT, mix(front, light.near, 0.3), mix(front, light.near, 0.75))
    for x in range(60, 1500, 240):
        sheet.rect(x, BENCH + 64, 180, 200, mix(front, light.near, 0.15))
        sheet.rect(x + 70, BENCH + 84, 40, 7, mix(front, STRAW, 0.5))
    _microscope(sheet, 600, BENCH, 1.12)
    _glassware(sheet)
    hanging_lamp(sheet, 860, 130, 60, 0.4 + 0.6 * light.lamps)


def _tanks(sheet: Sheet) -> None:
    """Shelves of lit tanks with weed and coral."""
    light = sheet.light
    lit = mix((110, 196, 190), light.low, 0.2)
    sheet.rect(800, 210, 610, 420, light.tone(0.16))
    for row in range(2):
        for column in range(3):
            x, y = 818 + column * 198, 230 + row * 204
            sheet.fading([(x, y), (x + 178, y), (x + 178, y + 160), (x, y + 160)], mix(lit, PAPER, 0.35), lit,
                         mix(lit, light.near, 0.5))
            for _ in range(7):
                stem = x + sheet.between(14, 164)
                tall = sheet.between(30, 104)
                sheet.line(smooth([(stem, y + 156), (stem + sheet.between(-14, 14), y + 156 - tall * 0.5),
                                   (stem + sheet.between(-16, 16), y + 156 - tall)], 5), sheet.between(4, 10),
                           mix(sheet.rng.choice((SEA, (70, 120, 86), (206, 110, 84))), lit, 0.2))
            for _ in range(4):
                fx, fy = x + sheet.between(20, 150), y + sheet.between(26, 110)
                sheet.polygon([(fx - 11, fy), (fx, fy - 5), (fx + 9, fy), (fx + 16, fy - 5),
                               (fx + 16, fy + 5), (fx + 9, fy), (fx, fy + 5)], mix(CINNABAR, LAMP, 0.4))
    sheet.glow(1105, 400, 480, lit, 0.3, 0.7)


def _microscope(sheet: Sheet, x: float, ground: float, s: float) -> None:
    dark = sheet.light.near
    sheet.polygon([(x - 52 * s, ground), (x + 62 * s, ground), (x + 54 * s, ground - 16 * s),
                   (x - 44 * s, ground - 16 * s)], dark)
    sheet.line(smooth([(x + 40 * s, ground - 10 * s), (x + 66 * s, ground - 70 * s),
                       (x + 40 * s, ground - 132 * s), (x - 4 * s, ground - 146 * s)], 6), 17 * s, dark)
    sheet.limb((x - 4 * s, ground - 60 * s), (x - 24 * s, ground - 158 * s), 24 * s, 28 * s,
               mix(dark, sheet.light.body, 0.3))
    sheet.limb((x - 24 * s, ground - 158 * s), (x - 50 * s, ground - 186 * s), 19 * s, 17 * s, dark)
    sheet.rect(x - 38 * s, ground - 50 * s, 84 * s, 10 * s, dark)
    sheet.glow(x, ground - 46 * s, 46 * s, LAMP, 0.8)


def _glassware(sheet: Sheet) -> None:
    """Flasks and cylinders with something in them, catching the light."""
    hues: tuple[Colour, ...] = ((64, 160, 156), (226, 160, 84), (120, 170, 110), (190, 80, 64),
                                (84, 140, 170))
    glass = mix(sheet.light.low, PAPER, 0.4)
    for n, (x, kind) in enumerate(((90, 0), (180, 1), (250, 1), (760, 0), (860, 1), (1350, 0), (1440, 1),
                                   (1110, 1))):
        hue = mix(hues[(n + sheet.number) % 5], sheet.light.sun, 0.15)
        if kind == 0:
            outline = _up(x, (-13, 126), (13, 126), (13, 84), (50, 2), (-50, 2), (-13, 84))
            fill = _up(x, (-31, 44), (31, 44), (48, 3), (-48, 3))
        else:
            outline, fill = _up(x, (-17, 100), (17, 100), (17, 2),
                                (-17, 2)), _up(x, (-15, 66), (15, 66), (15, 4), (-15, 4))
        sheet.polygon(outline, glass, 0.38)
        sheet.polygon(fill, hue, 0.9)
        sheet.line([outline[-1], outline[0]], 3, glass, 0.8)
        sheet.glow(x, BENCH - 22, 60, hue, 0.4)


def _up(x: float, *points: Point) -> list[Point]:
    """Points given from the middle of a thing's foot on the bench, upwards."""
    return [(x + dx, BENCH - up) for dx, up in points]


SCENES: Scenes = {
    "workshop": (workshop, (GOLD, MORNING, DAWN, DUSK)),
    "lab": (lab, (MORNING, BLUE, NOON, DAWN)),
}
