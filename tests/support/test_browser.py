"""The browser that other tests trust."""

import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest

from tests.support.browser import Browser, open_browser


def page(folder: Path, body: str) -> Path:
    file = folder / "page.html"
    file.write_text(f"<!doctype html><html lang=en><title>Page</title>{body}", "utf-8")
    return file


def test_it_shows_a_file(browser: Browser, tmp_path: Path) -> None:
    browser.open(page(tmp_path, "<body style='margin:0;background:#0a141e'>"))
    picture = browser.screenshot()
    assert picture.shape == (720, 1280, 3)
    assert (picture == [10, 20, 30]).all()


def test_it_tells_of_errors_in_the_console(browser: Browser, tmp_path: Path) -> None:
    browser.open(page(tmp_path, "<script>undefinedFunction()</script>"))
    assert any("undefinedFunction" in each for each in browser.complaints())
    browser.open(page(tmp_path, "<p>Nothing is wrong here.</p>"))
    assert browser.complaints() == []


def test_it_reaches_no_network_not_even_a_server_on_this_machine(
    browser: Browser, tmp_path: Path
) -> None:
    asked = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/film.mp4"
        browser.open(page(tmp_path, "<p>A film</p>"))
        fetch = "return fetch(arguments[0], {mode: 'no-cors'}).then(() => 'got it', () => 'failed')"
        assert browser.run(fetch, address) == "failed"
        browser.run(f"document.body.innerHTML = '<img src={address} onerror=\"this.id=`lost`\">'")
        browser.wait_until("document.getElementById('lost')")
        server.shutdown()
    assert asked == []


def test_it_prefers_what_it_is_told_to(browser: Browser, tmp_path: Path) -> None:
    still = "return matchMedia('(prefers-reduced-motion: reduce)').matches"
    browser.open(page(tmp_path, "<p>Calm</p>"), reduced_motion="reduce")
    assert browser.run(still) is True
    browser.open(page(tmp_path, "<p>Lively</p>"))
    assert browser.run(still) is False


def test_it_presses_keys(browser: Browser, tmp_path: Path) -> None:
    browser.open(page(tmp_path, "<script>onkeydown = e => document.title += e.key</script>"))
    browser.press("a", "b")
    assert browser.wait_until("document.title.slice(4)") == "ab"


def test_each_page_begins_at_the_usual_size(browser: Browser, tmp_path: Path) -> None:
    file = page(tmp_path, "<p>Small</p>")
    browser.open(file)
    browser.resize(400, 300)
    assert browser.screenshot().shape == (300, 400, 3)
    browser.open(file)
    assert np.shape(browser.screenshot()) == (720, 1280, 3)


def test_without_a_driver_a_sentence_says_what_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match=r"run setup/browser\.sh"), open_browser():
        pass
