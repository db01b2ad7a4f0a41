"""Boats and ships."""

from .brush import Sheet, smooth
from .palette import BRICK, CINNABAR, LAMP, PAPER, SEA, STRAW, WOOD, Colour, mix


def sampan(sheet: Sheet, x: float, water: float, length: float, distance: float = 0.1) -> None:
    """A small open boat with a cabin of mats."""
    light, s = sheet.light, length
    hull = light.tint(WOOD, distance, 0.55)
    sheet.polygon(smooth([(x - s * 0.5, water - s * 0.09), (x - s * 0.3, water - s * 0.035),
                          (x + s * 0.2, water - s * 0.045), (x + s * 0.55, water - s * 0.15),
                          (x + s * 0.38, water + s * 0.02), (x - s * 0.38, water + s * 0.025)], 5), hull)
    mats = light.tint(STRAW, distance, 0.45)
    sheet.polygon(smooth([(x - s * 0.24, water - s * 0.03), (x - s * 0.2, water - s * 0.15),
                          (x, water - s * 0.18), (x + s * 0.13, water - s * 0.15),
                          (x + s * 0.16, water - s * 0.04)], 5), mats)
    sheet.oval(x + s * 0.15, water - s * 0.085, s * 0.025, s * 0.055, light.near)


def junk(sheet: Sheet, x: float, water: float, length: float, distance: float = 0.1, facing: int = 1,
         cloth: Colour = BRICK) -> None:
    """A junk under battened sails."""
    light, s = sheet.light, length
    hull = light.tint(WOOD, distance, 0.6)
    sheet.polygon(smooth([(x - s * 0.5 * facing, water - s * 0.22), (x - s * 0.44 * facing, water - s * 0.13),
                          (x, water - s * 0.08), (x + s * 0.5 * facing, water - s * 0.15),
                          (x + s * 0.4 * facing, water + s * 0.01),
                          (x - s * 0.42 * facing, water + s * 0.02)], 5), hull)
    sail = light.tint(cloth, distance, 0.35)
    for place, high, wide in ((-0.3, 0.5, 0.2), (0.02, 0.92, 0.36), (0.36, 0.62, 0.2)):
        mast = x + s * place * facing
        foot, top = water - s * 0.14, water - s * (0.14 + high)
        sheet.limb((mast, water - s * 0.06), (mast, top - s * 0.03), s * 0.018, s * 0.01, light.near)
        lead, back = mast + s * wide * 0.28 * facing, mast - s * wide * 0.75 * facing
        leaf = [(lead, foot), (lead + s * 0.02 * facing, top + s * 0.2 * high),
                (mast - s * 0.06 * facing, top), (back, top + s * 0.26 * high),
                (back - s * 0.03 * facing, foot - s * 0.06)]
        sheet.polygon(leaf, sail)
        sheet.shade(leaf, mix(sail, light.sun, 0.5), "right", 0.5)
        for batten in range(1, 6):
            t = batten / 6
            y = foot + (top - foot) * t * 0.8
            sheet.line([(lead, y), (back - s * 0.02 * facing, y - s * 0.05)], s * 0.008,
                       mix(sail, light.near, 0.6))


def trawler(sheet: Sheet, x: float, water: float, length: float, distance: float = 0.1, facing: int = 1,
            paint: Colour = SEA) -> None:
    """A fishing boat: high bow, cabin aft, mast with stays, a working lamp."""
    light, s, f = sheet.light, length, facing
    hull = light.tint(paint, distance, 0.4)
    shape = smooth([(x - s * 0.48 * f, water - s * 0.15), (x - s * 0.1 * f, water - s * 0.13),
                    (x + s * 0.3 * f, water - s * 0.18), (x + s * 0.56 * f, water - s * 0.3),
                    (x + s * 0.44 * f, water - s * 0.08), (x + s * 0.38 * f, water + s * 0.02),
                    (x - s * 0.44 * f, water + s * 0.02)], 5)
    deck = water - s * 0.14
    cabin = light.tint(PAPER, distance, 0.42)
    for left, high, wide in ((-0.4, 0.16, 0.34), (-0.35, 0.29, 0.22)):
        start = x + s * left * f - (s * wide if f < 0 else 0)
        sheet.rect(start, deck - s * high, s * wide, s * high, cabin)
        sheet.rect(start, deck - s * high, s * wide, s * 0.022, mix(hull, light.near, 0.3))
        for pane in range(3):
            sheet.rect(start + s * wide * (0.12 + 0.28 * pane), deck - s * high + s * 0.045, s * wide * 0.2,
                       s * 0.05, light.window(0.2 + 0.1 * pane))
    sheet.polygon(shape, hull)
    sheet.shade(shape, mix(hull, light.sun, 0.4), "top", 0.35)
    sheet.polygon(smooth([(x - s * 0.46 * f, water - s * 0.02), (x + s * 0.41 * f, water - s * 0.03),
                          (x + s * 0.38 * f, water + s * 0.02), (x - s * 0.44 * f, water + s * 0.02)], 2),
                  light.tint(BRICK, distance, 0.5))
    sheet.line([(x - s * 0.48 * f, water - s * 0.125), (x + s * 0.3 * f, water - s * 0.15),
                (x + s * 0.55 * f, water - s * 0.265)], s * 0.012, mix(cabin, hull, 0.2))
    mast = x + s * 0.06 * f
    top = water - s * 0.66
    sheet.limb((mast, deck), (mast, top), s * 0.022, s * 0.012, light.tone(distance))
    for end in ((x + s * 0.54 * f, water - s * 0.29), (x - s * 0.46 * f, water - s * 0.16)):
        sheet.line([(mast, top + s * 0.03), end], s * 0.006, light.tone(distance))
    sheet.limb((mast, deck - s * 0.06), (mast + s * 0.32 * f, water - s * 0.5), s * 0.015, s * 0.01,
               light.tone(distance))
    red = light.tint(CINNABAR, distance, 0.15)
    sheet.polygon([(mast, top), (mast - s * 0.12 * f, top + s * 0.015), (mast - s * 0.1 * f, top + s * 0.075),
                   (mast, top + s * 0.07)], red)
    if light.lamps > 0.3:
        sheet.glow(mast, deck - s * 0.3, s * 0.35 * light.lamps, LAMP, 0.55)
        sheet.oval(mast, deck - s * 0.3, s * 0.014, s * 0.014, (255, 240, 205))


def cargo_ship(sheet: Sheet, x: float, water: float, length: float, distance: float = 0.3) -> None:
    """A container ship seen from the side."""
    light, s = sheet.light, length
    paints = (SEA, BRICK, (176, 152, 104), (84, 118, 122), (198, 192, 178), (120, 66, 56))
    tall = s * 0.033
    for column in range(14):
        for row in range(2 + (column * 7 + sheet.number) % 3):
            paint = light.tint(sheet.rng.choice(paints), distance, 0.45)
            sheet.rect(x - s * 0.29 + column * s * 0.052, water - s * 0.085 - (row + 1) * tall, s * 0.05,
                       tall - s * 0.003, paint)
    bridge = light.tint(PAPER, distance, 0.4)
    sheet.rect(x - s * 0.42, water - s * 0.27, s * 0.1, s * 0.2, bridge)
    for row in range(4):
        sheet.rect(x - s * 0.41, water - s * (0.25 - row * 0.04), s * 0.08, s * 0.012,
                   light.window(0.2 + 0.2 * row))
    sheet.rect(x - s * 0.46, water - s * 0.24, s * 0.03, s * 0.15, light.tint(CINNABAR, distance, 0.5))
    hull = [(x - s * 0.5, water - s * 0.085), (x + s * 0.46, water - s * 0.085),
            (x + s * 0.53, water - s * 0.12), (x + s * 0.47, water), (x - s * 0.47, water)]
    sheet.fading(hull, light.tone(max(0.0, distance - 0.25)), light.tone(distance))
    sheet.rect(x - s * 0.47, water - s * 0.014, s * 0.94, s * 0.014, light.tint(BRICK, distance, 0.5))


def crane(sheet: Sheet, x: float, ground: float, height: float, distance: float = 0.3, facing: int = 1,
          raised: bool = False) -> None:
    """A quay crane, its boom over the water or raised."""
    light, h, f = sheet.light, height, facing
    steel = light.tint(mix(SEA, CINNABAR, 0.0 if distance > 0.4 else 0.35), distance, 0.55)
    beam = ground - h * 0.56
    for leg in (-0.16, 0.16):
        sheet.limb((x + h * leg, ground), (x + h * leg * 0.9, beam), h * 0.032, h * 0.03, steel)
    for level in (0.2, 0.42):
        sheet.line([(x - h * 0.16, ground - h * level), (x + h * 0.16, ground - h * level)], h * 0.018, steel)
    sheet.line([(x - h * 0.16, ground - h * 0.2), (x + h * 0.15, ground - h * 0.42)], h * 0.01, steel)
    sheet.limb((x + h * 0.15, beam), (x - h * 0.01, ground - h), h * 0.026, h * 0.018, steel)
    sheet.limb((x - h * 0.15, beam), (x - h * 0.01, ground - h), h * 0.026, h * 0.018, steel)
    sheet.rect(x - h * 0.4, beam - h * 0.02, h * 0.62, h * 0.036, steel)
    tip = (x + h * 0.52 * f, ground - h * 1.12) if raised else (x + h * 0.86 * f, beam)
    sheet.limb((x + h * 0.18 * f, beam), tip, h * 0.036, h * 0.022, steel)
    for share in (0.55, 1.0):
        end = x + h * 0.18 * f + (tip[0] - x - h * 0.18 * f) * share, beam + (tip[1] - beam) * share
        sheet.line([(x - h * 0.01, ground - h), end], h * 0.007, steel)
    sheet.line([(x - h * 0.01, ground - h), (x - h * 0.38 * f, beam)], h * 0.007, steel)
    sheet.rect(x - h * 0.34 * f - h * 0.06, beam - h * 0.08, h * 0.13, h * 0.065, mix(steel, light.near, 0.3))
    if light.lamps > 0.5:
        for place in ((x - h * 0.01, ground - h), tip):
            sheet.glow(*place, h * 0.1, LAMP, 0.6)
