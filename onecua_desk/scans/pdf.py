"""A small PDF of page pictures, written by hand so that the same pages always give the same bytes (ISO 32000-1)."""

from __future__ import annotations

from collections.abc import Sequence

from onecua_desk.scans.encode import Coded


def pdf_of(pages: Sequence[Coded]) -> bytes:
    """One PDF page a picture, each filled by it, in their order."""
    kids = " ".join(f"{3 + 3 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
    ]
    for number, page in enumerate(pages):
        objects += _page(3 + 3 * number, page)
    return _file(objects)


def _page(first: int, page: Coded) -> list[bytes]:
    """The page object with the number ``first``, its contents and its picture, which follow it."""
    width, height = (f"{pixels * 72 / page.dpi:.2f}" for pixels in (page.width, page.height))
    return [
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents {first + 1} 0 R"
        f"/Resources<</XObject<</P {first + 2} 0 R>>>>>>".encode(),
        _stream("", f"{width} 0 0 {height} 0 0 cm /P Do".encode()),
        _stream(_picture(page), page.data),
    ]


def _picture(page: Coded) -> str:
    size = f"/Width {page.width}/Height {page.height}"
    common = f"/Type/XObject/Subtype/Image{size}/ColorSpace/DeviceGray/BitsPerComponent {page.bits}"
    if page.bits == 8:
        return f"{common}/Filter/DCTDecode"
    black = "/BlackIs1 true" if page.black_is_1 else ""
    return f"{common}/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns {page.width}/Rows {page.height}{black}>>"


def _stream(words: str, data: bytes) -> bytes:
    return f"<<{words}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    written = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj".encode() + one + b"endobj\n"
    table = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    written += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    written += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(written)
