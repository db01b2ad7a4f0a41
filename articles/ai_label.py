"""The label that machine-made pictures carry in their metadata: read from uploads, written into what we keep.

GB 45438—2025, annex E: the field AIGC, a JSON object; in XMP it lies in the namespace of TC260. Pictures made
abroad carry IPTC's DigitalSourceType instead (as XMP, or inside a C2PA manifest). Labels must not be removed
(norms 3.18).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape

from PIL import Image as Pillow

FIELDS = (
    "Label", "ContentProducer", "ProduceID", "ReservedCode1",
    "ContentPropagator", "PropagateID", "ReservedCode2",
)  # fmt: skip
MADE_BY_MACHINE = "1"
LONGEST = 2000
OBJECT = re.compile(r"\{[^{}]{0,16000}\}")
MARKED = re.compile(r"\bAIGC\b|tc260", re.IGNORECASE)
MARKED_ABROAD = re.compile(r"trainedAlgorithmicMedia", re.IGNORECASE)
PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"><TC260:AIGC>{}</TC260:AIGC></rdf:Description>'
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


def read(picture: Pillow.Image) -> dict[str, str] | None:
    """The label of a loaded picture, with at least `Label`; None where no metadata names one."""
    for text in _metadata(picture):
        if MARKED.search(text):
            return _fields(text)
        if MARKED_ABROAD.search(text):
            return {"Label": MADE_BY_MACHINE}
    return None


def packet(label: dict[str, str]) -> bytes:
    """The label as the one XMP packet of a file of ours."""
    return PACKET.format(escape(json.dumps(label, ensure_ascii=False))).encode()


def _fields(text: str) -> dict[str, str]:
    """Who made it, as the label says; a label that can't be read still says that a machine did."""
    for found in OBJECT.findall(unescape(text)):
        try:
            said = json.loads(found.replace('\\"', '"'))
        except ValueError:
            continue
        if isinstance(said, dict) and "Label" in said:
            return {name: str(said[name])[:LONGEST] for name in FIELDS if said.get(name)} or {
                "Label": MADE_BY_MACHINE
            }
    return {"Label": MADE_BY_MACHINE}


def _metadata(picture: Pillow.Image) -> Iterator[str]:
    """All that the file says beside its pixels; NULs dropped, so that texts in UTF-16 can be read too."""
    chunks: list[object] = [
        f"{name} {value}" for name, value in picture.info.items() if isinstance(value, str)
    ]
    chunks += [value for value in picture.info.values() if isinstance(value, bytes)]
    chunks += [content for _, content in getattr(picture, "applist", [])]
    chunks += [content for _, content, *_ in getattr(picture, "private_chunks", [])]
    for chunk in chunks:
        text = chunk.decode("utf-8", "replace") if isinstance(chunk, bytes) else str(chunk)
        yield text.replace("\0", "")
