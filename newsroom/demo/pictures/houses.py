"""Buildings: towers, old arcades, brick houses with swallow-tail ridges, lamps."""

from itertools import product

from .brush import Sheet, smooth
from .palette import BRICK, CINNABAR, LAMP, PAPER, Colour, mix


def tower(sheet: Sheet, x: float, ground: float, wide: float, high: float, distance: float = 0.5) -> None:
    """A tall building with a lit side and rows of windows."""
    light = sheet.light
    wall = light.tone(distance)
    body = [(x, ground - high), (x + wide, ground - high), (x + wide, ground), (x, ground)]
    sheet.fading(body, wall, mix(wall, light.haze, 0.3))
    side = [(x + wide * 0.64, ground - high), (x + wide, ground - high), (x + wide, ground),
            (x + wide * 0.64, ground)]
    sheet.polygon(side, mix(wall, light.near, 0.28), 0.8)
    roof = sheet.rng.randrange(3)
    if roof == 0:
        sheet.rect(x + wide * 0.2, ground - high - wide * 0.25, wide * 0.5, wide * 0.26, wall)
    elif roof == 1:
        sheet.limb((x + wide * 0.4, ground - high), (x + wide * 0.4, ground - high - wide), wide * 0.05,
                   wide * 0.02, wall)
    step = max(11.0, wide / 7)
    rows, columns = int(high / step / 1.25) - 1, int(wide * 0.9 / step)
    for row, column in product(range(rows), range(columns)):
        share = sheet.rng.random()
        if share < 0.86:
            pane = mix(light.window(share), wall,
                       0.75 if share > light.lamps * 0.6 else max(0.05, distance - 0.35))
            sheet.rect(x + wide * 0.08 + column * step, ground - high + step * (0.8 + row * 1.25),
                       step * 0.56, step * 0.72, pane)


def skyline(sheet: Sheet, ground: float, high: float, distance: float, left: float = -40,
            right: float = 1540) -> None:
    """A row of towers, higher towards its middle third."""
    x = left
    while x < right:
        wide = sheet.between(0.24, 0.5) * high * 0.62
        middle = 1 - abs((x - (left + right) * 0.56) / (right - left)) * 1.4
        tower(sheet, x, ground, wide, high * sheet.between(0.45, 0.8) * (0.55 + 0.75 * max(0.0, middle)),
              distance)
        x += wide * sheet.between(0.95, 1.6)


def swallow_roof(sheet: Sheet, x: float, eaves: float, wide: float, high: float, colour: Colour) -> None:
    """A tiled roof whose ridge sweeps up into swallow tails."""
    light = sheet.light
    ridge = eaves - high
    slope = smooth([(x - wide * 0.05, eaves), (x + wide * 0.03, ridge + high * 0.32),
                    (x + wide * 0.06, ridge)], 4)
    other = [(2 * x + wide - px, py) for px, py in reversed(slope)]
    roof = [*slope, *other]
    sheet.polygon(roof, colour)
    sheet.shade(roof, mix(colour, light.sun if not light.dark else light.low, 0.4), "top", 0.5)
    tiles = max(5, int(wide / 15))
    for tile in range(1, tiles):
        t = tile / tiles
        sheet.line([(x + wide * (0.06 + 0.88 * t), ridge), (x + wide * (-0.05 + 1.1 * t), eaves)],
                   max(0.9, wide * 0.004), mix(colour, light.near, 0.5), 0.7)
    dark = mix(colour, light.near, 0.65)
    top = smooth([(x - wide * 0.05, ridge - high * 0.5), (x + wide * 0.12, ridge - high * 0.13),
                  (x + wide * 0.5, ridge - high * 0.02), (x + wide * 0.88, ridge - high * 0.13),
                  (x + wide * 1.05, ridge - high * 0.5)], 6)
    under = smooth([(x + wide * 0.9, ridge + high * 0.06), (x + wide * 0.5, ridge + high * 0.12),
                    (x + wide * 0.1, ridge + high * 0.06)], 6)
    sheet.polygon([*top, *under], dark)
    sheet.rect(x - wide * 0.05, eaves - high * 0.03, wide * 1.1, high * 0.08, dark)


def brick_house(sheet: Sheet, x: float, ground: float, wide: float, distance: float = 0.2) -> None:
    """A house of southern brick: door in the middle, two windows, granite foot, swept roof."""
    light = sheet.light
    high = wide * 0.4
    wall = light.tint(BRICK, distance, 0.35)
    body = [(x, ground - high), (x + wide, ground - high), (x + wide, ground), (x, ground)]
    sheet.polygon(body, wall)
    sheet.shade(body, mix(wall, light.near, 0.6), "top", 0.55)
    stone = light.tint((196, 188, 172), distance, 0.4)
    sheet.rect(x, ground - high * 0.22, wide, high * 0.22, stone)
    sheet.rect(x + wide * 0.4, ground - high * 0.72, wide * 0.2, high * 0.72, stone)
    sheet.rect(x + wide * 0.43, ground - high * 0.64, wide * 0.14, high * 0.64,
               light.window(0.3) if light.lamps > 0.6 else light.near)
    for left in (0.12, 0.7):
        sheet.rect(x + wide * left - 2, ground - high * 0.68, wide * 0.18 + 4, high * 0.38, stone)
        sheet.rect(x + wide * left, ground - high * 0.65, wide * 0.18, high * 0.32,
                   light.window(sheet.between(0.1, 0.6)))
        for bar in range(1, 4):
            sheet.rect(x + wide * (left + 0.045 * bar) - 0.6, ground - high * 0.65, 1.4, high * 0.32,
                       light.near, 0.7)
    if light.lamps > 0.6:
        sheet.glow(x + wide * 0.5, ground - high * 0.3, wide * 0.5, LAMP, 0.4)
    swallow_roof(sheet, x, ground - high * 0.96, wide, high * 0.6, light.tint(mix(BRICK, (96, 70, 60), 0.5),
                                                                              distance, 0.4))


def arcade(sheet: Sheet, x: float, ground: float, wide: float, high: float, distance: float = 0.2,
           wall: Colour = (206, 190, 164)) -> None:
    """A shophouse over an arcade: two floors of shutters, a parapet, an arch lit from inside."""
    light = sheet.light
    face = light.tint(wall, distance, 0.42)
    dark = mix(face, light.near, 0.55)
    body = [(x, ground - high), (x + wide, ground - high), (x + wide, ground), (x, ground)]
    sheet.fading(body, face, mix(face, light.near, 0.12))
    sheet.shade(body, mix(face, light.sun, 0.5), "top", 0.3)
    crest = high * 0.09
    sheet.polygon(smooth([(x + wide * 0.1, ground - high), (x + wide * 0.3, ground - high - crest * 0.5),
                          (x + wide * 0.5, ground - high - crest * 1.3),
                          (x + wide * 0.7, ground - high - crest * 0.5), (x + wide * 0.9, ground - high)], 4),
                  face)
    for level in (0.985, 0.66, 0.36):
        sheet.rect(x - 2, ground - high * level, wide + 4, high * 0.022, mix(face, PAPER, 0.2))
        sheet.rect(x, ground - high * (level - 0.022), wide, high * 0.012, dark)
    for level in (0.88, 0.58):
        for column in range(3):
            left, top = x + wide * (0.11 + 0.28 * column), ground - high * level
            sheet.rect(left, top, wide * 0.2, high * 0.17, dark)
            sheet.rect(left + wide * 0.02, top + high * 0.012, wide * 0.16, high * 0.15,
                       light.window(sheet.rng.random()))
            sheet.rect(left + wide * 0.095, top, wide * 0.012, high * 0.17, dark)
    arch, foot = wide * 0.38, ground - high * 0.2
    inside = mix(light.window(0.25), light.near, 0.1 if light.lamps > 0.5 else 0.6)
    sheet.rect(x + wide * 0.12, foot, arch * 2, ground - foot, inside)
    sheet.oval(x + wide * 0.5, foot, arch, high * 0.1, inside)
    if light.lamps > 0.5:
        sheet.glow(x + wide * 0.5, ground - high * 0.12, wide * 0.65, LAMP, 0.35)


def street_lamp(sheet: Sheet, x: float, ground: float, height: float, facing: int = 1,
                distance: float = 0.1) -> None:
    """A lamp on a curved arm, shining when the hour asks for it."""
    light, h = sheet.light, height
    sheet.limb((x, ground), (x, ground - h * 0.9), h * 0.025, h * 0.016, light.tone(distance))
    arm = smooth([(x, ground - h * 0.88), (x + h * 0.03 * facing, ground - h * 0.98),
                  (x + h * 0.17 * facing, ground - h)], 4)
    sheet.line(arm, h * 0.014, light.tone(distance))
    lamp = x + h * 0.19 * facing, ground - h * 0.985
    if light.lamps > 0.3:
        sheet.glow(*lamp, h * 0.45, LAMP, 0.6 * light.lamps)
    sheet.oval(*lamp, h * 0.04, h * 0.014, mix(light.tone(distance), (255, 240, 205), light.lamps))


def lantern(sheet: Sheet, x: float, y: float, size: float, colour: Colour = CINNABAR,
            shine: float = 0.6) -> None:
    """A paper lantern hanging at (x, y), `size` across, lit from inside."""
    sheet.glow(x, y, size * 2.1, mix(colour, LAMP, 0.6), 0.5 * shine)
    sheet.oval(x, y, size * 0.5, size * 0.42, mix(colour, (90, 20, 16), 0.15))
    for share in (0.34, 0.2, 0.07):
        sheet.oval(x, y, size * share, size * 0.42, mix(colour, LAMP, (0.42 - share) * 1.7 * shine))
    for side in (-1, 1):
        sheet.rect(x - size * 0.17, y + side * size * 0.42 - size * 0.04, size * 0.34, size * 0.08,
                   sheet.light.near)
    sheet.line([(x, y + size * 0.44), (x, y + size * 0.85)], size * 0.06, mix(colour, LAMP, 0.25))
