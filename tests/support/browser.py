"""A browser without a window and without a network, to open the pages we write."""

import io
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

SWITCHES = (
    "--headless",
    "--no-sandbox",  # root, as in containers, cannot have one; our own pages need none
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)
WIDTH, HEIGHT = 1280, 720


class Browser:
    """Opens pages one after another, each as if it were the first.

    Parameters
    ----------
    driver : selenium.webdriver.Chrome
    """

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self.command("Network.enable", {})
        self.command(
            "Network.emulateNetworkConditions",
            {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0},
        )

    def open(self, page: Path, fragment: str = "", **media: str) -> None:
        """Open a file from disk.

        Parameters
        ----------
        page : Path
        fragment : str
            What follows the `#` of its address.
        media : str
            What the reader prefers: `reduced_motion="reduce"`, `color_scheme="dark"`.
        """
        self.leave()
        self.complaints()
        self.resize(WIDTH, HEIGHT)
        features = [
            {"name": f"prefers-{name.replace('_', '-')}", "value": value}
            for name, value in media.items()
        ]
        self.command("Emulation.setEmulatedMedia", {"features": features})
        self.driver.get(page.absolute().as_uri() + (fragment and f"#{fragment}"))

    def leave(self) -> None:
        """Leave the page, so that nothing of it goes on."""
        self.driver.get("about:blank")

    def resize(self, width: int, height: int) -> None:
        """Give the page this size, in pixels."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.command("Emulation.setDeviceMetricsOverride", size)

    def run(self, script: str, *arguments: Any) -> Any:
        """Run JavaScript in the page, and give what it returns; a promise is waited for."""
        return self.driver.execute_script(script, *arguments)

    def wait_until(self, expression: str, seconds: float = 20.0) -> Any:
        """Wait until a JavaScript expression is true of the page, and return its value."""
        end = time.monotonic() + seconds
        while not (value := self.run(f"return {expression}")) and time.monotonic() < end:
            time.sleep(0.02)
        assert value, f"not within {seconds:.0f} s: {expression}"
        return value

    def press(self, *keys: str) -> None:
        """Press keys, one after another; `selenium.webdriver.common.keys.Keys` names them."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver, duration=0).send_keys(*keys).perform()

    def screenshot(self) -> np.ndarray:
        """Give what is seen of the page, uint8 array (height, width, 3)."""
        picture = Image.open(io.BytesIO(self.driver.get_screenshot_as_png()))
        return np.asarray(picture.convert("RGB"))

    def fonts_of(self, selector: str) -> set[str]:
        """Give the fonts that came with the page and that the text of an element is set in."""
        for domain in ("DOM", "CSS"):
            self.command(f"{domain}.enable", {})
        root = self.command("DOM.getDocument", {})["root"]["nodeId"]
        found = {"nodeId": root, "selector": selector}
        node = self.command("DOM.querySelector", found)["nodeId"]
        fonts = self.command("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        return {font["familyName"] for font in fonts if font["isCustomFont"]}

    def complaints(self) -> list[str]:
        """Give the errors and warnings of the page's console since they were last asked for."""
        entries = self.driver.get_log("browser")
        return [e["message"] for e in entries if e["level"] in ("SEVERE", "WARNING")]

    def command(self, name: str, arguments: dict[str, Any]) -> Any:
        """Send a command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(name, arguments)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start a browser with a fresh profile; fail in one sentence where there is none."""
    # Selenium would otherwise look for a driver on the network, and tell that it did.
    os.environ.update(SE_OFFLINE="true", SE_AVOID_STATS="true")
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException

    chromedriver = shutil.which("chromedriver")
    if chromedriver is None:
        pytest.fail("chromedriver is not on the path: run setup/browser.sh", pytrace=False)
    options = webdriver.ChromeOptions()
    for switch in SWITCHES:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(chromedriver)
    try:
        driver = webdriver.Chrome(options, service)
    except WebDriverException as error:
        why = str(error.msg).splitlines()[0]
        pytest.fail(f"the browser does not start: run setup/browser.sh ({why})", pytrace=False)
    try:
        yield Browser(driver)
    finally:
        driver.quit()
