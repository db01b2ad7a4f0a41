"""The colours of the demonstration pictures, and the light of each hour and weather."""

from dataclasses import dataclass

Colour = tuple[int, int, int]

PAPER: Colour = (251, 250, 247)
SEA: Colour = (14, 90, 102)
CINNABAR: Colour = (176, 42, 30)
LAMP: Colour = (255, 206, 128)
AMBER: Colour = (232, 150, 72)
BRICK: Colour = (150, 82, 62)
STRAW: Colour = (222, 190, 128)
LEAF: Colour = (64, 112, 86)
WOOD: Colour = (112, 78, 54)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour `share` (0 to 1) of the way from the first to the second."""
    share = min(1.0, max(0.0, share))
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


@dataclass(frozen=True)
class Light:
    """One hour and weather: the sky from top to horizon, what shines, what distance does, the lamps."""

    top: Colour
    middle: Colour
    low: Colour
    sun: Colour
    haze: Colour
    body: Colour
    near: Colour
    lamps: float
    sun_height: float
    wet: bool = False

    @property
    def dark(self) -> bool:
        """True when lamps do more than the sky."""
        return self.lamps > 0.7

    def tone(self, distance: float) -> Colour:
        """The silhouette colour at a distance from 0 (near) to 1 (lost in haze)."""
        if distance < 0.5:
            return mix(self.near, self.body, distance * 2)
        return mix(self.body, self.haze, distance * 2 - 1)

    def tint(self, colour: Colour, distance: float = 0.2, strength: float = 0.38) -> Colour:
        """A thing's own colour as this light shows it."""
        return mix(mix(colour, self.tone(distance), strength), self.haze, max(0.0, distance - 0.4))

    def window(self, share: float) -> Colour:
        """A pane of glass, lit when `share` (0 to 1) falls under the lamps of the hour."""
        if share < self.lamps * 0.62:
            return mix(LAMP, AMBER, share)
        return mix(self.tone(0.35), self.low, 0.16 + share * 0.12)


DAWN = Light((98, 142, 150), (205, 196, 176), (244, 206, 158), (255, 238, 205), (201, 192, 170),
             (70, 121, 125), (16, 52, 60), 0.35, 0.10)
MORNING = Light((112, 166, 172), (178, 208, 203), (238, 230, 206), (255, 246, 222), (190, 210, 202),
                (46, 116, 124), (12, 62, 71), 0.05, 0.42)
NOON = Light((74, 146, 158), (138, 188, 188), (220, 226, 206), (252, 246, 226), (170, 202, 196),
             (34, 108, 116), (10, 58, 66), 0.0, 0.62)
GOLD = Light((100, 150, 154), (224, 202, 158), (248, 194, 128), (255, 236, 194), (224, 194, 152),
             (74, 116, 114), (18, 50, 55), 0.3, 0.16)
DUSK = Light((30, 68, 86), (146, 118, 116), (232, 146, 92), (255, 214, 150), (150, 118, 108), (58, 78, 88),
             (14, 30, 38), 0.85, 0.05)
BLUE = Light((12, 40, 56), (26, 82, 96), (142, 158, 142), (250, 236, 200), (78, 120, 122), (20, 66, 78),
             (8, 24, 32), 1.0, 0.5)
NIGHT = Light((8, 22, 32), (14, 44, 58), (34, 82, 92), (244, 232, 200), (36, 78, 88), (14, 48, 60),
              (5, 16, 23), 1.0, 0.6)
RAIN = Light((96, 126, 132), (144, 166, 166), (190, 199, 192), (220, 224, 214), (158, 176, 172),
             (66, 106, 112), (18, 52, 60), 0.75, 0.5, wet=True)
MIST = Light((136, 166, 164), (184, 200, 192), (216, 216, 200), (240, 234, 214), (192, 204, 196),
             (86, 130, 130), (24, 68, 74), 0.3, 0.35)
