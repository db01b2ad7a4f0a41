"""People as small silhouettes: joints per pose, limbs that taper, coats that hang."""

from .brush import Point, Sheet
from .palette import CINNABAR, PAPER, SEA, STRAW, Colour, mix

Joints = dict[str, Point]

# Joints in shares of the standing height, feet at (0, 0), facing right.
POSES: dict[str, Joints] = {
    "stand": {"head": (0.01, -0.92), "neck": (0, -0.83), "hip": (0, -0.48), "knee": (0.04, -0.25),
              "foot": (0.05, 0),
              "knee2": (-0.04, -0.25), "foot2": (-0.05, 0), "hand": (0.12, -0.47), "hand2": (-0.11, -0.46)},
    "walk": {"head": (0.04, -0.92), "neck": (0.02, -0.83), "hip": (0, -0.48), "knee": (0.09, -0.26),
             "foot": (0.15, 0),
             "knee2": (-0.03, -0.25), "foot2": (-0.16, -0.02), "hand": (0.16, -0.52), "hand2": (-0.14, -0.5)},
    "run": {"head": (0.12, -0.9), "neck": (0.08, -0.81), "hip": (0, -0.48), "knee": (0.16, -0.36),
            "foot": (0.14, -0.1),
            "knee2": (-0.06, -0.26), "foot2": (-0.27, -0.16), "hand": (0.26, -0.66), "hand2": (-0.12, -0.56)},
    "sit": {"head": (0.03, -0.7), "neck": (0.01, -0.61), "hip": (-0.02, -0.27), "knee": (0.21, -0.27),
            "foot": (0.22, 0),
            "knee2": (0.18, -0.27), "foot2": (0.15, 0), "hand": (0.22, -0.36), "hand2": (0.2, -0.36)},
    "bend": {"head": (0.36, -0.55), "neck": (0.28, -0.6), "hip": (-0.06, -0.52), "knee": (0.03, -0.27),
             "foot": (0.03, 0),
             "knee2": (-0.1, -0.26), "foot2": (-0.13, 0), "hand": (0.34, -0.18), "hand2": (0.24, -0.2)},
    "work": {"head": (0.09, -0.89), "neck": (0.05, -0.81), "hip": (-0.02, -0.48), "knee": (0.05, -0.25),
             "foot": (0.06, 0),
             "knee2": (-0.06, -0.25), "foot2": (-0.09, 0), "hand": (0.29, -0.54), "hand2": (0.27, -0.5)},
    "wave": {"head": (0.01, -0.92), "neck": (0, -0.83), "hip": (0, -0.48), "knee": (0.05, -0.25),
             "foot": (0.08, 0),
             "knee2": (-0.05, -0.25), "foot2": (-0.08, 0), "hand": (0.22, -1.02), "hand2": (-0.16, -0.52)},
    "taichi": {"head": (0, -0.85), "neck": (0, -0.76), "hip": (0, -0.42), "knee": (0.17, -0.26),
               "foot": (0.24, 0),
               "knee2": (-0.13, -0.22), "foot2": (-0.24, 0), "hand": (0.36, -0.68), "hand2": (-0.26, -0.56)},
}
COATS: tuple[Colour, ...] = (SEA, (92, 110, 112), (196, 190, 176), (58, 76, 84), (132, 104, 78),
                             (70, 112, 104), CINNABAR)
HAIR: Colour = (24, 26, 28)
SKIN: Colour = (214, 170, 138)


def person(sheet: Sheet, x: float, ground: float, height: float, pose: str = "stand", facing: int = 1,
           distance: float = 0.1, coat: Colour | None = None, hat: bool = False, shadow: float = 0.5,
           plain: Colour | None = None) -> None:
    """Someone at (x, ground); `plain` makes a one-colour silhouette."""
    light = sheet.light
    # The last coat, cinnabar, has half the chance of the others.
    own = coat if coat is not None else COATS[sheet.rng.randrange(len(COATS) * 2 - 1) // 2]
    top = plain or light.tint(own, distance, 0.4)
    low = plain or light.tint(mix(own, HAIR, 0.7), distance, 0.5)
    skin = plain or light.tint(SKIN, distance, 0.4)
    at = {name: (x + dx * height * facing, ground + dy * height) for name, (dx, dy) in POSES[pose].items()}
    if shadow:
        sheet.oval(x, ground, height * 0.22, height * 0.03, light.near, shadow)
    _arm(sheet, at["neck"], at["hand2"], height, facing, mix(top, low, 0.5), skin)
    for knee, foot in (("knee2", "foot2"), ("knee", "foot")):
        sheet.limb(at["hip"], at[knee], height * 0.12, height * 0.085, low)
        sheet.limb(at[knee], at[foot], height * 0.085, height * 0.05, low)
        sheet.limb(at[foot], (at[foot][0] + height * 0.055 * facing, at[foot][1]), height * 0.045,
                   height * 0.035, low)
    _coat(sheet, at["neck"], at["hip"], height, top)
    _head(sheet, at["head"], at["neck"], height, facing, skin, plain or light.tint(HAIR, distance, 0.3))
    _arm(sheet, at["neck"], at["hand"], height, facing, mix(top, low, 0.18), skin)
    if hat:
        straw_hat(sheet, at["head"], height, plain or light.tint(STRAW, distance, 0.2))


def _arm(sheet: Sheet, neck: Point, hand: Point, height: float, facing: int, sleeve: Colour,
         skin: Colour) -> None:
    shoulder = neck[0], neck[1] + height * 0.045
    bend = (shoulder[0] + hand[0]) / 2 - height * 0.035 * facing, (shoulder[1] + hand[1]) / 2 + height * 0.03
    sheet.limb(shoulder, bend, height * 0.085, height * 0.065, sleeve)
    sheet.limb(bend, hand, height * 0.065, height * 0.045, sleeve)
    sheet.oval(*hand, height * 0.024, height * 0.024, skin)


def _coat(sheet: Sheet, neck: Point, hip: Point, height: float, colour: Colour) -> None:
    """From the shoulders to below the hip, square to the spine."""
    (nx, ny), (hx, hy) = neck, hip
    length = ((hx - nx) ** 2 + (hy - ny) ** 2) ** 0.5
    ax, ay = (hx - nx) / length, (hy - ny) / length
    px, py = -ay * height, ax * height
    hem = hx + ax * height * 0.06, hy + ay * height * 0.06
    sheet.polygon([(nx + px * 0.045, ny + py * 0.045), (nx + px * 0.115 + ax * height * 0.05,
                                                        ny + py * 0.115 + ay * height * 0.05),
                   (hem[0] + px * 0.1, hem[1] + py * 0.1), (hem[0] - px * 0.1, hem[1] - py * 0.1),
                   (nx - px * 0.115 + ax * height * 0.05, ny - py * 0.115 + ay * height * 0.05),
                   (nx - px * 0.045, ny - py * 0.045)], colour)


def _head(sheet: Sheet, head: Point, neck: Point, height: float, facing: int, skin: Colour,
          hair: Colour) -> None:
    sheet.limb(neck, head, height * 0.06, height * 0.055, skin)
    sheet.oval(*head, height * 0.06, height * 0.07, skin)
    sheet.oval(head[0] - height * 0.012 * facing, head[1] - height * 0.02, height * 0.062, height * 0.06,
               hair)


def straw_hat(sheet: Sheet, head: Point, height: float, colour: Colour) -> None:
    """The cone hat of fields and flats."""
    x, y = head[0], head[1] - height * 0.02
    sheet.polygon([(x - height * 0.17, y + height * 0.01), (x, y - height * 0.12),
                   (x + height * 0.17, y + height * 0.01)], colour)
    sheet.polygon([(x, y - height * 0.12), (x + height * 0.17, y + height * 0.01),
                   (x + height * 0.03, y + height * 0.01)], mix(colour, sheet.light.near, 0.35))


def umbrella(sheet: Sheet, x: float, ground: float, height: float, colour: Colour) -> None:
    """An open umbrella held above someone of this height."""
    top, wide = ground - height * 1.2, height * 0.46
    rim = ground - height * 0.92
    shade = mix(colour, sheet.light.near, 0.35)
    sheet.line([(x, top), (x, ground - height * 0.5)], height * 0.018, sheet.light.near)
    for share, tone in ((1.0, shade), (0.45, colour)):
        reach = wide * share
        dome = [(x + reach * n / 10, rim - (rim - top) * (1 - (n / 10) ** 2) ** 0.62) for n in range(-10, 11)]
        sheet.polygon([*dome, *((x + wide * share * n, rim - height * (0.03 if i % 2 else 0)) for i,
                                n in enumerate((0.66, 0.33, 0, -0.33, -0.66)))], tone)
    sheet.polygon([(x, top), (x + wide * 0.1, top + height * 0.03), (x - wide * 0.45, rim - height * 0.02),
                   (x - wide * 0.75, rim)], mix(colour, PAPER, 0.18))


def crowd(sheet: Sheet, left: float, right: float, ground: float, height: float, count: int,
          distance: float = 0.1, poses: tuple[str, ...] = ("stand", "walk")) -> None:
    """People standing and walking along a line, those further back first and smaller."""
    depths = sorted(sheet.rng.random() for _ in range(count))
    for depth in depths:
        size = height * (0.82 + 0.18 * depth)
        person(sheet, sheet.between(left, right), ground - height * 0.22 * (1 - depth), size,
               sheet.rng.choice(poses), sheet.rng.choice((-1, 1)), distance + 0.1 * (1 - depth))


def heads(sheet: Sheet, ground: float, size: float, colour: Colour, count: int) -> None:
    """An audience from behind: shoulders and heads along the lower edge."""
    gap = 1640 / count
    for index in range(count):
        x, y = -60 + gap * (index + sheet.between(-0.2, 0.2)), ground + sheet.between(-0.25, 0.2) * size
        sheet.oval(x, y, size * 0.3, size * 0.37, colour)
        sheet.limb((x, y + size * 0.2), (x, y + size * 0.6), size * 0.24, size * 0.3, colour)
        sheet.oval(x, y + size * 1.05, size * 0.68, size * 0.58, colour)
        sheet.rect(x - size * 0.68, y + size * 1.05, size * 1.36, size * 2, colour)
