"""The command ``onecua-district``: serve, enrol and revoke desks, name operators, record results, show the state."""

from __future__ import annotations

import argparse
import contextlib
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from onecua_desk import terminal
from onecua_desk.clock import vietnam_now
from onecua_desk.district import access, alarms, officials
from onecua_desk.district.database import FOLDER, District, file_url, open_district
from onecua_desk.district.files.wanted import check_files
from onecua_desk.district.state import lines, state
from onecua_desk.domain.numbering import DESKS
from onecua_desk.domain.parts import Official
from onecua_desk.wire.address import open_to_all
from onecua_desk.wire.certificates import read_pem

Verb = Callable[[District, argparse.Namespace], None]

LONGEST = 9
"""Digits of a number that is typed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0, or 1 with one sentence on stderr; 2 when the command line itself is wrong, 130 after Ctrl+C."""
    terminal.write_vietnamese()
    options = _parser().parse_args(arguments)
    return terminal.ended(lambda: _with_district(options))


def _with_district(options: argparse.Namespace) -> int:
    district = open_district(options.database or file_url(options.folder), vietnam_now, options.files)
    try:
        verb: Verb = options.verb
        verb(district, options)
    finally:
        district.close()
    return 0


def _serve(district: District, options: argparse.Namespace) -> None:
    from onecua_desk.district.server import Certificate, serve  # the other verbs start without the web framework

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    certificate = Certificate(options.certificate, options.key) if options.certificate else None
    scheme = "https" if certificate else "http"
    words = f"Máy chủ cấp trên nghe ở {scheme}://{options.host}:{options.port}. Nhấn Ctrl+C để dừng."
    with contextlib.suppress(KeyboardInterrupt):  # that is how it is stopped
        serve(district, options.host, options.port, certificate, lambda: print(words, flush=True))


def _enrol(district: District, options: argparse.Namespace) -> None:
    fields = {name: getattr(options, name) for name in ("code", "name", "parent", "centre", "place")}
    ca = read_pem(options.ca) if options.ca else ""
    known = {"again": options.again, "forgotten": options.forgotten}
    print(access.enrol(district, fields, options.desk, options.url, ca=ca, **known))
    if warning := open_to_all(options.url):
        print(warning, file=sys.stderr)


def _revoke(district: District, options: argparse.Namespace) -> None:
    access.revoke(district, options.device)
    print(f"Đã thu hồi thiết bị {options.device}.")


def _operator(district: District, options: argparse.Namespace) -> None:
    official, token = access.add_operator(district, options.name)
    print(f"Cán bộ: {official.name} ({official.login})\nMã truy cập (chỉ hiện một lần): {token}")


def _result(district: District, options: argparse.Namespace) -> None:
    official = Official(options.official, options.official)
    found = officials.record_result(
        district, options.dossier, options.number, options.day, options.copies, options.note, official
    )
    print(f"{found.code}: {found.state.label}")


def _refuse(district: District, options: argparse.Namespace) -> None:
    official = Official(options.official, options.official)
    found = officials.refuse(district, options.dossier, options.reason, official)
    print(f"{found.code}: {found.state.label}")


def _state(district: District, _options: argparse.Namespace) -> None:
    for line in lines(state(district)):
        print(line)


def _settle_alarm(district: District, options: argparse.Namespace) -> None:
    alarms.settle(district, options.number)
    print(f"Đã xem cảnh báo {options.number}; lệnh state không nhắc lại nữa.")


def _bundle(district: District, options: argparse.Namespace) -> None:
    from onecua_desk.district.bundle import take_in

    found = take_in(district, options.package, options.answer)
    label = found.label
    print(f"Đã nhận gói {label.number} của quầy {label.desk}, đơn vị {label.unit}, ghi lúc {label.at:%H:%M %d/%m/%Y}.")
    if found.files or found.not_kept:
        print(f"Bản quét: nhận {found.files}, chưa nhận {len(found.not_kept)}.")
    for sentence in sorted(set(found.not_kept)):
        print(f"  {sentence}")
    print(f"Gói trả lời mang về quầy: {found.answer}")


def _check_files(district: District, _options: argparse.Namespace) -> None:
    for line in check_files(district):
        print(line)


def _parser() -> argparse.ArgumentParser:
    parser = terminal.Parser(prog="onecua-district", description="Máy chủ cấp trên của các quầy một cửa.")
    verbs = parser.add_subparsers(title="lệnh", required=True, metavar="LỆNH")
    _add_serve(_verb(verbs, "serve", _serve, "chạy máy chủ"))
    _add_enrol(_verb(verbs, "enrol", _enrol, "ghi danh một quầy và in mã ghi danh"))
    revoke = _verb(verbs, "revoke", _revoke, "thu hồi một thiết bị")
    revoke.add_argument("device", type=_number, metavar="THIẾT_BỊ", help="số thiết bị, xem lệnh state")
    operator = _verb(verbs, "operator", _operator, "cấp mã truy cập cho một cán bộ của cấp trên")
    operator.add_argument("name", metavar="HỌ_TÊN", help="họ tên cán bộ")
    _add_result(_verb(verbs, "result", _result, "ghi kết quả của một hồ sơ"))
    refuse = _verb(verbs, "refuse", _refuse, "từ chối giải quyết một hồ sơ")
    _add_dossier(refuse)
    refuse.add_argument("--reason", required=True, metavar="LÝ_DO", help="lý do từ chối")
    _add_bundle(_verb(verbs, "bundle", _bundle, "nhận gói của một quầy mang tới bằng USB và ghi gói trả lời"))
    _verb(verbs, "check-files", _check_files, "kiểm tra kho tệp quét; tệp thiếu hoặc hỏng được xin lại từ các quầy")
    _verb(verbs, "state", _state, "tình trạng từng đơn vị và thiết bị, sự kiện bị từ chối, cảnh báo")
    seen = _verb(verbs, "settle-alarm", _settle_alarm, "đã xem một cảnh báo: lệnh state không nhắc lại nữa")
    seen.add_argument("number", type=_number, metavar="SỐ", help="số của cảnh báo, xem lệnh state")
    return parser


def _verb(verbs: argparse._SubParsersAction[terminal.Parser], name: str, run: Verb, words: str) -> terminal.Parser:
    parser = verbs.add_parser(name, help=words, description=words)
    parser.set_defaults(verb=run)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--database", metavar="URL", help="cơ sở dữ liệu, ví dụ postgresql+psycopg://ten@may/onecua")
    where.add_argument("--folder", type=Path, default=FOLDER, metavar="THƯ_MỤC", help="thư mục dữ liệu (%(default)s)")
    parser.add_argument("--files", type=Path, metavar="THƯ_MỤC", help="kho tệp quét (thư mục files cạnh dữ liệu)")
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="địa chỉ để nghe (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8420, metavar="CỔNG", help="cổng để nghe (8420)")
    parser.add_argument("--certificate", type=Path, metavar="TỆP", help="chứng chỉ PEM: máy chủ nói https")
    parser.add_argument("--key", type=Path, metavar="TỆP", help="khóa của chứng chỉ, nếu không nằm cùng tệp")


def _add_bundle(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("package", type=Path, metavar="GÓI", help="tệp .ocp của quầy")
    parser.add_argument("--answer", type=Path, metavar="THƯ_MỤC", help="nơi ghi gói trả lời (cạnh gói của quầy)")


def _add_enrol(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit-code", dest="code", required=True, metavar="MÃ", help="mã đơn vị, ví dụ H02.15.23")
    again = "; có thể bỏ qua nếu đơn vị đã có"
    parser.add_argument("--unit-name", dest="name", default="", metavar="TÊN", help=f"tên đơn vị{again}")
    parser.add_argument("--parent", default="", metavar="TÊN", help=f"cơ quan cấp trên{again}")
    parser.add_argument("--centre", default="", metavar="TÊN", help=f"tên trung tâm hoặc bộ phận một cửa{again}")
    parser.add_argument("--place", default="", metavar="NƠI", help=f"địa danh ghi trên giấy tờ{again}")
    desks = f"{DESKS[0]} đến {DESKS[-1]}"
    parser.add_argument("--desk", type=_number, required=True, metavar="SỐ", help=f"số quầy, {desks}")
    parser.add_argument(
        "--url", required=True, help="địa chỉ mà quầy gọi tới máy chủ này, ví dụ https://motcua.tinh.vn"
    )
    pinned = "tệp PEM: quầy chỉ tin chứng chỉ do nơi này cấp (mặc định: theo hệ điều hành của quầy)"
    parser.add_argument("--ca", type=Path, metavar="TỆP", help=pinned)
    known = parser.add_mutually_exclusive_group()
    known.add_argument(
        "--again", action="store_true", help="cấp lại mã cho quầy đã ghi danh (mất mã, đổi máy); mã cũ hết hiệu lực"
    )
    lost = "số máy ghi ở Cài đặt của quầy, mục Quầy này, khi máy chủ đã khôi phục từ bản sao lưu cũ hơn lần ghi danh"
    known.add_argument("--device", dest="forgotten", type=_number, default=0, metavar="SỐ", help=lost)


def _add_result(parser: argparse.ArgumentParser) -> None:
    _add_dossier(parser)
    parser.add_argument("--number", required=True, metavar="SỐ", help="số của kết quả")
    parser.add_argument("--day", type=_day, default=vietnam_now().date(), metavar="NGÀY", help="dd/mm/yyyy (hôm nay)")
    parser.add_argument("--copies", type=_number, default=1, metavar="SỐ", help="số bản trả cho người dân (1)")
    parser.add_argument("--note", default="", metavar="GHI_CHÚ", help="ghi chú")


def _add_dossier(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dossier", metavar="MÃ_HỒ_SƠ", help="mã hồ sơ")
    parser.add_argument("--official", default="Cán bộ cấp trên", metavar="HỌ_TÊN", help="ai quyết định")


def _number(text: str) -> int:
    """A number that every database can hold; what it may be is the verb's own business."""
    if not text.isdecimal() or len(text) > LONGEST:
        raise argparse.ArgumentTypeError(f"«{text[:20]}» không phải là số có 1 đến {LONGEST} chữ số")
    return int(text)


def _port(text: str) -> int:
    if not 0 < _number(text) < 65536:
        raise argparse.ArgumentTypeError(f"cổng «{text}» không nằm trong 1 đến 65535")
    return int(text)


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"ngày «{text}» không đúng dạng dd/mm/yyyy") from None


if __name__ == "__main__":
    sys.exit(main())
