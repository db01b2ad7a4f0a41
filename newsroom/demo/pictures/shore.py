"""Scenes where land and water meet: sea wall, mangroves, oyster beds."""

from itertools import pairwise

from .brush import Point, Scenes, Sheet, smooth
from .houses import street_lamp
from .land import birds, crown, glitter, palm, ridges, sky, tree, water
from .palette import BRICK, DAWN, DUSK, GOLD, MIST, MORNING, PAPER, RAIN, SEA, STRAW, WOOD, mix
from .people import person, umbrella
from .vessels import sampan


def seawall(sheet: Sheet) -> None:
    """A promenade along a curved wall: lamps and railing recede, people walk, the sea is still or breaks."""
    light, horizon = sheet.light, 420
    sky(sheet, horizon, sheet.between(380, 560))
    ridges(sheet, horizon + 4, 140, 3, 0.6, (900, 1250))
    water(sheet, horizon, 1000, 480, 0.6, 380)
    stone = light.tint((200, 194, 178), 0.15, 0.4)
    inner = smooth([(905, 428), (860, 480), (800, 580), (690, 740), (480, 1010)], 8)
    sheet.fading([*inner, (1520, 1010), (1520, 600), (1100, 440), (940, 424)], mix(stone, light.haze, 0.4),
                 stone, mix(stone, light.near, 0.35))
    _joints(sheet, inner)
    wall = [*inner, *((x - (y - 420) * 0.13, y + (y - 420) * 0.08) for x, y in reversed(inner))]
    sheet.fading(wall, light.tone(0.5), light.tone(0.15))
    sheet.polygon([(940, 424), (1100, 438), (1520, 570), (1520, 690), (1130, 470)],
                  light.tint((74, 112, 84), 0.25))
    for x, y, size in ((985, 440, 60), (1050, 452, 110), (1160, 486, 190), (1340, 560, 330)):
        if sheet.pick(True, False):
            tree(sheet, x, y, size, 0.35 - size / 1100)
        else:
            palm(sheet, x, y, size, 0.35 - size / 1100)
    _railing(sheet, inner)
    for x, y, size, pose, way in ((885, 540, 52, "walk", 1), (930, 556, 58, "walk", -1),
                                  (990, 640, 96, "walk", -1), (1040, 644, 90, "walk", -1),
                                  (905, 720, 120, "run", 1), (1150, 800, 150, "walk", -1),
                                  (1205, 802, 96, "walk", -1)):
        sheet.soft([(x, y - 4), (x + size * 0.9, y + size * 0.1), (x + size * 0.9, y + size * 0.16),
                    (x, y + 4)], light.near, 0.35, 5)
        person(sheet, x, y, size, pose, way, 0.1)
        if light.wet and pose == "walk":
            umbrella(sheet, x + size * 0.1 * way, y, size, light.tint(sheet.rng.choice((BRICK, SEA, STRAW)),
                                                                      0.1, 0.3))
    if light.wet:
        _spray(sheet)
    birds(sheet, 330, 240, 7, 17, light.tone(0.2))


def _joints(sheet: Sheet, edge: list[Point]) -> None:
    """Paving of the promenade, following its curve."""
    for share in (0.2, 0.42, 0.66, 0.9):
        sheet.line([(x + (y - 415) * 1.5 * share, y + (y - 415) * 0.06) for x, y in edge], 2,
                   sheet.light.near, 0.14)
    for x, y in edge[6::3]:
        sheet.line([(x, y), (x + (y - 415) * 1.6, y + (y - 415) * 0.08)], 1.5, sheet.light.near, 0.12)


def _railing(sheet: Sheet, edge: list[Point]) -> None:
    light = sheet.light
    posts = [(x, y, (y - 405) * 0.17) for x, y in edge[2:]]
    for high in (0.55, 1.0):
        sheet.line([(x, y - tall * high) for x, y, tall in posts], 4, light.tone(0.12))
    for index, (x, y, tall) in enumerate(posts):
        sheet.limb((x, y), (x, y - tall), tall * 0.09, tall * 0.07, light.tone(0.1))
        if index % 7 == 3:
            street_lamp(sheet, x + tall * 0.3, y, tall * 3.6, 1, 0.2)


def _spray(sheet: Sheet) -> None:
    """A wave thrown up by the wall."""
    for _ in range(420):
        reach = sheet.rng.random()
        x, y = 640 + sheet.rng.gauss(0, 60) - 90 * reach, 830 - 330 * reach + sheet.rng.gauss(0, 40)
        size = sheet.between(1, 5) * (1.2 - reach)
        sheet.oval(x, y, size, size, PAPER, sheet.between(0.25, 0.75))
    sheet.soft([(520, 880), (590, 620), (690, 640), (760, 860)], PAPER, 0.4, 26)


def mangrove(sheet: Sheet) -> None:
    """A creek between mangroves on their stilts, a boat of the wardens, egrets."""
    light, horizon = sheet.light, 410
    sun = sheet.between(660, 840)
    sky(sheet, horizon, sun)
    ridges(sheet, horizon + 4, 150, 2, 0.7, (sheet.between(400, 1000),))
    for left, right, base, tall, far in ((-60, 660, 452, 90, 0.6), (860, 1560, 452, 100, 0.6),
                                         (-60, 470, 520, 170, 0.38), (1030, 1560, 535, 190, 0.35)):
        _thicket(sheet, left, right, base, tall, far)
    water(sheet, 450, 1000, sun, 0.0, 0)
    for left, right, base, tall, far in ((-60, 440, 530, 170, 0.34), (1060, 1560, 545, 190, 0.32)):
        _thicket(sheet, left, right, base, tall, far)
    sheet.reflect(548, 1000, 0.75, 9)
    glitter(sheet, sun, 470, 960, 0.8)
    sheet.haze(400, 560, light.haze, 0.0, 0.35)
    sampan(sheet, sheet.between(700, 780), 640, 190, 0.12)
    person(sheet, 690, 634, 92, "work", 1, 0.1, hat=True, shadow=0)
    for _ in range(3):
        egret(sheet, sheet.between(880, 1120), sheet.between(690, 800), sheet.between(60, 84))
    _near_mangrove(sheet)
    birds(sheet, 560, 190, 6, 18, mix(PAPER, light.haze, 0.3))


def _thicket(sheet: Sheet, left: float, right: float, base: float, tall: float, far: float) -> None:
    dark = sheet.light.tone(far * 0.7)
    x = left
    while x < right:
        for lean in (-0.5, -0.2, 0.15, 0.45):
            sheet.limb((x, base - tall * 0.35), (x + lean * tall * 0.5, base), tall * 0.03, tall * 0.018,
                       dark)
        crown(sheet, x, base - tall * 0.62, tall * 0.55, tall * 0.42, far, blobs=34)
        x += tall * sheet.between(0.4, 0.62)


def _near_mangrove(sheet: Sheet) -> None:
    """One tree close by, its roots arching into the water."""
    light = sheet.light
    for dx, reach in ((-150, 1.0), (-70, 0.7), (-10, 0.4), (60, 0.6), (130, 0.9), (210, 1.0), (270, 1.1)):
        root = smooth([(190, 620), (190 + dx * 0.6, 700 - 30 * reach), (190 + dx, 800),
                       (190 + dx * 1.25, 960)], 6)
        for start, end in pairwise(root):
            sheet.limb(start, end, 17, 15, light.near)
    sheet.limb((190, 640), (240, 300), 46, 30, light.near)
    sheet.limb((215, 460), (400, 250), 24, 12, light.near)
    for x, y, rx, ry in ((60, 250, 240, 150), (330, 190, 230, 120), (180, 90, 330, 150), (470, 120, 150, 90)):
        crown(sheet, x, y, rx, ry, 0.04, blobs=110)


def egret(sheet: Sheet, x: float, ground: float, tall: float) -> None:
    """A white egret standing in shallow water."""
    white = mix(PAPER, sheet.light.haze, 0.25 if not sheet.light.dark else 0.6)
    for leg in (-0.03, 0.05):
        sheet.line([(x + leg * tall, ground), (x + leg * tall, ground - tall * 0.4)], 2, sheet.light.near)
    sheet.polygon(smooth([(x - tall * 0.32, ground - tall * 0.36), (x - tall * 0.05, ground - tall * 0.58),
                          (x + tall * 0.14, ground - tall * 0.52), (x + tall * 0.06, ground - tall * 0.38),
                          (x - tall * 0.32, ground - tall * 0.36)], 5), white)
    neck = smooth([(x + tall * 0.1, ground - tall * 0.5), (x + tall * 0.2, ground - tall * 0.66),
                   (x + tall * 0.1, ground - tall * 0.82), (x + tall * 0.17, ground - tall * 0.96)], 5)
    sheet.line(neck, tall * 0.06, white)
    sheet.oval(x + tall * 0.19, ground - tall * 0.96, tall * 0.055, tall * 0.04, white)
    sheet.line([(x + tall * 0.23, ground - tall * 0.96), (x + tall * 0.38, ground - tall * 0.92)],
               tall * 0.025, (206, 150, 70))


def oyster(sheet: Sheet) -> None:
    """Low tide over the oyster stakes: rows run to the horizon, people bend over them."""
    light, horizon = sheet.light, sheet.between(360, 400)
    sun = sheet.between(900, 1060)
    sky(sheet, horizon, sun)
    ridges(sheet, horizon + 4, 110, 3, 0.62, (320, 1250))
    mud = mix(light.tone(0.15), (86, 74, 62), 0.35)
    sheet.wash(horizon, 1000, mix(light.low, light.body, 0.25), mix(mud, light.low, 0.35), mud,
               mix(mud, light.near, 0.6))
    sheet.reflect(horizon, 700, 0.5, 5)
    sheet.cloud(horizon + 90, 1040, mix(light.low, light.middle, 0.4), 0.75, 0.42, (4, 22))
    glitter(sheet, sun, horizon + 2, 1000, 1.5)
    vanish = sheet.between(640, 760)
    for row in range(1, 15):
        depth = (row / 14) ** 2
        y, gap = horizon + 16 + 600 * depth, 8 + 62 * depth
        tall, x = 5 + 56 * depth, vanish - 1500
        while x < 1520:
            if (int((x - vanish) / gap) % 6) and x > -30:
                lean = sheet.between(-0.2, 0.2) * tall
                sheet.limb((x, y), (x + lean, y - tall), tall * 0.2, tall * 0.14,
                           light.tone(0.55 - 0.55 * depth))
                sheet.oval(x - lean * 0.4, y + tall * 0.3, tall * 0.16, tall * 0.4, light.near, 0.32)
            x += gap
        if row in (6, 9, 12):
            _pickers(sheet, y + 6, 60 + 150 * depth, 3)
    sampan(sheet, sheet.between(520, 640), 690, 210, 0.08)
    birds(sheet, 420, 230, 6, 15, light.tone(0.25))


def _pickers(sheet: Sheet, ground: float, tall: float, count: int) -> None:
    for index in range(count):
        x = 280 + index * 400 + sheet.between(-130, 130)
        person(sheet, x, ground, tall, sheet.pick("bend", "work", "bend"), sheet.rng.choice((-1, 1)), 0.08,
               hat=True)
        sheet.oval(x + tall * 0.5, ground - tall * 0.06, tall * 0.14, tall * 0.09,
                   sheet.light.tint(WOOD, 0.1))


SCENES: Scenes = {
    "seawall": (seawall, (GOLD, MORNING, RAIN, DUSK)),
    "mangrove": (mangrove, (MIST, GOLD, MORNING, DAWN)),
    "oyster": (oyster, (DAWN, GOLD, MORNING, DUSK)),
}
