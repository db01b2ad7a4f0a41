"""Scenes on open water: coast, harbour, boats."""

import math

from .brush import Point, Scenes, Sheet, smooth
from .land import birds, crown, glitter, grass, palm, pine, ridges, sky, water
from .palette import BLUE, BRICK, DAWN, DUSK, GOLD, LAMP, MIST, MORNING, NIGHT, NOON, PAPER, STRAW, mix
from .people import crowd, person
from .vessels import cargo_ship, crane, junk, trawler


def coast(sheet: Sheet) -> None:
    """A bay under a low sun: islands, surf on a beach, a headland with pines, palms or a lighthouse."""
    light, horizon = sheet.light, sheet.between(400, 460)
    sun = sheet.between(820, 1080)
    sky(sheet, horizon, sun)
    ridges(sheet, horizon + 4, sheet.between(110, 170), 3, 0.55, (sheet.between(150, 420), 1350))
    water(sheet, horizon, 1000, sun)
    for x, size, far in ((sun - 260, 54, 0.6), (sun + 150, 84, 0.45), (sun - 90, 40, 0.7)):
        junk(sheet, x, horizon + size * 0.55, size, far)
    birds(sheet, sheet.between(620, 760), sheet.between(200, 260), 6, 15, light.tone(0.2))
    _beach(sheet)
    sheet.pick(_pines, _lighthouse, _palms)(sheet)


def _beach(sheet: Sheet) -> None:
    light = sheet.light
    sand = light.tint(STRAW, 0.1, 0.4)
    edge = smooth([(-20, 742), (180, 758), (420, 800), (640, 842), (900, 862), (1180, 915), (1330, 1010)], 8)
    for lift, colour, alpha in ((34, light.low, 0.3), (20, PAPER, 0.5), (8, light.body, 0.35),
                                (3, PAPER, 0.75)):
        foam = [(x, y - lift - 7 * math.sin(x / 47 + lift)) for x, y in edge]
        sheet.polygon([*foam, (-20, 1010)], colour, alpha)
    shore = [*edge, (-20, 1010)]
    sheet.fading(shore, mix(sand, light.near, 0.25), sand, mix(sand, light.near, 0.35))
    sheet.shade(shore, mix(sand, light.sun, 0.35), "left", 0.4)
    crowd(sheet, 560, 800, 905, 46, 4, 0.1)


def _bluff(sheet: Sheet) -> list[Point]:
    """The rock in the left foreground."""
    light = sheet.light
    rock = smooth([(-30, 640), (70, 628), (190, 660), (270, 690), (330, 742), (430, 770), (470, 830),
                   (560, 890), (600, 1010)], 6)
    shape = [*rock, (-30, 1010)]
    sheet.fading(shape, mix(light.near, light.body, 0.4), light.near)
    sheet.shade(shape, mix(light.body, light.low, 0.35), "right", 0.45)
    for _ in range(14):
        x, y = sheet.between(0, 430), sheet.between(800, 980)
        sheet.polygon([(x, y), (x + 70, y + 22), (x + 50, y + 40), (x - 12, y + 16)], light.near, 0.4)
    grass(sheet, -10, 330, 690, 34, mix(light.near, (70, 110, 80), 0.35), 90)
    return rock


def _pines(sheet: Sheet) -> None:
    _bluff(sheet)
    pine(sheet, 130, 660, 400, 0.32)
    pine(sheet, 300, 720, 240, 0.36)


def _lighthouse(sheet: Sheet) -> None:
    light = sheet.light
    _bluff(sheet)
    white = light.tint(PAPER, 0.1, 0.22)
    body = [(352, 350), (398, 350), (412, 752), (338, 752)]
    sheet.polygon(body, white)
    sheet.shade(body, light.tone(0.3), "left", 0.75)
    sheet.polygon([(348, 470), (402, 470), (405, 540), (345, 540)], light.tint(BRICK, 0.1, 0.2))
    sheet.rect(338, 340, 74, 12, light.near)
    sheet.rect(355, 300, 40, 42, mix(light.near, LAMP, 0.3 + 0.6 * light.lamps))
    sheet.polygon([(348, 300), (402, 300), (375, 268)], light.near)
    if light.lamps > 0.3:
        sheet.soft([(375, 314), (1300, 190), (1300, 330), (375, 328)], LAMP, 0.22, 14)
        sheet.glow(375, 320, 150, LAMP, 0.85)
    crown(sheet, 190, 640, 120, 44, 0.05)


def _palms(sheet: Sheet) -> None:
    _bluff(sheet)
    for x, tall, lean in ((60, 420, 0.28), (160, 500, 0.34), (300, 330, 0.2)):
        palm(sheet, x, 720, tall, 0.04, lean)


def harbour(sheet: Sheet) -> None:
    """Cranes over a quay and their reflections, a ship leaving or lying, a tug."""
    light, horizon = sheet.light, sheet.between(450, 500)
    sun = sheet.between(560, 760)
    sky(sheet, horizon, sun)
    ridges(sheet, horizon + 4, 120, 3, 0.6, (300, sheet.between(600, 900)))
    quay = horizon + 70
    water(sheet, horizon, 1000, sun, 0.5, 300)
    for index, x in enumerate((760, 920, 1090, 1290, 1470)):
        crane(sheet, x, quay, 190 + 62 * index, 0.62 - 0.1 * index, -1, (index + sheet.number) % 3 == 0)
    sheet.fading([(640, quay - 14), (1520, quay - 6), (1520, quay + 40), (700, quay + 10)], light.tone(0.4),
                 light.tone(0.15))
    cargo_ship(sheet, sheet.between(330, 400), horizon + 48, 520, 0.5)
    sheet.reflect(horizon + 48, 1000, 0.8)
    glitter(sheet, sun, horizon + 56, 1000)
    sheet.fading([(690, quay - 8), (1520, quay - 8), (1520, quay + 46), (800, quay + 12)], light.tone(0.3),
                 light.near)
    for place in (820, 1010, 1210, 1400):
        if light.lamps > 0.3:
            sheet.glow(place, quay - 16, 46, LAMP, 0.8)
            glitter_lamp(sheet, place, quay + 40)
    trawler(sheet, sheet.between(430, 560), 800, 300, 0.06, 1, sheet.pick(BRICK, (40, 92, 102)))
    birds(sheet, 300, 260, 5, 16, light.tone(0.25))
    _bollards(sheet)


def glitter_lamp(sheet: Sheet, x: float, top: float) -> None:
    """The trembling reflection of one lamp."""
    for step in range(16):
        half = 4 + step * 0.9 + sheet.between(-2, 3)
        sheet.oval(x + sheet.between(-3, 3), top + step * 11, half, 2.2, LAMP, 0.55 - step * 0.03)


def _bollards(sheet: Sheet) -> None:
    light = sheet.light
    edge = [(-20, 930), (520, 968), (900, 1010), (-20, 1010)]
    sheet.polygon(edge, light.near)
    sheet.line([(-20, 930), (520, 968), (900, 1010)], 5, light.tone(0.35))
    for x, y in ((150, 944), (460, 970)):
        sheet.polygon([(x - 17, y), (x + 17, y), (x + 13, y - 34), (x - 13, y - 34)],
                      mix(light.near, light.body, 0.15))
        sheet.oval(x, y - 38, 24, 10, light.tone(0.3))
    sheet.line(smooth([(150, 915), (260, 925), (360, 860), (430, 790)], 6), 3, light.tone(0.2))


def boats(sheet: Sheet) -> None:
    """The fishing fleet: moored side by side, or sails setting out."""
    light, horizon = sheet.light, 440
    sun = sheet.between(420, 620)
    sky(sheet, horizon, sun)
    ridges(sheet, horizon + 4, 150, 3, 0.55, (900, 1300))
    sails = sheet.pick(False, True, False)
    water(sheet, horizon, 1000, sun, 0.6, 420)
    for x, y, size, far in ((960, 462, 90, 0.62), (1120, 470, 120, 0.56), (700, 466, 84, 0.64),
                            (1340, 490, 190, 0.44)):
        (junk if sails else trawler)(sheet, x, y, size, far)
    sheet.reflect(470, 1000, 0.6)
    glitter(sheet, sun, 476, 1000)
    fleet = ((1180, 590, 300, 0.26), (520, 620, 330, 0.2), (900, 760, 480, 0.06)) if not sails else (
        (1090, 590, 260, 0.28), (420, 650, 300, 0.2), (860, 800, 460, 0.05))
    paints = ((32, 92, 104), BRICK, (58, 110, 120))
    for index, (x, y, size, far) in enumerate(fleet):
        sheet.soft([(x - size * 0.45, y), (x + size * 0.45, y), (x + size * 0.3, y + size * 0.2),
                    (x - size * 0.3, y + size * 0.2)], light.near, 0.55, 9)
        if sails:
            junk(sheet, x, y, size, far, 1, sheet.pick(BRICK, (198, 122, 74)))
        else:
            trawler(sheet, x, y, size, far, -1 if index == 1 else 1, paints[(index + sheet.number) % 3])
            person(sheet, x + size * 0.12, y - size * 0.14, size * 0.19, "work", 1, far, shadow=0)
    birds(sheet, 560, 250, 9, 17, light.tone(0.2))


SCENES: Scenes = {
    "coast": (coast, (DAWN, MORNING, GOLD, DUSK, MIST)),
    "harbour": (harbour, (BLUE, DAWN, MORNING, DUSK)),
    "boats": (boats, (GOLD, DAWN, NIGHT, NOON)),
}
