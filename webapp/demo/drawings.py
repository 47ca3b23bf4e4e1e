"""Two made-up photos for the demo, drawn while it is set up: nobody's face is in this app."""

import io

SIDE = 1000
SKY, SKIN, HAIR, JUMPER, INK, GREEN, RED, SUN = "#cfe3ea", "#e3b48f", "#d9d9d6", "#3f6f68", "#3a2f2a", "#7fa66a", "#c4534a", "#f2c14e"


def drawn(shapes: list[tuple]) -> bytes:
    """`shapes`: what it is (a method of Pillow's drawing), its box of four numbers in thousandths of the side, its colour, and angles of an arc."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (SIDE, SIDE), SKY)
    pen = ImageDraw.Draw(picture)
    for what, box, colour, *angles in shapes:
        given = {"width": 14} if what in ("arc", "line") else {}
        getattr(pen, what)(box, *angles, fill=colour, **given)
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=90)
    return made.getvalue()


def portrait() -> bytes:
    """An older man with grey hair, glasses and a green jumper."""
    eyes = [("ellipse", (x - 16, 444, x + 16, 476), INK) for x in (415, 585)]
    glasses = [("arc", (x - 75, 385, x + 75, 535), INK, 0, 360) for x in (415, 585)]
    head = [("ellipse", (270, 190, 730, 620), HAIR), ("ellipse", (300, 240, 700, 760), SKIN), ("chord", (300, 205, 700, 480), HAIR, 195, 345)]
    body = [("ellipse", (130, 740, 870, 1500), JUMPER), ("rectangle", (430, 690, 570, 800), SKIN)]
    return drawn([*body, *head, *eyes, *glasses, ("line", (490, 460, 510, 460), INK), ("arc", (410, 540, 590, 670), INK, 20, 160)])


def garden() -> bytes:
    """Red flowers under a low sun."""
    ground = [("ellipse", (690, 90, 870, 270), SUN), ("ellipse", (-400, 620, 1400, 1600), GREEN)]
    places = [(160, 640), (330, 560), (500, 660), (670, 580), (840, 650)]
    stems = [("line", (x, y, x, y + 210), "#4d7a45") for x, y in places]
    petals = [("ellipse", (x + a - 45, y + b - 45, x + a + 45, y + b + 45), RED) for x, y in places for a, b in ((-50, 0), (50, 0), (0, -50), (0, 50))]
    hearts = [("ellipse", (x - 34, y - 34, x + 34, y + 34), SUN) for x, y in places]
    return drawn([*ground, *stems, *petals, *hearts])
