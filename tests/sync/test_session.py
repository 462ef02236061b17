"""The certificate is checked, proxies are used, and what is wrong with either is one sentence."""

from __future__ import annotations

import ssl
from datetime import datetime
from pathlib import Path

import pytest
import requests
import trustme

from onecua_desk.errors import UserError
from onecua_desk.services.identity import Line
from onecua_desk.sync.session import session, unwelcome
from onecua_desk.wire.address import open_to_all
from onecua_desk.wire.certificates import read_pem
from tests.sync.tls import FAR_AHEAD, LONG_AGO, proxy, server

NOW = datetime(2026, 11, 23, 9, 41)
BELIEVED = "Bearer bi-mat"


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    return trustme.CA(key_type=trustme.KeyType.ECDSA)


def pem(ca: trustme.CA) -> str:
    return ca.cert_pem.bytes().decode()


def post(url: str, ca: str = "") -> str:
    with session(Line(url, "bi-mat", ca)) as made:
        return made.post(f"{url}/v2/sync", data=b"x", timeout=10).text


def refused(url: str, ca: str = "") -> str:
    with pytest.raises(requests.RequestException) as error:
        post(url, ca)
    return unwelcome(error.value, NOW) or ""


def test_a_server_with_the_named_certificate_gets_the_token(ca: trustme.CA) -> None:
    with server(ca.issue_cert("localhost", "127.0.0.1")) as port:
        assert post(f"https://localhost:{port}", pem(ca)) == BELIEVED
        assert post(f"https://127.0.0.1:{port}", pem(ca)) == BELIEVED


@pytest.mark.skipif(not ssl.get_default_verify_paths().openssl_cafile_env, reason="needs a store that a test can fill")
def test_certificates_of_the_system_are_believed(
    ca: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with server(ca.issue_cert("localhost")) as port:
        assert post(f"https://localhost:{port}") == BELIEVED


def test_where_a_certificate_is_named_those_of_the_system_are_not_believed(
    ca: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(tmp_path / "ca.pem"))
    with server(ca.issue_cert("localhost")) as port:
        assert "không rõ nơi cấp" in refused(f"https://localhost:{port}", pem(trustme.CA()))


def test_no_setting_of_the_environment_vouches_for_a_server_beside_the_named_certificate(
    ca: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with server(ca.issue_cert("motcua.example.vn")) as port, proxy(port) as between:
        monkeypatch.setenv("https_proxy", between.url)  # so that it is not this machine, where no setting is read
        for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
            monkeypatch.setenv(name, str(tmp_path / "ca.pem"))
        assert "không rõ nơi cấp" in refused("https://motcua.example.vn", pem(trustme.CA()))


def test_a_certificate_of_nobody_we_know_is_said(ca: trustme.CA) -> None:
    with server(ca.issue_cert("localhost")) as port:
        sentence = refused(f"https://localhost:{port}")
    assert sentence.startswith("Không tin được chứng chỉ của máy chủ")
    assert "chưa gửi gì" in sentence


def test_a_certificate_of_another_server_is_said(ca: trustme.CA) -> None:
    with server(ca.issue_cert("khac.example")) as port:
        assert "sai tên" in refused(f"https://localhost:{port}", pem(ca))
        assert "sai tên" in refused(f"https://127.0.0.1:{port}", pem(ca))


def test_a_certificate_that_ended_or_has_not_begun_tells_what_this_machine_takes_for_now(ca: trustme.CA) -> None:
    with server(ca.issue_cert("localhost", not_before=LONG_AGO, not_after=LONG_AGO.replace(year=2021))) as port:
        assert "đã hết hạn: ngày giờ máy này đang là 09:41 23/11/2026" in refused(f"https://localhost:{port}", pem(ca))
    with server(ca.issue_cert("localhost", not_before=FAR_AHEAD, not_after=FAR_AHEAD.replace(year=2091))) as port:
        assert "chưa đến ngày" in refused(f"https://localhost:{port}", pem(ca))


def test_a_server_that_speaks_no_tls_is_said(ca: trustme.CA) -> None:
    with server() as port:
        assert "không nói https" in refused(f"https://localhost:{port}", pem(ca))


def test_no_line_is_nothing_to_settle() -> None:
    with server() as port:
        pass
    assert refused(f"http://127.0.0.1:{port}") == ""
    assert refused(f"https://127.0.0.1:{port}") == ""


def test_an_encrypted_call_goes_through_the_proxy(ca: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    with server(ca.issue_cert("motcua.example")) as port, proxy(port) as passing:
        monkeypatch.setenv("https_proxy", passing.url)
        assert post("https://motcua.example", pem(ca)) == BELIEVED
        assert "sai tên" in refused("https://khac.example", pem(ca))
        assert passing.asked == ["CONNECT motcua.example:443", "CONNECT khac.example:443"]


def test_a_plain_call_goes_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with server() as port, proxy(port) as passing:
        monkeypatch.setenv("http_proxy", passing.url)
        assert post("http://motcua.example") == BELIEVED
        assert passing.asked == ["POST http://motcua.example/v2/sync"]


def test_this_machine_is_never_called_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with server() as port, proxy(port) as passing:
        monkeypatch.setenv("http_proxy", passing.url)
        assert {post(f"http://{host}:{port}") for host in ("127.0.0.1", "localhost")} == {BELIEVED}
        assert passing.asked == []


def test_a_proxy_that_asks_for_a_password_is_said(ca: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    with server(ca.issue_cert("motcua.example")) as port, proxy(port) as passing:
        passing.locked = True
        monkeypatch.setenv("https_proxy", passing.url)
        assert "proxy" in refused("https://motcua.example", pem(ca))


def test_a_proxy_that_is_not_there_is_no_line(ca: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    with server() as port:
        pass
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
    assert refused("https://motcua.example", pem(ca)) == ""


def test_a_netrc_never_takes_the_place_of_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("default login ai password do\n", encoding="ascii")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with server() as port, proxy(port) as passing:
        monkeypatch.setenv("http_proxy", passing.url)
        assert post("http://motcua.example") == BELIEVED


@pytest.mark.parametrize(
    ("url", "warned"),
    [
        ("https://motcua.tinh.vn", False),
        ("http://motcua.tinh.vn", True),
        ("http://14.225.1.2:8420", True),
        ("http://127.0.0.1:8420", False),
        ("http://[::1]:8420", False),
        ("http://10.1.2.3:8420", False),
        ("http://may-chu:8420", False),
        ("http://may-chu.local", False),
        ("http://[1", False),
    ],
)
def test_an_address_that_everybody_could_listen_to_is_warned_of(url: str, warned: bool) -> None:
    assert bool(open_to_all(url)) is warned


def test_a_file_without_a_certificate_is_refused_with_a_sentence(ca: trustme.CA, tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    with pytest.raises(UserError, match="không còn ở đó nữa"):
        read_pem(file)
    for text in ("", "chữ\n", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(UserError, match="không có chứng chỉ dạng PEM"):
            read_pem(file)
    leaf = ca.issue_cert("localhost")
    file.write_bytes(b"# CA\n" + leaf.private_key_pem.bytes() + ca.cert_pem.bytes())
    assert read_pem(file) == pem(ca)
