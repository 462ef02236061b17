"""Vietnamese words for pages and files: sizes, what was done to a page, what a file is."""

from __future__ import annotations

from collections.abc import Sequence

from onecua_desk.domain.file import File
from onecua_desk.services.scan_pages import Candidate
from onecua_desk.ui.scans.stack import Waiting


def size(count: int) -> str:
    """Bytes as a person reads them."""
    kib = count / 1024
    if kib < 10:
        return f"{kib:.1f} KiB".replace(".", ",")
    return f"{kib:.0f} KiB" if kib < 1000 else f"{kib / 1024:.1f} MiB".replace(".", ",")


def page_title(page: Waiting, number: int) -> str:
    if page.page.whole:
        return f"{page.page.name}"
    return f"Trang {number}: {page.page.name}"


def page_state(page: Waiting) -> str:
    """The second line of a page in the list."""
    if page.fault:
        return page.fault
    if page.candidate is None:
        return "Đang xử lý…"
    kind = page.candidate.kind.label if page.candidate.kind else f"Nguyên tệp, {page.page.pages} trang"
    return " · ".join(part for part in (kind, size(page.candidate.size), page.name or page.paper) if part)


def file_state(file: File) -> str:
    card = "ảnh thẻ, " if file.identity_card else ""
    paper = file.paper if file.paper != file.name else ""
    return " · ".join(part for part in (f"{card}{file.pages} trang", size(file.size), paper) if part)


def treatment(found: Candidate) -> str:
    """What the page became: for the line above its picture."""
    if found.kind is None:
        return f"giữ nguyên, {size(found.size)}"
    done = [found.kind.label.lower(), size(found.size)]
    if found.cropped:
        done.append("đã cắt mép")
    if abs(found.skew) >= 0.1:
        done.append(f"đã xoay thẳng {abs(found.skew):.1f}°".replace(".", ","))
    return ", ".join(done)


def keep_verb(group: Sequence[Waiting]) -> str:
    """What Enter does now; says how many pages go into the file."""
    if group[0].page.whole:
        return "Lưu nguyên tệp"
    return f"Lưu {len(group)} trang thành một tệp" if len(group) > 1 else "Lưu trang này"


def counts(waiting: int, files: Sequence[File]) -> str:
    """For the head of the panel."""
    kept = f"{len(files)} tệp đã lưu, {size(sum(file.size for file in files))}" if files else "chưa lưu tệp nào"
    return f"{waiting} trang chờ · {kept}" if waiting else kept
