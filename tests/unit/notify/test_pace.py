"""How fast each kind of channel is told where nobody says."""

from datetime import timedelta

import pytest

from monitor.notify.pace import is_for_people, pace_of

SECONDS = {
    "slack://xoxb-1-2-3/#desk": 1,
    "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7": 1,
    "mailtos://user:password@smtp.example.org?to=desk@example.org": 1,
    "tgram://123456789:abcdefg_hijklmnop/12315544/": 3,
    "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js": 2,
    "matrixs://user:password@matrix.example.org/#desk": 5,
}


@pytest.mark.parametrize("url", SECONDS)
def test_a_channel_for_people_keeps_to_the_pace_of_its_service(url):
    assert is_for_people(url)
    assert pace_of(url) == timedelta(seconds=SECONDS[url])


@pytest.mark.parametrize(
    "scheme", ["json", "jsons", "xml", "xmls", "form", "forms", "JSON", "mqtts", "syslog"]
)
def test_a_program_is_told_as_fast_as_it_takes_it(scheme):
    assert not is_for_people(f"{scheme}://127.0.0.1:8080/hook")


def test_a_console_is_told_as_fast_as_it_prints():
    assert not is_for_people("console://")
