"""Vietnamese texts for Qt's own buttons and menus, for which Qt ships no translation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

_TEXTS = {
    "OK": "Đồng ý",
    "&OK": "Đồng ý",
    "Cancel": "Hủy",
    "&Cancel": "Hủy",
    "&Yes": "Có",
    "Yes": "Có",
    "Yes to &All": "Có, tất cả",
    "&No": "Không",
    "No": "Không",
    "N&o to All": "Không, tất cả",
    "Save": "Lưu",
    "&Save": "Lưu",
    "Save All": "Lưu tất cả",
    "Save As": "Lưu thành",
    "Open": "Mở",
    "&Open": "Mở",
    "Close": "Đóng",
    "&Close": "Đóng",
    "Discard": "Bỏ",
    "Don't Save": "Không lưu",
    "Close without Saving": "Đóng, không lưu",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Restore Defaults": "Về mặc định",
    "Help": "Trợ giúp",
    "Abort": "Dừng",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "Show Details...": "Xem chi tiết",
    "Hide Details...": "Ẩn chi tiết",
    "&Undo": "Hoàn tác",
    "&Redo": "Làm lại",
    "Cu&t": "Cắt",
    "&Copy": "Sao chép",
    "Copy &Link Location": "Sao chép liên kết",
    "&Paste": "Dán",
    "Delete": "Xóa",
    "&Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "Clear": "Xóa",
    "&Step up": "Tăng",
    "Step &down": "Giảm",
    "Look in:": "Trong:",
    "File &name:": "Tên tệp:",
    "Files of type:": "Loại tệp:",
    "&Choose": "Chọn",
    "Choose": "Chọn",
    "Back": "Quay lại",
    "Forward": "Tới",
    "Parent Directory": "Thư mục trên",
    "Create New Folder": "Thư mục mới",
    "&New Folder": "Thư mục mới",
    "New Folder": "Thư mục mới",
    "List View": "Danh sách",
    "Detail View": "Chi tiết",
    "Directory:": "Thư mục:",
    "Directories": "Thư mục",
    "&Rename": "Đổi tên",
    "Name": "Tên",
    "Size": "Kích cỡ",
    "Type": "Loại",
    "Date Modified": "Ngày sửa",
    "Computer": "Máy tính",
    "All Files (*)": "Mọi tệp (*)",
    "Print": "In",
    "&Print": "In",
}
"""Qt's English text to ours. Mnemonics are left out: Alt+letter would not be found on Vietnamese words."""


class Vietnamese(QTranslator):
    """Answers by text alone; Qt means the same by it in every context that this program shows."""

    def translate(  # type: ignore[override]  # None lets Qt go on to its own text
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return _TEXTS.get(source)

    def isEmpty(self) -> bool:
        return False


def install(app: QCoreApplication) -> QObject:
    """Use them for the whole program."""
    translator = Vietnamese(app)
    app.installTranslator(translator)
    return translator
