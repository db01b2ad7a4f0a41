"""Scenes of the market and the school."""

from .brush import Point, Scenes, Sheet, smooth
from .houses import arcade
from .land import birds, crown, ridges, sky
from .palette import (
    AMBER,
    BRICK,
    CINNABAR,
    DAWN,
    DUSK,
    GOLD,
    LAMP,
    MORNING,
    NIGHT,
    NOON,
    PAPER,
    SEA,
    WOOD,
    Colour,
    mix,
)
from .people import crowd, person


def market(sheet: Sheet) -> None:
    """A morning market under awnings: bulbs, heaps of fruit and fish, sellers and buyers."""
    light, ground = sheet.light, 620
    sky(sheet, 420, 760)
    for index, x in enumerate(range(-70, 1540, 232)):
        arcade(sheet, x, ground, 236, sheet.between(400, 480), 0.42,
               ((206, 184, 150), (170, 112, 86), (186, 180, 160))[(index + sheet.number) % 3])
    sheet.haze(240, 630, light.haze, 0.0, 0.35)
    stone = light.tint((176, 164, 142), 0.2, 0.5)
    sheet.wash(ground, 1000, stone, mix(stone, light.near, 0.35), mix(stone, light.near, 0.75))
    crowd(sheet, 60, 1440, 680, 120, 15, 0.3)
    hues = (CINNABAR, (44, 110, 118), (206, 168, 104))
    for index, x in enumerate((-60, 460, 980)):
        _stall(sheet, x + sheet.between(-12, 12), 770, 460, hues[(index + sheet.number) % 3], index)
    sheet.reflect(806, 1000, 0.16, 5)
    for x, y, size, pose, way in ((300, 886, 220, "stand", -1), (470, 880, 150, "walk", 1),
                                  (690, 900, 230, "work", 1), (1010, 892, 224, "walk", -1),
                                  (1240, 896, 226, "work", 1)):
        person(sheet, x, y, size, pose, way, 0.06)
        if pose != "work":
            _basket(sheet, x + way * size * 0.16, y - size * 0.4, size * 0.16)
    for n in range(3):
        _bulbs(sheet, -40 + n * 530, 500 + n * 530, 300 + 18 * (n % 2))


def _stall(sheet: Sheet, x: float, ground: float, wide: float, hue: Colour, kind: int) -> None:
    light = sheet.light
    for post in (0.03, 0.97):
        sheet.limb((x + wide * post, ground), (x + wide * post, ground - 330), 9, 9, light.tone(0.1))
    person(sheet, x + wide * 0.36, ground + 8, 200, "work", 1, 0.15, shadow=0)
    person(sheet, x + wide * 0.7, ground + 8, 196, "work", -1, 0.15, hat=kind == 1, shadow=0)
    canopy = light.tint(hue, 0.12, 0.2)
    strips = 12
    for n in range(strips):
        a, b = n / strips, (n + 1) / strips
        tone = canopy if n % 2 else light.tint(PAPER, 0.15, 0.3)
        sheet.polygon([(x + wide * (0.06 + 0.88 * a), ground - 384),
                       (x + wide * (0.06 + 0.88 * b), ground - 384),
                       (x + wide * (-0.03 + 1.06 * b), ground - 306),
                       (x + wide * (-0.03 + 1.06 * a), ground - 306)], tone)
        sheet.oval(x + wide * (-0.03 + 1.06 * (a + b) / 2), ground - 306, wide * 0.044, 13,
                   mix(tone, light.near, 0.18))
    sheet.soft([(x, ground - 296), (x + wide, ground - 296), (x + wide, ground - 100), (x, ground - 100)],
               LAMP, 0.16 + 0.16 * light.lamps, 20)
    sheet.fading([(x, ground - 78), (x + wide, ground - 78), (x + wide * 0.98, ground + 20),
                  (x + wide * 0.02, ground + 20)], light.tint(WOOD, 0.12),
                 mix(light.tint(WOOD, 0.12), light.near, 0.6))
    goods: tuple[Colour, ...] = ((214, 120, 52), (128, 152, 76), (190, 62, 48), (222, 182, 92),
                                 (150, 172, 174))
    for heap in range(5):
        tone = light.tint(goods[(heap + kind * 2 + sheet.number) % 5], 0.1, 0.15)
        centre = x + wide * (0.1 + 0.2 * heap)
        for row in range(4):
            for n in range(6 - row):
                sheet.oval(centre + (n - (5 - row) / 2) * 14 + sheet.between(-2, 2), ground - 84 - row * 11,
                           9, 8, mix(tone, light.near if (n + row) % 3 == 0 else light.sun, 0.22))
        sheet.rect(centre - 46, ground - 82, 92, 14, light.tint((150, 116, 80), 0.1))


def _basket(sheet: Sheet, x: float, y: float, size: float) -> None:
    weave = sheet.light.tint((176, 138, 88), 0.08)
    for n, tone in enumerate(((128, 152, 76), (214, 120, 52), (128, 152, 76))):
        sheet.oval(x + (n - 1) * size * 0.5, y, size * 0.36, size * 0.4, sheet.light.tint(tone, 0.1, 0.2))
    sheet.polygon([(x - size, y), (x + size, y), (x + size * 0.75, y + size), (x - size * 0.75, y + size)],
                  weave)


def _bulbs(sheet: Sheet, left: float, right: float, y: float) -> None:
    wire = smooth([(left, y - 30), ((left + right) / 2, y + 26), (right, y - 30)], 8)
    sheet.line(wire, 2.5, sheet.light.near)
    for bx, by in wire[1::3]:
        sheet.glow(bx, by + 12, 64, LAMP, 0.45 + 0.4 * sheet.light.lamps)
        sheet.oval(bx, by + 12, 6, 8, (255, 240, 205))


def school(sheet: Sheet) -> None:
    """The school yard: open corridors, the flag, children running, a flame tree in front."""
    light, ground = sheet.light, 640
    sky(sheet, 470, sheet.between(250, 420))
    ridges(sheet, 604, 270, 2, 0.68, (250,))
    for x in range(-30, 700, 80):
        crown(sheet, x, 600, 70, 56, 0.4, blobs=30)
    sheet.wash(600, ground, light.tone(0.4), light.tone(0.3))
    _classrooms(sheet, 640, ground)
    track = light.tint((186, 104, 78), 0.2, 0.35)
    sheet.wash(ground, 1000, mix(track, light.haze, 0.3), track, mix(track, light.near, 0.4))
    green = light.tint((104, 150, 98), 0.15, 0.3)
    sheet.polygon([*smooth([(-40, 700), (420, 676), (1100, 676), (1540, 710)], 6), (1540, 800),
                   *smooth([(1100, 770), (420, 780), (-40, 850)], 6)], green)
    for n in range(4):
        lane = smooth([(-40, 868 + n * 44), (500, 800 + n * 46), (1100, 790 + n * 52), (1540, 830 + n * 62)],
                      8)
        sheet.line(lane, 3, mix(track, PAPER, 0.6))
    _flag(sheet, 520, 700)
    for x, y, size, pose in ((560, 720, 74, "run"), (650, 730, 76, "run"), (880, 716, 72, "wave"),
                             (760, 742, 84, "run"), (1010, 728, 80, "stand"), (470, 850, 128, "run"),
                             (640, 872, 134, "run"), (830, 846, 126, "run"), (1180, 740, 86, "walk")):
        sheet.soft([(x - 4, y), (x + 4, y), (x + size * 0.8, y + size * 0.22),
                    (x + size * 0.75, y + size * 0.3)], light.near, 0.4, 4)
        person(sheet, x, y, size, pose, 1, 0.1, (PAPER, SEA, (224, 214, 190), CINNABAR)[int(x + y) % 4])
    _flame_tree(sheet)
    birds(sheet, 560, 170, 5, 15, light.tone(0.35))


def _classrooms(sheet: Sheet, left: float, ground: float) -> None:
    """Four floors of open corridors, pupils at the rails."""
    light = sheet.light
    wall = light.tint((216, 204, 182), 0.3, 0.35)
    sheet.rect(left, ground - 412, 1010, 412, wall)
    sheet.polygon([(left, ground - 450), (left + 150, ground - 450), (left + 150, ground), (left, ground)],
                  light.tint(BRICK, 0.3, 0.35))
    sheet.oval(left + 75, ground - 396, 30, 30, light.tint(PAPER, 0.3, 0.2))
    sheet.line([(left + 75, ground - 416), (left + 75, ground - 396), (left + 88, ground - 388)], 3,
               light.near)
    for floor in range(4):
        y = ground - 400 + floor * 100
        sheet.fading([(left + 160, y), (1530, y), (1530, y + 62), (left + 160, y + 62)],
                     mix(wall, light.near, 0.72), mix(wall, light.near, 0.5))
        for n in range(9):
            x = left + 176 + n * 96
            sheet.rect(x, y + 14, 56, 40, light.window(sheet.rng.random() * 0.8))
            if sheet.rng.random() < 0.4:
                person(sheet, x + 70, y + 74, 58, "stand", 1, 0.3, shadow=0)
            sheet.rect(x - 16, y, 9, 100, mix(wall, PAPER, 0.15))
        sheet.rect(left + 156, y + 58, 1000, 34, mix(wall, PAPER, 0.12))
        sheet.rect(left + 156, y + 58, 1000, 4, mix(wall, light.near, 0.35))
    sheet.rect(left + 150, ground - 424, 1010, 18, light.tint(BRICK, 0.3, 0.4))


def _flag(sheet: Sheet, x: float, ground: float) -> None:
    light = sheet.light
    sheet.rect(x - 34, ground - 12, 68, 14, light.tint((206, 198, 180), 0.2))
    sheet.limb((x, ground), (x, 150), 7, 4, mix(light.tone(0.4), PAPER, 0.5))
    top: list[Point] = smooth([(x, 160), (x + 40, 152), (x + 80, 170), (x + 122, 160)], 6)
    cloth = [*top, *((px, py + 78) for px, py in reversed(top))]
    sheet.polygon(cloth, light.tint(CINNABAR, 0.05, 0.08))
    sheet.shade(cloth, mix(CINNABAR, light.near, 0.5), "right", 0.5)


def _flame_tree(sheet: Sheet) -> None:
    """Red blossom over the left corner of the yard."""
    light = sheet.light
    sheet.limb((70, 1010), (130, 480), 64, 34, mix(light.near, WOOD, 0.3))
    for end in ((330, 260), (-20, 300), (230, 200)):
        sheet.limb((125, 520), end, 26, 10, mix(light.near, WOOD, 0.3))
    for x, y, rx, ry in ((40, 210, 200, 110), (260, 240, 190, 84), (150, 120, 240, 110), (380, 170, 120, 64)):
        crown(sheet, x, y, rx, ry, 0.06, blobs=80)
        for _ in range(60):
            fx, fy = x + sheet.rng.gauss(0, 0.42) * rx, y - ry * 0.15 + sheet.rng.gauss(0, 0.4) * ry
            sheet.oval(fx, fy, 9, 6, light.tint(mix(CINNABAR, AMBER, sheet.between(0, 0.6)), 0.06, 0.12))


SCENES: Scenes = {
    "market": (market, (DAWN, DUSK, MORNING, NIGHT)),
    "school": (school, (MORNING, GOLD, NOON)),
}
