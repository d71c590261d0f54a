"""A browser that reaches nothing but the files that it is given."""

from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1280,1600",
)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Chromium with a profile of its own, its console kept."""
    chromium, driver = which("chromium"), which("chromedriver")
    assert chromium is not None, "Chromium is missing; tools/chromium.sh installs it"
    assert driver is not None, "chromedriver is missing; tools/chromium.sh installs it"
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options=options, service=Service(driver))
    yield chrome
    chrome.quit()


@pytest.fixture(scope="session")
def shots(root: Path) -> Path:
    """Folder of the screenshots, to be looked at by a person."""
    folder = root / ".work" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
