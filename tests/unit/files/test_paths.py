"""Which files may be read."""

from __future__ import annotations

import os

import pytest

from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.paths import find_root, open_plain, resolve


def id_of(name, base, root):
    with pytest.raises(FileFault) as caught:
        resolve(name, base, [root])
    return caught.value.diagnostics[0].id


@pytest.fixture
def tree(tmp_path):
    root = tmp_path / "root"
    (root / "policies" / "a").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "policies" / "a" / "policy.lead").write_text("")
    (root / "policies" / "shared.csv").write_text("a\n")
    (tmp_path / "outside.csv").write_text("a\n")
    return root


def test_the_root_is_the_nearest_marked_folder_else_the_policys(tree):
    assert find_root(tree / "policies" / "a" / "policy.lead") == tree
    (tree / "policies" / "leadspec.yaml").write_text("")
    assert find_root(tree / "policies" / "a" / "policy.lead") == tree / "policies"


def test_files_inside_the_root_are_found_also_upwards_and_by_links(tree):
    base = tree / "policies" / "a"
    (base / "link.csv").symlink_to("../shared.csv")
    assert resolve("../shared.csv", base, [tree]) == tree / "policies" / "shared.csv"
    assert resolve("link.csv", base, [tree]) == tree / "policies" / "shared.csv"


def test_nothing_outside_is_read(tree, tmp_path):
    base = tree / "policies" / "a"
    (base / "link.csv").symlink_to(tmp_path / "outside.csv")
    (base / "folder").symlink_to(tmp_path)
    for name in (
        "../../../outside.csv",
        str(tmp_path / "outside.csv"),
        "link.csv",
        "folder/outside.csv",
        "/etc/passwd",
    ):
        assert id_of(name, base, tree) == "file-outside-root", name
    (tmp_path / "root2").mkdir()
    (tmp_path / "root2" / "x.csv").write_text("")
    assert id_of("../../../root2/x.csv", base, tree) == "file-outside-root", "a name that starts like the root's"
    assert resolve("../../../outside.csv", base, [tree, tmp_path]) == tmp_path / "outside.csv"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("https://firm.example/leads.csv", "remote-file"),
        ("file:///etc/passwd", "remote-file"),
        ("s3://bucket/leads.csv", "remote-file"),
        ("\\\\server\\leads.csv", "remote-file"),
        ("leads.zip", "archive-file"),
        ("leads.tar.gz", "archive-file"),
        ("none.csv", "file-not-found"),
        ("policy.lead/x", "file-not-found"),
        ("", "file-not-found"),
        ("a\0b", "file-not-found"),
        (".", "not-a-file"),
        ("pipe", "not-a-file"),
    ],
)
def test_what_is_no_plain_file_is_refused(tree, name, id_):
    base = tree / "policies" / "a"
    os.mkfifo(base / "pipe")
    assert id_of(name, base, tree) == id_


def test_a_link_put_there_after_the_check_is_refused(tree):
    link = tree / "late.csv"
    link.symlink_to("/etc/passwd")
    with pytest.raises(FileFault):
        open_plain(link, "late.csv")


def test_a_device_is_refused(tree):
    assert id_of("/dev/null", tree, tree.parents[len(tree.parents) - 1]) == "not-a-file"


def test_control_characters_in_names_are_not_printed(tree):
    with pytest.raises(FileFault) as caught:
        resolve("a\x1b[31mb", tree, [tree])
    assert caught.value.diagnostics[0].message.isprintable()
