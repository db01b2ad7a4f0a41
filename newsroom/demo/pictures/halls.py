"""Scenes of public rooms: library and canteen."""

import math

from .brush import HEIGHT, WIDTH, Point, Scenes, Sheet
from .indoors import beam, floor, hanging_lamp, window
from .land import crown
from .palette import (
    BLUE,
    BRICK,
    CINNABAR,
    DUSK,
    GOLD,
    LAMP,
    MORNING,
    NOON,
    PAPER,
    RAIN,
    SEA,
    STRAW,
    WOOD,
    Colour,
    mix,
)
from .people import person


def library(sheet: Sheet) -> None:
    """Shelves to the ceiling on both sides, an arched window at the end, readers under lamps."""
    light, vanish = sheet.light, (750.0, 430.0)
    wood = light.tint((132, 92, 62), 0.12, 0.4)
    sheet.wash(0, HEIGHT, mix(wood, light.near, 0.75), mix(wood, light.near, 0.35))
    sheet.rect(560, 190, 380, 420, mix(wood, light.low, 0.2))
    sheet.oval(750, 300, 130, 130, light.middle)
    sheet.fading([(620, 300), (880, 300), (880, 570), (620, 570)], light.middle, light.low)
    sheet.glow(750, 460, 240, light.sun, 0.55 if not light.dark else 0.15)
    for n in range(-2, 3):
        crown(sheet, 750 + n * 54, 560, 42, 30, 0.5, blobs=20)
        sheet.rect(748 + n * 52, 175, 5, 395, light.near)
    for y in (300, 390, 480):
        sheet.rect(620, y, 260, 5, light.near)
    sheet.fading([(560, 610), (940, 610), (1900, 1010), (-400, 1010)], mix(wood, light.low, 0.45), wood,
                 mix(wood, light.near, 0.5))
    for side in (-1, 1):
        _shelves(sheet, vanish, side, wood)
    beam(sheet, 640, 250, 220, 300, 650, sheet.pick(90, -120))
    for y, half, size, seats in ((672, 130, 100, 2), (760, 220, 158, 3), (920, 400, 270, 3)):
        _table(sheet, y, half, size, seats, wood)


def _shelves(sheet: Sheet, vanish: Point, side: int, wood: Colour) -> None:
    """One wall of books drawn towards the vanishing point; `side` is -1 for the left."""
    light = sheet.light
    hues: tuple[Colour, ...] = (SEA, BRICK, STRAW, (70, 92, 96), (186, 176, 156), (120, 84, 60),
                                (58, 110, 104), CINNABAR)
    far, near = 190.0, 900.0
    sheet.polygon([(vanish[0] + side * far, 140), (vanish[0] + side * near, -420),
                   (vanish[0] + side * near, 1160), (vanish[0] + side * far, 612)],
                  mix(wood, light.near, 0.6))
    for bay in range(7):
        ax, bx = (far + (near - far) * ((bay + edge) / 7) ** 1.5 for edge in (0.06, 0.96))
        for row in range(9):
            high, low = (-1.52 + 0.27 * (row + edge) for edge in (0.12, 0.92))
            books = 8 + bay
            for n in range(books):
                p, q = ax + (bx - ax) * n / books, ax + (bx - ax) * (n + 0.88) / books
                top = high + sheet.between(0.0, 0.07)
                tone = light.tint(hues[sheet.rng.randrange(8)], 0.3 - 0.03 * bay, 0.42 + 0.03 * bay)
                sheet.polygon([(vanish[0] + side * p, vanish[1] + top * p),
                               (vanish[0] + side * q, vanish[1] + top * q),
                               (vanish[0] + side * q, vanish[1] + low * q),
                               (vanish[0] + side * p, vanish[1] + low * p)], tone)
        post = vanish[0] + side * bx * 1.01
        sheet.limb((post, vanish[1] - 1.55 * bx), (post, vanish[1] + 0.98 * bx), 5 + bay * 2, 5 + bay * 2,
                   wood)


def _table(sheet: Sheet, y: float, half: float, size: float, seats: int, wood: Colour) -> None:
    """A reading table across the aisle, its lamps and readers behind it."""
    light = sheet.light
    for n in range(seats):
        x = 750 + half * (-0.72 + 1.44 * n / max(1, seats - 1)) + sheet.between(-0.05, 0.05) * half
        person(sheet, x, y + size * 0.34, size, "sit", 1 if n % 2 else -1, 0.12, shadow=0)
        sheet.polygon([(x - size * 0.13, y - size * 0.02), (x, y - size * 0.06),
                       (x + size * 0.13, y - size * 0.02), (x, y + size * 0.02)], PAPER, 0.9)
    top = mix(wood, light.low, 0.25)
    sheet.fading([(750 - half, y), (750 + half, y), (750 + half * 1.08, y + size * 0.17),
                  (750 - half * 1.08, y + size * 0.17)], top, mix(top, light.near, 0.25))
    sheet.rect(750 - half * 1.08, y + size * 0.17, half * 2.16, size * 0.05, mix(wood, light.near, 0.5))
    for leg in (-1.0, 0.94):
        sheet.rect(750 + half * leg, y + size * 0.2, size * 0.07, size * 0.5, mix(wood, light.near, 0.7))
    for x in (750 - half * 0.36, 750 + half * 0.36):
        sheet.limb((x, y + size * 0.08), (x, y - size * 0.26), size * 0.03, size * 0.03, light.near)
        sheet.soft([(x - size * 0.1, y - size * 0.24), (x + size * 0.1, y - size * 0.24),
                    (x + size * 0.5, y + size * 0.14), (x - size * 0.5, y + size * 0.14)], LAMP, 0.5,
                   size * 0.06)
        sheet.glow(x, y - size * 0.2, size * 0.6, LAMP, 0.5)
        sheet.polygon([(x - size * 0.2, y - size * 0.22), (x - size * 0.13, y - size * 0.34),
                       (x + size * 0.13, y - size * 0.34), (x + size * 0.2, y - size * 0.22)],
                      mix(SEA, (60, 140, 110), 0.5))


def canteen(sheet: Sheet) -> None:
    """The neighbourhood canteen: steam behind the counter, round tables, old neighbours at lunch."""
    light = sheet.light
    wall = light.tint((208, 190, 158), 0.25, 0.35)
    sheet.wash(0, 560, mix(wall, light.near, 0.3), wall, mix(wall, light.near, 0.1))
    sheet.rect(0, 410, WIDTH, 150, mix(SEA, wall, 0.35))
    window(sheet, 60, 120, 360, 270, (3, 2))
    _counter(sheet)
    floor(sheet, 556, mix(light.tint((178, 140, 100), 0.2, 0.3), light.near, 0.2), (750, 300))
    beam(sheet, 80, 130, 330, 260, 640, 230)
    places = ((250, 640, 0.62), (690, 632, 0.6), (1290, 650, 0.64), (480, 770, 0.95), (1060, 776, 0.98),
              (170, 930, 1.35), (800, 950, 1.4), (1390, 940, 1.38))
    for index, (x, y, s) in enumerate(places):
        _round_table(sheet, x + sheet.between(-14, 14), y, s, index)
    for x, y in ((300, 150), (750, 110), (1200, 150)):
        hanging_lamp(sheet, x, y, 66, 0.75)


def _counter(sheet: Sheet) -> None:
    light = sheet.light
    sheet.rect(560, 160, 800, 260, mix(LAMP, PAPER, 0.25))
    sheet.fading([(560, 160), (1360, 160), (1360, 420), (560, 420)], mix(LAMP, WOOD, 0.35),
                 mix(LAMP, PAPER, 0.3))
    for n in range(9):
        sheet.limb((620 + n * 84, 168), (620 + n * 84, 214), 3, 3, light.near)
        sheet.oval(620 + n * 84, 224, 16, 12 + 6 * (n % 2), mix(light.near, WOOD, 0.4))
    for x, way in ((690, 1), (940, -1), (1190, 1)):
        person(sheet, x, 560, 290, "work", way, 0.2, PAPER, shadow=0)
        sheet.oval(x + way * 3, 286, 23, 15, mix(PAPER, light.haze, 0.2))
    for x in (780, 1060, 1280):
        sheet.soft([(x - 20, 390), (x + 24, 390), (x + 66, 240), (x + 6, 190), (x - 36, 270)], PAPER, 0.6, 15)
        sheet.polygon([(x - 52, 386), (x + 52, 386), (x + 44, 424), (x - 44, 424)], light.tone(0.5))
    sheet.rect(540, 416, 840, 20, mix(light.tint(STRAW, 0.2), PAPER, 0.3))
    sheet.fading([(560, 436), (1360, 436), (1360, 562), (560, 562)], light.tint(BRICK, 0.2),
                 mix(light.tint(BRICK, 0.2), light.near, 0.5))
    sheet.glow(960, 320, 560, LAMP, 0.4, 0.6)


def _round_table(sheet: Sheet, x: float, y: float, s: float, index: int) -> None:
    light = sheet.light
    sheet.oval(x, y + 66 * s, 150 * s, 26 * s, light.near, 0.45)
    for dx, way in ((-62, 1), (52, -1)):
        person(sheet, x + dx * s, y + 42 * s, 190 * s, "sit", way, 0.12, shadow=0)
    sheet.rect(x - 8 * s, y, 16 * s, 66 * s, light.near)
    cloth = light.tint((224, 208, 172) if index % 2 else (198, 176, 140), 0.12, 0.28)
    sheet.oval(x, y + 8 * s, 128 * s, 32 * s, mix(cloth, light.near, 0.5))
    sheet.oval(x, y, 128 * s, 32 * s, cloth)
    for n in range(5):
        dish = x + 72 * s * math.cos(n * 1.256 + index), y + 17 * s * math.sin(n * 1.256 + index)
        sheet.oval(*dish, 25 * s, 8 * s, PAPER, 0.95)
        sheet.oval(dish[0], dish[1] - 2 * s, 16 * s, 5 * s,
                   ((110, 146, 84), (206, 122, 60), BRICK)[(n + index) % 3])
    sheet.soft([(x - 12 * s, y - 6 * s), (x + 12 * s, y - 6 * s), (x + 26 * s, y - 76 * s),
                (x - 4 * s, y - 84 * s)], PAPER, 0.45, 9 * s)
    for dx, way in ((-142, 1), (150, -1)):
        if (index + dx) % 3:
            person(sheet, x + dx * s, y + 74 * s, 205 * s, "sit", way, 0.08, shadow=0.3)
            sheet.rect(x + (dx - 26) * s, y + 14 * s, 52 * s, 9 * s, light.tint(WOOD, 0.1))


SCENES: Scenes = {
    "library": (library, (GOLD, BLUE, RAIN, MORNING)),
    "canteen": (canteen, (MORNING, DUSK, NOON, GOLD)),
}
