"""Scenes of craft and opera: the theatre and the carver."""

import math
from itertools import pairwise

from .brush import HEIGHT, Scenes, Sheet, smooth
from .houses import lantern, swallow_roof
from .indoors import beam, hanging_lamp
from .land import crown, sky
from .palette import (
    AMBER,
    BLUE,
    BRICK,
    CINNABAR,
    DAWN,
    DUSK,
    GOLD,
    LAMP,
    MORNING,
    NIGHT,
    PAPER,
    SEA,
    STRAW,
    WOOD,
    Colour,
    mix,
)
from .people import heads


def theatre(sheet: Sheet) -> None:
    """Local opera: two players on a lit stage, indoors or before a temple, the audience dark in front."""
    light = sheet.light
    if sheet.pick(False, True):
        sky(sheet, 700, 1150)
        crown(sheet, 60, 540, 270, 230, 0.16, blobs=130)
        crown(sheet, 1450, 530, 250, 250, 0.16, blobs=130)
        sheet.wash(690, HEIGHT, light.tone(0.2), light.near)
    else:
        sheet.wash(0, HEIGHT, mix(light.near, (40, 20, 18), 0.5), mix(light.near, BRICK, 0.25), light.near)
    _backdrop(sheet)
    sheet.pick(_curtains, _temple_stage)(sheet)
    for x in (430, 1070):
        sheet.soft([(x - 20, 60), (x + 20, 60), (x + (750 - x) * 0.7 + 190, 720),
                    (x + (750 - x) * 0.7 - 190, 720)], LAMP, 0.26, 24)
    _player(sheet, 590, 712, 300, 1, sheet.pick(CINNABAR, (220, 150, 70), SEA), True)
    _player(sheet, 900, 716, 280, -1, sheet.pick((60, 140, 140), PAPER, (226, 170, 150)), False)
    sheet.glow(750, 700, 520, LAMP, 0.3, 0.35)
    for x in range(330, 1200, 86):
        sheet.glow(x, 760, 44, LAMP, 0.6)
    dark = mix(light.near, (20, 12, 12), 0.4)
    heads(sheet, 850, 44, mix(dark, AMBER, 0.14), 17)
    heads(sheet, 905, 62, mix(dark, AMBER, 0.06), 13)
    heads(sheet, 968, 84, dark, 10)


def _backdrop(sheet: Sheet) -> None:
    """The painted cloth: moon, mountains, a branch."""
    light = sheet.light
    ground = mix((40, 112, 122), light.near, 0.3)
    sheet.fading([(270, 170), (1230, 170), (1230, 720), (270, 720)], mix(ground, light.near, 0.5), ground,
                 mix(ground, AMBER, 0.55))
    sheet.glow(980, 320, 210, LAMP, 0.6)
    sheet.oval(980, 320, 78, 78, mix(LAMP, PAPER, 0.5))
    for lift, tone in ((190, 0.25), (120, 0.5), (60, 0.75)):
        crest = smooth([(270, 690 - lift), (420, 640 - lift), (560, 700 - lift * 0.8), (730, 610 - lift),
                        (900, 690 - lift * 0.7), (1080, 630 - lift), (1230, 680 - lift)], 8)
        sheet.fading([*crest, (1230, 720), (270, 720)], mix(mix(ground, LAMP, 0.28),
                                                            mix(light.near, SEA, 0.5), tone),
                     mix(ground, AMBER, 0.4))
    branch = smooth([(270, 260), (400, 300), (520, 280), (640, 330)], 8)
    for start, end in pairwise(branch):
        sheet.limb(start, end, 9, 8, light.near)
    for _ in range(46):
        x, y = sheet.rng.choice(branch)
        sheet.oval(max(284, x + sheet.between(-34, 34)), y + sheet.between(-30, 30), 7, 6,
                   mix((226, 140, 124), PAPER, sheet.between(0, 0.6)))
    boards = mix(WOOD, AMBER, 0.35)
    sheet.fading([(300, 690), (1200, 690), (1290, 786), (210, 786)], boards, mix(boards, light.near, 0.3))
    sheet.fading([(210, 786), (1290, 786), (1290, 860), (210, 860)], mix(BRICK, light.near, 0.5), light.near)


def _curtains(sheet: Sheet) -> None:
    """Heavy curtains left and right and their valance."""
    light = sheet.light
    cloth = mix((134, 36, 30), light.near, 0.2)
    for side in (-1, 1):
        for n in range(9):
            a, b = 750 + side * (840 - n * 44), 750 + side * (840 - (n + 1) * 44)
            fold = [(a, -10), (b, -10), (b - side * 8 * math.sin(n), 560 + n * 6), (b + side * 26, 800),
                    (a + side * 20, 800)]
            sheet.polygon(fold, mix(cloth, light.near, 0.18 + 0.42 * (n % 2)))
            sheet.shade(fold, mix(cloth, AMBER, 0.3), "left" if side > 0 else "right", 0.5)
    for n in range(10):
        x = -20 + n * 154
        swag = smooth([(x, -10), (x + 20, 130), (x + 77, 186), (x + 134, 130), (x + 154, -10)], 6)
        sheet.fading(swag, mix(cloth, light.near, 0.55), cloth)
        sheet.line(swag, 6, mix(STRAW, cloth, 0.35))


def _temple_stage(sheet: Sheet) -> None:
    """An open stage under a swept roof, lanterns along the eaves."""
    light = sheet.light
    red = light.tint(CINNABAR, 0.1, 0.35)
    for x in (262, 1206):
        sheet.rect(x, 170, 34, 620, red)
        sheet.shade([(x, 170), (x + 34, 170), (x + 34, 790), (x, 790)], mix(red, LAMP, 0.4),
                    "right" if x < 750 else "left", 0.6)
    sheet.rect(240, 150, 1020, 54, mix(WOOD, light.near, 0.3))
    swallow_roof(sheet, 190, 176, 1120, 120, light.tint((110, 84, 66), 0.12, 0.45))
    for n in range(7):
        lantern(sheet, 330 + n * 140, 250, 54, (CINNABAR, AMBER)[n % 2], 0.8)


def _player(sheet: Sheet, x: float, ground: float, tall: float, way: int, robe: Colour, plumes: bool) -> None:
    """A player in a wide robe, one long sleeve thrown out."""
    light, h = sheet.light, tall
    cloth, shade = mix(robe, LAMP, 0.12), mix(robe, light.near, 0.4)
    sheet.oval(x, ground + 4, h * 0.36, h * 0.05, light.near, 0.5)
    sleeve = smooth([(x - way * h * 0.04, ground - h * 0.72), (x - way * h * 0.3, ground - h * 0.62),
                     (x - way * h * 0.5, ground - h * 0.36), (x - way * h * 0.42, ground - h * 0.12),
                     (x - way * h * 0.3, ground - h * 0.32), (x - way * h * 0.14, ground - h * 0.46)], 6)
    sheet.polygon(sleeve, mix(PAPER, shade, 0.25))
    gown = smooth([(x - h * 0.09, ground - h * 0.78), (x - h * 0.15, ground - h * 0.5),
                   (x - h * 0.3, ground - h * 0.06), (x - h * 0.28, ground), (x + h * 0.28, ground),
                   (x + h * 0.3, ground - h * 0.06), (x + h * 0.15, ground - h * 0.5),
                   (x + h * 0.09, ground - h * 0.78)], 6)
    sheet.polygon(gown, cloth)
    sheet.shade(gown, shade, "left" if way > 0 else "right", 0.7)
    for fold in (-0.14, -0.02, 0.1):
        sheet.line([(x + fold * h * 0.5, ground - h * 0.46), (x + fold * h * 1.4, ground - h * 0.02)], 3,
                   shade)
    sheet.rect(x - h * 0.13, ground - h * 0.52, h * 0.26, h * 0.045, mix(STRAW, LAMP, 0.4))
    arm = smooth([(x + way * h * 0.04, ground - h * 0.74), (x + way * h * 0.22, ground - h * 0.78),
                  (x + way * h * 0.36, ground - h * 0.92), (x + way * h * 0.44, ground - h * 0.84),
                  (x + way * h * 0.3, ground - h * 0.62), (x + way * h * 0.1, ground - h * 0.56)], 6)
    sheet.polygon(arm, mix(cloth, PAPER, 0.18))
    face = mix(PAPER, (226, 160, 140), 0.35)
    sheet.limb((x, ground - h * 0.78), (x, ground - h * 0.86), h * 0.05, h * 0.05, face)
    sheet.oval(x + way * h * 0.008, ground - h * 0.88, h * 0.05, h * 0.062, face)
    sheet.oval(x - way * h * 0.015, ground - h * 0.92, h * 0.062, h * 0.05, light.near)
    for n in range(-2, 3):
        sheet.oval(x + n * h * 0.028, ground - h * (0.975 - 0.008 * n * n), h * 0.018, h * 0.018,
                   mix(LAMP, CINNABAR, 0.4 if n % 2 else 0.0))
    if plumes:
        for side in (-1, 1):
            sheet.line(smooth([(x + side * h * 0.03, ground - h * 0.96),
                               (x + side * h * 0.16, ground - h * 1.24),
                               (x + side * h * 0.42, ground - h * 1.2),
                               (x + side * h * 0.56, ground - h * 0.98)], 8), h * 0.016,
                       mix(STRAW, CINNABAR, 0.2))


def carving(sheet: Sheet) -> None:
    """A wood carver by a moon window, a figure growing under the chisel, finished ones on the shelf."""
    light = sheet.light
    wall = light.tint((190, 156, 114), 0.2, 0.34)
    sheet.wash(0, HEIGHT, mix(wall, light.near, 0.5), mix(wall, light.near, 0.1), mix(wall, light.near, 0.45))
    _moon_window(sheet, 470, 350, 250)
    if not light.dark:
        beam(sheet, 300, 300, 340, 200, 760, 330)
    for shelf in (270, 500):
        sheet.rect(900, shelf, 560, 16, mix(WOOD, light.near, 0.35))
        for n in range(4):
            _figure(sheet, 970 + n * 138, shelf, sheet.between(118, 162),
                    mix(WOOD, light.near, 0.3 + 0.1 * (n % 2)))
    bench = light.tint((150, 106, 70), 0.08, 0.35)
    _figure(sheet, 880, 760, 330, light.tint((214, 160, 100), 0.05, 0.12))
    _carver(sheet)
    sheet.fading([(-20, 756), (1520, 756), (1520, 810), (-20, 810)], mix(bench, LAMP, 0.3), bench)
    sheet.wash(810, HEIGHT, mix(bench, light.near, 0.5), mix(bench, light.near, 0.9))
    _blocks(sheet)
    for _ in range(80):
        x, y, r = sheet.rng.gauss(860, 190), sheet.between(762, 802), sheet.between(5, 13)
        turns = [(r * (1 - n / 14), n * 0.9) for n in range(12)]
        curl = [(x + reach * math.cos(angle), y + reach * 0.6 * math.sin(angle)) for reach, angle in turns]
        sheet.line(curl, 2.6, mix((226, 184, 128), light.near, sheet.between(0, 0.35)))
    for n in range(7):
        x = 1080 + n * 46
        sheet.limb((x, 792), (x + 16, 716), 12, 10, mix(WOOD, light.near, 0.2))
        sheet.limb((x + 16, 716), (x + 26, 668), 7, 5 + 3 * (n % 3), mix(light.low, light.near, 0.35))
    hanging_lamp(sheet, 900, 150, 78, 0.5 + 0.5 * light.lamps)


def _blocks(sheet: Sheet) -> None:
    """Wood waiting on the floor before the bench: logs seen end on."""
    light = sheet.light
    for n, (x, y, r) in enumerate(((90, 930, 66), (220, 950, 54), (150, 1000, 60), (1290, 940, 62),
                                   (1400, 925, 74), (1180, 975, 44))):
        wood = light.tint((186, 138, 90), 0.08, 0.35)
        sheet.oval(x, y, r, r, mix(WOOD, light.near, 0.55))
        sheet.oval(x, y, r * 0.9, r * 0.9, mix(wood, light.near, 0.25 + 0.08 * (n % 2)))
        for ring in (0.7, 0.48, 0.26):
            sheet.oval(x + 3, y + 2, r * ring, r * ring, mix(wood, light.near, 0.4))
            sheet.oval(x + 3, y + 2, r * ring - 3, r * ring - 3, mix(wood, light.near, 0.22))


def _moon_window(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """A round window with a lattice, bamboo and sky behind it."""
    light = sheet.light
    sheet.oval(x, y, radius + 22, radius + 22, mix(WOOD, light.near, 0.45))
    sheet.oval(x, y, radius, radius, light.low)
    sheet.glow(x + 60, y + 40, radius * 0.98, light.sun, 0.55)
    for n in range(6):
        stem = x - radius * 0.6 + n * radius * 0.24
        half = math.sqrt(max(0.0, radius**2 - (stem - x) ** 2)) * 0.97
        sheet.line([(stem, y + half), (stem + 8, y - half * 0.7)], 9, light.tint((90, 140, 96), 0.4))
        for _ in range(7):
            lx, ly = stem + sheet.between(-8, 12), y + sheet.between(-0.6, 0.5) * half
            tip = lx + sheet.between(-40, 40), ly + sheet.between(14, 40)
            if math.hypot(tip[0] - x, tip[1] - y) < radius * 0.95:
                sheet.limb((lx, ly), tip, 8, 2, light.tint((80, 136, 92), 0.35))
    dark = light.tone(0.05)
    for n in range(-3, 4):
        half = math.sqrt(radius**2 - (n * radius / 4) ** 2)
        sheet.line([(x + n * radius / 4, y - half), (x + n * radius / 4, y + half)], 7, dark)
        if n % 2:
            sheet.line([(x - half, y + n * radius / 4), (x + half, y + n * radius / 4)], 7, dark)


def _figure(sheet: Sheet, x: float, ground: float, tall: float, wood: Colour) -> None:
    """A carved robed figure on a lotus foot."""
    light, h = sheet.light, tall
    half = [(0.0, -1.0), (0.07, -0.97), (0.09, -0.88), (0.06, -0.8), (0.13, -0.74), (0.19, -0.56),
            (0.15, -0.4), (0.2, -0.2), (0.23, -0.12), (0.27, -0.1), (0.2, 0.0)]
    outline = smooth([*((x + dx * h, ground + dy * h) for dx, dy in half),
                      *((x - dx * h, ground + dy * h) for dx, dy in reversed(half))], 5)
    sheet.polygon(outline, wood)
    sheet.shade(outline, mix(wood, light.near, 0.65), "right", 0.8)
    sheet.shade(outline, mix(wood, LAMP, 0.6), "left", 0.55)
    for sway, start in ((-0.08, -0.62), (0.0, -0.55), (0.08, -0.62)):
        sheet.line(smooth([(x + sway * h, ground + start * h), (x + sway * 0.4 * h, ground - h * 0.36),
                           (x + sway * 1.5 * h, ground - h * 0.14)], 5), max(1.5, h * 0.012),
                   mix(wood, light.near, 0.5))
    sheet.oval(x - h * 0.01, ground - h * 0.87, h * 0.05, h * 0.062, mix(wood, LAMP, 0.3))


def _carver(sheet: Sheet) -> None:
    """The carver, half length, bent over the work with mallet and chisel."""
    light = sheet.light
    coat = light.tint(sheet.pick((66, 98, 108), (104, 92, 80), BRICK), 0.06, 0.35)
    body = smooth([(352, 780), (350, 680), (366, 580), (412, 510), (486, 478), (548, 492), (588, 536),
                   (606, 620), (600, 780)], 7)
    sheet.polygon(body, coat)
    sheet.shade(body, mix(coat, light.near, 0.7), "left", 0.75)
    skin = light.tint((206, 158, 122), 0.05, 0.25)
    sheet.limb((520, 496), (552, 442), 56, 48, mix(skin, light.near, 0.25))
    face = smooth([(534, 400), (552, 340), (604, 326), (640, 352), (646, 386), (662, 414), (648, 424),
                   (648, 446), (634, 466), (600, 470), (566, 452)], 5)
    sheet.polygon(face, skin)
    sheet.shade(face, mix(skin, light.near, 0.55), "left", 0.7)
    sheet.polygon(smooth([(548, 456), (522, 410), (526, 352), (566, 308), (618, 304), (648, 330), (646, 352),
                          (612, 350), (592, 368), (586, 404), (572, 416), (564, 450)], 6),
                  mix((214, 210, 202), light.near, 0.3))
    sheet.oval(574, 416, 11, 16, mix(skin, light.near, 0.12))
    sheet.line([(586, 396), (626, 390)], 4, light.near)
    sheet.oval(634, 392, 13, 12, light.near)
    sheet.oval(634, 392, 9, 8, mix(light.low, skin, 0.5))
    apron = smooth([(486, 560), (560, 540), (600, 600), (600, 780), (470, 780)], 6)
    sheet.polygon(apron, mix(light.tint(STRAW, 0.06, 0.4), light.near, 0.2))
    sheet.shade(apron, light.near, "left", 0.5)
    sheet.limb((440, 540), (560, 680), 78, 60, mix(coat, light.near, 0.22))
    sheet.limb((560, 680), (700, 618), 58, 38, mix(coat, light.near, 0.12))
    sheet.oval(716, 612, 25, 22, skin)
    sheet.limb((700, 636), (740, 560), 15, 14, WOOD)
    sheet.limb((728, 570), (766, 550), 46, 46, mix(WOOD, light.near, 0.25))
    sheet.limb((590, 560), (690, 700), 62, 48, mix(coat, LAMP, 0.14))
    sheet.limb((690, 700), (766, 664), 46, 34, mix(coat, LAMP, 0.18))
    sheet.oval(782, 656, 23, 21, skin)
    sheet.limb((770, 668), (826, 622), 10, 6, mix(light.low, light.near, 0.3))


SCENES: Scenes = {
    "theatre": (theatre, (NIGHT, DUSK, BLUE)),
    "carving": (carving, (GOLD, MORNING, DUSK, DAWN)),
}
