"""The vocabulary of subjects: reading it, and finding its words."""

import pytest

from zhengxie.engines.search.vocabulary import Subject, UnreadableVocabulary, Vocabulary, load, shipped

SMALL = Vocabulary(
    (
        Subject("电动自行车", ("电瓶车", "电瓶车充电棚"), weak=("充电",)),
        Subject("电动汽车", ("充电桩",), weak=("充电",)),
    ),
    (("加装", "增设"),),
)


def found(text, nested=False):
    return [(one.word, one.start) for one in SMALL.find(text, nested)]


def test_the_longest_word_at_each_place():
    assert found("增设电瓶车充电棚") == [("增设", 0), ("电瓶车充电棚", 2)]


def test_nested_words():
    assert found("电瓶车充电棚", nested=True) == [("电瓶车充电棚", 0), ("充电", 3)]


def test_a_weak_word_may_mean_more_than_one():
    (one,) = SMALL.find("充电难")
    assert {(meaning.concept.name, meaning.strong) for meaning in one.meanings} == {
        ("电动自行车", False),
        ("电动汽车", False),
    }


def test_odd_texts():
    assert found("") == found("电") == found("😀") == []


def test_what_ships_is_read_once_and_large():
    assert shipped() is shipped()
    assert len(shipped().subjects) >= 600
    assert len(shipped().groups) >= 200


def test_files_of_a_folder_are_joined(tmp_path):
    (tmp_path / "a.yaml").write_text("subjects:\n- subject: 路灯\n  words: [街灯]\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        "subjects:\n- subject: 路灯\n  words: [灯杆]\ngroups: []\n", encoding="utf-8"
    )
    (subject,) = load(tmp_path).subjects
    assert subject.words == ("街灯", "灯杆")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"subjects: [1\n- 2", "行不合 YAML"),
        (b"\xff\xfe", "UTF-8"),
        (b"- 1", "subjects:"),
        (b"subjects: 3", "清单"),
        ("subjects:\n- words: [灯]".encode(), "subject"),
        ("subjects:\n- subject: 灯\n  words: 灯".encode(), "「灯」"),
    ],
)
def test_broken_data_is_named(tmp_path, content, said):
    (tmp_path / "words.yaml").write_bytes(content)
    with pytest.raises(UnreadableVocabulary, match="words.yaml") as refusal:
        load(tmp_path / "words.yaml")
    assert said in str(refusal.value)


def test_an_empty_folder_is_named(tmp_path):
    with pytest.raises(UnreadableVocabulary):
        load(tmp_path)
    with pytest.raises(UnreadableVocabulary):
        load(tmp_path / "none.yaml")
