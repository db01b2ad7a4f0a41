"""Scenes of the old town: square, lanterns, rain."""

from dataclasses import replace

from .brush import Point, Scenes, Sheet, smooth
from .houses import arcade, lantern, skyline, street_lamp, swallow_roof
from .land import birds, rain_strokes, sky, tree
from .palette import (
    AMBER,
    BLUE,
    BRICK,
    CINNABAR,
    DUSK,
    GOLD,
    LAMP,
    MORNING,
    NIGHT,
    PAPER,
    RAIN,
    SEA,
    STRAW,
    Colour,
    mix,
)
from .people import crowd, heads, person, umbrella


def square(sheet: Sheet) -> None:
    """The old square: arcades around it, a hall behind, long shadows or wet stones, people and a kite."""
    light, ground = sheet.light, 610
    sky(sheet, 520, sheet.between(640, 900))
    skyline(sheet, 560, 210, 0.8)
    walls: tuple[Colour, ...] = ((212, 196, 168), (182, 122, 94), (196, 186, 168), (170, 178, 164))
    x = -60.0
    for index in range(9):
        wide = sheet.between(190, 240)
        if not 480 < x + wide / 2 < 960:
            arcade(sheet, x, ground, wide, sheet.between(250, 310), 0.3, walls[(index + sheet.number) % 4])
        x += wide
    _hall(sheet, 500, ground, 470)
    stone = light.tint((204, 194, 174), 0.2, 0.45)
    sheet.wash(ground, 1000, mix(stone, light.low, 0.25), stone, mix(stone, light.near, 0.45))
    sheet.reflect(ground, 1000, 0.75 if light.wet else 0.28, 5)
    _paving(sheet, ground, (735, 520))
    for tx in (330, 1110):
        tree(sheet, tx, ground + 24, 250, 0.2)
    for px, py, size, pose in ((560, 690, 92, "walk"), (612, 694, 66, "walk"), (820, 676, 84, "stand"),
                               (860, 680, 86, "stand"), (1020, 760, 128, "walk"), (420, 800, 140, "walk"),
                               (690, 650, 62, "walk"), (1240, 700, 92, "walk")):
        way = sheet.rng.choice((-1, 1))
        sheet.soft([(px - 6, py), (px + 6, py), (px - size * 0.7, py + size * 0.55),
                    (px - size * 0.85, py + size * 0.5)], light.near, 0.4, 5)
        person(sheet, px, py, size, pose, way, 0.12)
        if light.wet and pose == "walk":
            umbrella(sheet, px + size * 0.1 * way, py, size,
                     light.tint(sheet.rng.choice((CINNABAR, (40, 104, 112), STRAW)), 0.1, 0.3))
    for lx, facing in ((140, 1), (1360, -1)):
        street_lamp(sheet, lx, 860, 420, facing, 0.05)
    birds(sheet, 620, 210, 7, 15, light.tone(0.3))


def _hall(sheet: Sheet, x: float, ground: float, wide: float) -> None:
    """The hall on its steps: columns and two swept roofs."""
    light = sheet.light
    wall = light.tint(BRICK, 0.25, 0.35)
    sheet.rect(x + wide * 0.06, ground - 150, wide * 0.88, 150, mix(wall, light.near, 0.25))
    for column in range(7):
        cx = x + wide * (0.09 + 0.13 * column)
        sheet.rect(cx + wide * 0.035, ground - 138, wide * 0.075, 112,
                   light.window(0.12 + 0.1 * (column % 4)))
        sheet.rect(cx, ground - 150, wide * 0.028, 150, light.tint(CINNABAR, 0.25, 0.45))
    tiles = light.tint((86, 84, 78), 0.3, 0.5)
    sheet.rect(x + wide * 0.2, ground - 232, wide * 0.6, 40, wall)
    swallow_roof(sheet, x, ground - 148, wide, 54, tiles)
    swallow_roof(sheet, x + wide * 0.16, ground - 226, wide * 0.68, 66, tiles)
    for step in range(3):
        sheet.rect(x - 12 * step, ground - 26 + 9 * step, wide + 24 * step, 9,
                   light.tint((208, 198, 178), 0.2 + 0.1 * step))
    if light.lamps > 0.5:
        sheet.glow(x + wide / 2, ground - 80, wide * 0.62, LAMP, 0.4, 0.6)


def _paving(sheet: Sheet, ground: float, vanish: Point) -> None:
    """Joints of the stones, running to the vanishing point."""
    light = sheet.light
    for n in range(-14, 15):
        sheet.line([(vanish[0] + n * 34, ground), (vanish[0] + n * 180, 1010)], 1.6, light.near, 0.16)
    for n in range(1, 9):
        y = ground + 400 * (n / 8) ** 1.8
        sheet.line([(0, y), (1500, y)], 1 + n * 0.25, light.near, 0.15)


def lanterns(sheet: Sheet) -> None:
    """Festival night: strings of lanterns over an old street full of people."""
    light, ground = sheet.light, 640
    sky(sheet, 560, 760, 0.35)
    vanish = (750.0, 560.0)
    sheet.wash(630, 1000, mix(light.tone(0.3), AMBER, 0.25), mix(light.near, AMBER, 0.16), light.near)
    for side in (-1, 1):
        for depth, wide, high in ((0.16, 90, 150), (0.3, 110, 210), (0.5, 150, 300), (0.8, 240, 470),
                                  (1.2, 380, 740)):
            left = vanish[0] + side * (60 + 520 * depth) - (wide if side < 0 else 0)
            arcade(sheet, left, ground + 150 * depth, wide, high, 0.5 - 0.3 * depth,
                   ((196, 164, 126), (160, 104, 80))[int(depth * 10) % 2])
    sheet.fading([(690, 640), (810, 640), (1530, 1010), (-30, 1010)], mix(AMBER, light.near, 0.35),
                 mix(AMBER, light.near, 0.72), light.near)
    sheet.glow(750, 650, 420, LAMP, 0.5, 0.55)
    sheet.reflect(740, 1000, 0.22, 8)
    for ground, tall, half, count in ((668, 54, 60, 9), (700, 72, 130, 9), (748, 94, 220, 9),
                                      (806, 120, 320, 8), (884, 160, 420, 7)):
        crowd(sheet, 750 - half, 750 + half, ground, tall, count, 0.2 - tall / 1100,
              ("walk", "stand", "walk", "wave"))
    hues = (CINNABAR, AMBER, CINNABAR, (214, 120, 60))
    for n in range(6):
        share = (n / 5) ** 1.6
        _string(sheet, 750, 510 - 430 * share, 130 + 640 * share, 22 + 74 * share, hues)
    heads(sheet, 948, 62, mix(light.near, (30, 20, 20), 0.5), 13)
    sheet.pick(_held_lantern, _rabbit)(sheet)


def _string(sheet: Sheet, x: float, y: float, half: float, size: float, hues: tuple[Colour, ...]) -> None:
    count, sag = 9, half * 0.16
    places = [(x + half * (2 * n / (count - 1) - 1),
               y + sag * (1 - (2 * n / (count - 1) - 1) ** 2)) for n in range(count)]
    sheet.line(smooth(places, 3), max(1.5, size * 0.03), sheet.light.near)
    for index, (px, py) in enumerate(places):
        sway = sheet.between(-0.1, 0.1) * size
        lantern(sheet, px + sway, py + size * 0.55, size * sheet.between(0.8, 1),
                hues[(index + sheet.number) % len(hues)])


def _held_lantern(sheet: Sheet) -> None:
    """A child on a shoulder, holding a lantern up."""
    plain = mix(sheet.light.near, (30, 20, 20), 0.5)
    person(sheet, 990, 905, 150, "wave", 1, plain=plain, shadow=0)
    sheet.line([(1022, 752), (1060, 716), (1064, 760)], 3, plain)
    lantern(sheet, 1064, 790, 66, (226, 128, 64), 0.8)


def _rabbit(sheet: Sheet) -> None:
    """A great rabbit lantern carried above the heads."""
    glow = mix(LAMP, PAPER, 0.4)
    sheet.glow(1010, 690, 230, LAMP, 0.6)
    sheet.limb((1010, 960), (1010, 740), 7, 7, sheet.light.near)
    sheet.oval(1000, 716, 92, 60, glow)
    sheet.oval(1088, 668, 44, 38, mix(glow, PAPER, 0.3))
    for tilt in (0, 26):
        sheet.polygon(smooth([(1070 + tilt, 645), (1040 + tilt, 570), (1062 + tilt, 550), (1088 + tilt, 640)],
                             5), mix(glow, AMBER, 0.3))
    sheet.oval(1100, 662, 5, 6, CINNABAR)
    for rib in range(-3, 4):
        sheet.line(smooth([(1000 + rib * 24, 662 + abs(rib) * 5), (1000 + rib * 30, 716),
                           (1000 + rib * 24, 770 - abs(rib) * 5)], 5), 2, AMBER)


def rain(sheet: Sheet) -> None:
    """An old street in the rain: umbrellas, lit arcades, everything doubled in the wet stones."""
    light, ground = sheet.light, 600
    sky(sheet, 540, 900)
    skyline(sheet, 590, 240, 0.82)
    sheet.wash(590, 1000, mix(light.low, light.body, 0.35), light.tone(0.4), light.tone(0.12))
    for depth in (0.34, 0.5, 0.72, 1.0, 1.5):
        arcade(sheet, 700 - 470 * depth - 150 * depth, ground + 90 * depth, 210 * depth + 30, 440 * depth,
               0.62 - 0.42 * depth, ((206, 184, 150), (170, 112, 86))[int(depth * 50) % 2])
    for x, size in ((930, 130), (1060, 220), (1280, 400)):
        tree(sheet, x, 600 + size * 0.14, size * 1.15, 0.5 - size / 1000)
    sheet.reflect(628, 1000, 0.75, 8)
    for x, y, tall in ((845, 622, 150), (960, 660, 260), (1180, 740, 480)):
        street_lamp(sheet, x, y, tall, -1, 0.4 - tall / 1500)
    hues: tuple[Colour, ...] = ((52, 116, 124), STRAW, (196, 190, 176), (176, 96, 66), SEA)
    for n, (x, y, size) in enumerate(((700, 640, 50), (760, 650, 58), (640, 668, 76), (840, 690, 92),
                                      (560, 730, 124), (960, 770, 156), (430, 830, 200))):
        _stroller(sheet, x + sheet.between(-16, 16), y, size, hues[(n + sheet.number) % 5])
    rain_strokes(sheet, 420)
    _stroller(sheet, 1020, 960, 330, CINNABAR)
    person(sheet, 1106, 962, 214, "walk", -1, 0.05, (206, 168, 104), shadow=0.4)


def _stroller(sheet: Sheet, x: float, ground: float, size: float, hue: Colour) -> None:
    """Someone walking under an umbrella, and the broken colour below them."""
    light = sheet.light
    tone = light.tint(hue, 0.1, 0.25)
    for n in range(7):
        sheet.oval(x + sheet.between(-0.06, 0.06) * size, ground + size * (0.08 + 0.1 * n),
                   size * (0.24 - 0.02 * n), size * 0.022, tone, 0.4 - 0.05 * n)
    person(sheet, x, ground, size, "walk", sheet.rng.choice((-1, 1)), 0.1, shadow=0.6)
    umbrella(sheet, x, ground, size, tone)


SCENES: Scenes = {
    "square": (square, (GOLD, MORNING, RAIN, DUSK)),
    "lanterns": (lanterns, (NIGHT, BLUE, DUSK)),
    "rain": (rain, (RAIN, replace(DUSK, wet=True), replace(BLUE, wet=True))),
}
