"""What rooms have in common: windows, beams of daylight, lamps, floors."""

from .brush import HEIGHT, Point, Sheet, smooth
from .land import crown
from .palette import LAMP, Colour, mix


def window(sheet: Sheet, x: float, y: float, wide: float, high: float,
           panes: tuple[int, int] = (3, 4)) -> None:
    """A tall window: the sky of the hour, leaves outside, dark bars."""
    light = sheet.light
    sheet.fading([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], light.top, light.middle,
                 light.low)
    if not light.dark:
        sheet.glow(x + wide * 0.5, y + high * 0.75, wide * 0.45, light.sun, 0.5)
    for n in range(3):
        crown(sheet, x + wide * (0.19 + 0.31 * n), y + high * 0.9, wide * 0.15, high * 0.1, 0.55, blobs=18)
    frame = light.tone(0.08)
    for n in range(panes[0] + 1):
        sheet.rect(x + wide * n / panes[0] - 3, y, 6, high, frame)
    for n in range(panes[1] + 1):
        sheet.rect(x - 3, y + high * n / panes[1] - 3, wide + 6, 5, frame)
    sheet.rect(x - 14, y + high, wide + 28, 12, frame)


def beam(sheet: Sheet, x: float, y: float, wide: float, high: float, floor: float, slant: float) -> None:
    """Daylight falling from a window across the room to the floor."""
    light = sheet.light
    if light.dark:
        return
    sheet.soft([(x, y), (x + wide, y), (x + wide + slant, floor + 70), (x + slant, floor + 70)], light.sun,
               0.2, 16)
    sheet.soft([(x + slant, floor + 10), (x + wide + slant, floor + 10),
                (x + wide + slant * 1.2, floor + 110), (x + slant * 1.2, floor + 110)], light.sun, 0.34, 9)


def hanging_lamp(sheet: Sheet, x: float, y: float, size: float, warm: float = 0.7) -> None:
    """An enamel lamp on its wire and the cone of its light."""
    light = sheet.light
    sheet.line([(x, 0), (x, y)], max(2.0, size * 0.05), light.near)
    sheet.soft([(x - size * 0.5, y + size * 0.3), (x + size * 0.5, y + size * 0.3),
                (x + size * 2.3, y + size * 5), (x - size * 2.3, y + size * 5)], LAMP,
               0.17 * warm + 0.1 * light.lamps, 20)
    sheet.glow(x, y + size * 0.3, size * 2, LAMP, 0.6 * warm)
    sheet.polygon(smooth([(x - size * 0.62, y + size * 0.34), (x - size * 0.2, y), (x + size * 0.2, y),
                          (x + size * 0.62, y + size * 0.34)], 5), light.tone(0.1))
    sheet.oval(x, y + size * 0.34, size * 0.5, size * 0.1, (255, 238, 200))


def floor(sheet: Sheet, top: float, colour: Colour, vanish: Point = (750, 420)) -> None:
    """Boards running away from us."""
    light = sheet.light
    sheet.wash(top, HEIGHT, mix(colour, light.near, 0.35), colour, mix(colour, light.near, 0.55))
    for n in range(-16, 17):
        x = vanish[0] + n * 150
        share = (top - vanish[1]) / (HEIGHT - vanish[1])
        sheet.line([(vanish[0] + (x - vanish[0]) * share, top), (x, HEIGHT)], 2, light.near, 0.22)
