"""The stadium."""

import math

from .brush import Scenes, Sheet, smooth
from .land import ridges, sky
from .palette import BLUE, CINNABAR, GOLD, MORNING, NIGHT, PAPER, STRAW, mix
from .people import heads, person


def stadium(sheet: Sheet) -> None:
    """The stadium: full stands under floodlights, the pitch striped, players with long shadows."""
    light = sheet.light
    sky(sheet, 420, sheet.between(560, 900))
    ridges(sheet, 400, 130, 2, 0.75)
    sheet.polygon(smooth([(-40, 300), (300, 236), (750, 214), (1200, 236), (1540, 300), (1540, 640),
                          (-40, 640)], 6), light.tone(0.35))
    for row in range(22):
        _stand(sheet, row)
    roof = smooth([(-40, 190), (300, 176), (750, 170), (1200, 176), (1540, 190)], 6)
    edge = [(x, y + 66 + (x - 750) ** 2 * 0.00007) for x, y in roof]
    sheet.fading([*roof, *reversed(edge)], light.tone(0.55), light.tone(0.12))
    sheet.line(edge, 5, mix(light.tone(0.4), PAPER, 0.45))
    _pitch(sheet)
    for x, y, size, pose, kit in ((470, 660, 66, "run", CINNABAR), (700, 640, 60, "run", PAPER),
                                  (930, 655, 64, "stand", CINNABAR), (610, 800, 118, "run", PAPER),
                                  (840, 770, 108, "run", CINNABAR), (1140, 730, 92, "walk", PAPER)):
        way = 1 if x < 720 else -1
        sheet.soft([(x - 5, y), (x + 5, y), (x + size * 0.8, y + size * 0.3),
                    (x + size * 0.7, y + size * 0.36)], light.near, 0.5, 4)
        person(sheet, x, y, size, pose, way, 0.1, kit)
    sheet.oval(735, 806, 9, 9, PAPER)
    for x in (130, 1370):
        _floodlight(sheet, x)
    heads(sheet, 962, 50, light.near, 17)


def _stand(sheet: Sheet, row: int) -> None:
    """One row of the crowd, dabs of colour in the dark."""
    light = sheet.light
    share = row / 21
    hues = (PAPER, CINNABAR, STRAW, (96, 150, 150), (60, 90, 100), (40, 60, 70), (190, 160, 120))
    y = 262 + 290 * share
    for n in range(84):
        x = -10 + n * 18.4 + sheet.between(-5, 5)
        size = 4.2 + 2.6 * share
        sheet.oval(x, y + abs(x - 750) ** 2 * 0.00009 + sheet.between(-3, 3), size * 0.8, size,
                   light.tint(sheet.rng.choice(hues), 0.3, 0.45 if not light.dark else 0.55))


def _pitch(sheet: Sheet) -> None:
    light = sheet.light
    green = light.tint((78, 136, 92), 0.15, 0.28 if not light.dark else 0.4)
    track = light.tint((172, 92, 70), 0.2, 0.45)
    sheet.polygon([(-60, 566), (1560, 566), (1560, 1010), (-60, 1010)], track)
    sheet.line([(-60, 566), (1560, 566)], 10, mix(light.tone(0.3), PAPER, 0.2))
    corners = ((250, 600), (1250, 600), (1720, 1010), (-220, 1010))
    for n in range(10):
        (a, top), (b, _), (d, low), (c, _) = corners
        strip = [(a + (b - a) * n / 10, top), (a + (b - a) * (n + 1) / 10, top),
                 (c + (d - c) * (n + 1) / 10, low), (c + (d - c) * n / 10, low)]
        sheet.polygon(strip, mix(green, light.sun, 0.12) if n % 2 else green)
    chalk = mix(green, PAPER, 0.75)
    sheet.line([(250, 600), (1250, 600), (1720, 1010), (-220, 1010), (250, 600)], 4, chalk)
    sheet.line([(750, 600), (750, 1010)], 4, chalk)
    sheet.line([(750 + 210 * math.cos(n / 8), 742 + 62 * math.sin(n / 8)) for n in range(52)], 4, chalk)
    sheet.glow(750, 730, 720, light.sun if not light.dark else (236, 240, 220), 0.3, 0.4)


def _floodlight(sheet: Sheet, x: float) -> None:
    light = sheet.light
    sheet.limb((x, 640), (x, 120), 16, 9, light.tone(0.2))
    sheet.rect(x - 62, 66, 124, 70, light.tone(0.15))
    bright = (250, 246, 226)
    if light.lamps > 0.3:
        way = 1 if x < 750 else -1
        cone = [(x - 40.0, 100.0), (x + 40.0, 100.0), (x + way * 900.0, 760.0), (x + way * 320.0, 860.0)]
        sheet.soft(cone, bright, 0.16, 30)
        sheet.glow(x, 100, 210, bright, 0.75)
    for column in range(5):
        for row in range(3):
            sheet.oval(x - 46 + 23 * column, 82 + 19 * row, 8, 7,
                       bright if light.lamps > 0.3 else light.tone(0.6))


SCENES: Scenes = {"stadium": (stadium, (BLUE, GOLD, NIGHT, MORNING))}
