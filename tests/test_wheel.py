"""The built wheel brings everything along, and works in a fresh environment elsewhere."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from kneenumb.load import bundled
from tests.command import run
from tests.conftest import ROOT

pytestmark = pytest.mark.full


def call(*argv: str | Path, cwd: Path) -> str:
    """Run a program that must succeed, and give what it wrote."""
    apart = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        argv, cwd=cwd, env=apart, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_trees_and_the_cases_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    inside = {name for name in names if ".dist-info/" not in name}
    trees = ROOT / "trees"
    shipped = [*trees.glob("*.yaml"), *trees.glob("*.schema.json"), *trees.glob("cases/*.yaml")]
    assert len(shipped) > 50
    assert {f"kneenumb/{each.relative_to(ROOT).as_posix()}" for each in shipped} <= inside
    assert "kneenumb/trees/tree.schema.json" in inside
    assert "kneenumb/trees/case.schema.json" in inside
    assert "kneenumb/schema/result.schema.json" in inside
    assert "kneenumb/py.typed" in inside
    pieces = [each for each in (ROOT / "kneenumb/browser").iterdir() if each.suffix != ".py"]
    shown = {f"kneenumb/browser/{each.name}" for each in pieces if each.is_file()}
    assert len(shown) >= 9 and shown <= inside
    assert all(name.startswith("kneenumb/") for name in inside)
    assert not [name for name in inside if "test" in name or "__pycache__" in name]
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_installed_wheel_gives_the_same_bytes_from_another_folder(
    wheel: Path, tmp_path: Path
) -> None:
    environment, elsewhere = tmp_path / "environment", tmp_path / "elsewhere"
    elsewhere.mkdir()
    venv.create(environment, with_pip=True, symlinks=True)
    bin = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile")
    call(bin / "python", *pip, wheel, cwd=elsewhere)
    told = call(bin / "kneenumb", "triage", "-a", "v10", "-f", "json", cwd=elsewhere)
    assert told == run("triage", "-a", "v10", "-f", "json").out
    where = call(
        *(bin / "python", "-c"),
        "from kneenumb.load import bundled; print(bundled.folder(), len(bundled.cases()))",
        cwd=elsewhere,
    )
    assert where.startswith(str(environment))
    assert where.split()[-1] == str(len(bundled.cases()))


def test_the_same_sources_give_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    """Also by way of an archive of the sources, from which this one is built."""
    call(sys.executable, "-m", "build", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    (again,) = tmp_path.glob("*.whl")
    assert [*tmp_path.glob("*.tar.gz")]
    assert again.name == wheel.name and again.read_bytes() == wheel.read_bytes()
